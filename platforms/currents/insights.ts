/** What Currents counts in a project over some days, as an item. Pure. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { CurrentsInsights } from './wire';

/**
 * The counts of all runs and tests, and `timeline`: the same for each hour, day or week, the earliest first. `timeline`
 * is `null` if Currents does not return one.
 */
export function shownInsights(insights: CurrentsInsights): IDataObject {
	const { overall, timeline } = objectOf(insights.results);
	return {
		projectId: textOf(insights.projectId),
		dateStart: textOf(insights.dateStart),
		dateEnd: textOf(insights.dateEnd),
		resolution: textOf(insights.resolution),
		...countsOf(overall),
		timeline: timelineOf(timeline),
	};
}

/** Sources differ: a list of objects with one key each, or one object with all the keys. Each key is a time. */
function timelineOf(timeline: unknown): IDataObject[] | null {
	if (!Array.isArray(timeline) && !isObject(timeline)) return null;
	const parts = Array.isArray(timeline) ? objectsOf(timeline) : [timeline];
	return parts
		.flatMap((part) => Object.entries(part))
		.map(([date, counts]) => ({ date, ...countsOf(counts) }))
		.sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
}

function countsOf(counts: unknown): { runs: IDataObject | null; tests: IDataObject | null } {
	const { runs, tests } = objectOf(counts);
	const known = (part: unknown) => (isObject(part) ? (part as IDataObject) : null);
	return { runs: known(runs), tests: known(tests) };
}
