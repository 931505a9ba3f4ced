/** What is compared with each other. */
import { buildRun } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { toMilliseconds } from '../../core/text/time';
import type { QaseApi } from './api';
import { readFailures } from './failures';
import { runFacts, type RunView } from './normalize';
import type { QaseRun } from './wire';

/** Completed runs that are looked at for the previous one. */
const LOOKED_AT = 500;

/** A run with every failure: one that is left out would look new, or recovered. */
export async function comparableRun(api: QaseApi, raw: QaseRun, view: RunView): Promise<TestRun> {
	return buildRun({ ...runFacts(raw, view), ...(await readFailures(api, raw, view.code, Infinity)) });
}

/** The latest completed run before this one that fits; `null` when there is none among those looked at. */
export async function previousRun(
	api: QaseApi,
	code: string,
	current: QaseRun,
	fits: (run: QaseRun) => boolean,
	search?: string,
): Promise<QaseRun | null> {
	const startedAt = toMilliseconds(current.start_time);
	const filters = {
		search,
		status: 'passed,failed',
		to_start_time: startedAt === null ? undefined : Math.floor(startedAt / 1000),
	};
	const earlier = await api.newestRuns(code, LOOKED_AT, filters, (runs) =>
		runs.filter((run) => run.id < current.id && fits(run)),
	);
	return earlier[0] ?? null;
}
