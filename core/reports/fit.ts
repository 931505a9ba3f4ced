/** Leaves out parts of a report until it fits its receiver. */

import type { GiveWay } from '../text/inTurns';
import { outlineOf, type Outline } from './outline';
import { byGravity, type Report } from './report';

/** The limits of a receiver. */
export interface Room<T> {
	/** Maximum number of runs that are displayed one by one; the others are only counted. */
	maxRuns: number;
	/** More failures than this never fit, so they are not tried. */
	maxFailures?: number;
	fits(rendered: T): boolean;
}

/** The largest rendering that fits. Failures are left out from the end, then the least urgent runs. */
export async function fitted<T>(
	report: Report,
	draw: (outline: Outline) => T | Promise<T>,
	room: Room<T>,
	giveWay: GiveWay,
): Promise<T> {
	const render = (candidate: Report) => draw(outlineOf(candidate));
	const few = withFewerRuns(report, room.maxRuns);
	const listed = few.runs.reduce((sum, run) => sum + run.failures.length, 0);
	const most = Math.min(listed, room.maxFailures ?? Infinity);
	const rendered = (count: number) => render(withFewerFailures(few, count));
	const withFailures = await largest(most, rendered, room.fits, giveWay);
	if (withFailures !== null) return withFailures;
	const bare = withFewerFailures(few, 0);
	const withSomeRuns = (count: number) => render(withFewerRuns(bare, count + 1));
	return (await largest(few.runs.length - 1, withSomeRuns, room.fits, giveWay)) ?? (await withSomeRuns(0));
}

/** The rendering of the largest number up to `max` that fits; `null` if none fits. If a number fits, all smaller ones do. */
export async function largest<T>(
	max: number,
	render: (count: number) => T | Promise<T>,
	fits: (rendered: T) => boolean,
	giveWay: GiveWay,
): Promise<T | null> {
	const all = await render(max);
	if (fits(all)) return all;
	let best: T | null = null;
	let [held, broken] = [-1, max];
	while (broken - held > 1) {
		await giveWay();
		const middle = Math.floor((held + broken) / 2);
		const rendered = await render(middle);
		if (fits(rendered)) [held, best] = [middle, rendered];
		else broken = middle;
	}
	return best;
}

function withFewerFailures(report: Report, max: number): Report {
	let left = max;
	const runs = report.runs.map((run) => {
		const failures = run.failures.slice(0, left);
		left -= failures.length;
		return { ...run, failures };
	});
	return { ...report, runs };
}

/** The runs that are left out are the least urgent ones, so failed runs are kept. */
function withFewerRuns(report: Report, max: number): Report {
	if (report.runs.length <= max) return report;
	const runs = byGravity(report.runs).slice(0, max);
	return { ...report, runs, hiddenRuns: report.hiddenRuns + report.runs.length - runs.length };
}
