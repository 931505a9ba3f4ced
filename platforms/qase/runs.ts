/** Reading runs from Qase. */
import type { IDataObject } from 'n8n-workflow';

import { buildRun, type RunFacts } from '../../runs/buildRun';
import type { TestRun } from '../../runs/TestRun';
import { collectPages, remembering, type Keep } from '../../transport/paging';
import type { Query } from '../../transport/query';
import type { ApiContext } from '../../transport/request';
import type { RunList, RunReading } from '../platform';
import { PAGE_SIZE, type QaseApi } from './api';
import { readFailures } from './failures';
import { runFacts, type RunPlace } from './normalize';
import { webOrigin } from './service';
import type { QaseRun } from './wire';

/** Where the runs of a project are. */
export async function placeOf(ctx: ApiContext, code: string, itemIndex = 0): Promise<RunPlace> {
	return { code, origin: await webOrigin(ctx, itemIndex) };
}

/** The run as the model shows it, with at most `maxFailures` failures (0 = none asked for). */
export async function readingOf(
	api: QaseApi,
	raw: QaseRun,
	place: RunPlace,
	maxFailures = 0,
): Promise<RunReading> {
	return { run: buildRun(await factsWithFailures(api, raw, place, maxFailures)), raw: raw as IDataObject };
}

/** A run of a list as the model shows it; what failed in it was not asked for. */
export function listedRun(raw: QaseRun, place: RunPlace): TestRun {
	return buildRun(runFacts(raw, place));
}

/** The list that shows runs of a project while they are in progress. */
export function listOf(api: QaseApi, place: RunPlace): RunList {
	return {
		key: `${place.origin} ${place.code}`,
		async readGoing(runIds) {
			const most = Math.ceil(runIds.length / PAGE_SIZE + 1) * PAGE_SIZE;
			const going = await newestRuns(api, place.code, most, { status: 'in_progress' }, (runs) =>
				runs.filter(({ id }) => runIds.includes(String(id))),
			);
			const readings = await Promise.all(going.map(async (raw) => await readingOf(api, raw, place)));
			return new Map(readings.map((reading) => [reading.run.id, reading]));
		},
	};
}

/** Facts of a run, with at most `maxFailures` failures (0 = none asked for). */
export async function factsWithFailures(
	api: QaseApi,
	raw: QaseRun,
	place: RunPlace,
	maxFailures: number,
): Promise<RunFacts> {
	const facts = runFacts(raw, place);
	return maxFailures > 0 ? { ...facts, ...(await readFailures(api, raw, place.code, maxFailures)) } : facts;
}

/** What `keep` makes of up to `limit` runs, the newest first. The list is ascending by id and has no order of its own, so it is read from its end. */
export async function newestRuns<Kept>(
	api: QaseApi,
	code: string,
	limit: number,
	filters: Query,
	keep: Keep<QaseRun, Kept>,
): Promise<Kept[]> {
	const { filtered: count } = await api.runPage(code, { ...filters, limit: 1, offset: 0 });
	if (count === null) return await newestOfAll(api, code, limit, filters, keep);
	const read = async (end = count, wanted: number) => {
		const size = Math.min(PAGE_SIZE, wanted, end);
		if (size === 0) return { entries: [], next: null };
		const offset = end - size;
		const { entities } = await api.runPage(code, { ...filters, limit: size, offset });
		return { entries: entities.reverse(), next: offset > 0 ? offset : null };
	};
	return await collectPages(limit, read, keep, api.warn);
}

/** Without a count, where the list ends is only known once it has been read. */
async function newestOfAll<Kept>(
	api: QaseApi,
	code: string,
	limit: number,
	filters: Query,
	keep: Keep<QaseRun, Kept>,
): Promise<Kept[]> {
	const asTheyAre = remembering((runs: QaseRun[]) => runs);
	const runs = await api.allRuns(code, filters, asTheyAre);
	const kept = await keep(runs.reverse().slice(0, limit));
	if (asTheyAre.doubt !== null) keep.inDoubt?.(kept, asTheyAre.doubt);
	return kept;
}
