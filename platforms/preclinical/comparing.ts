/** What is compared with each other. */
import { buildRun } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import type { PreclinicalApi } from './contract';
import { factsWithDetails } from './runs';
import type { PreclinicalRun } from './wire';

/** Completed runs that are looked at for the previous one of the same agent. */
const LOOKED_AT = 500;

/** Said where no run is found to compare with. */
export const NONE_EARLIER = `Among the ${LOOKED_AT} completed runs that Preclinical lists first, none of the same agent is earlier.`;

/** A run with every failure: one that is left out would look new, or recovered. */
export async function comparableRun(api: PreclinicalApi, raw: PreclinicalRun): Promise<TestRun> {
	return buildRun(await factsWithDetails(api, raw, { maxFailures: Infinity }));
}

/** The latest completed run of the agent that is older than this one; `null` when there is none. */
export async function previousOfAgent(
	api: PreclinicalApi,
	current: PreclinicalRun,
): Promise<PreclinicalRun | null> {
	const before = timeOf(current) ?? new Date().toISOString();
	const isOlder = (run: PreclinicalRun) => {
		const time = timeOf(run);
		return run.agent_id === current.agent_id && run.id !== current.id && time !== null && time < before;
	};
	const older = await api.listRuns(LOOKED_AT, 'completed', (runs) => runs.filter(isOlder));
	return older.reduce<PreclinicalRun | null>(
		(latest, run) => (latest === null || String(timeOf(run)) > String(timeOf(latest)) ? run : latest),
		null,
	);
}

/** When a run began, comparable as text. */
function timeOf({ started_at: startedAt, created_at: createdAt }: PreclinicalRun): string | null {
	return toIso(startedAt) ?? toIso(createdAt);
}
