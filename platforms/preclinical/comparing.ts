/** The runs for Compare Runs. */
import { toIso } from '../../core/text/time';
import type { OperationCall } from '../../n8n/items/contract';
import type { Comparison } from '../shared/comparison';
import { preclinicalApi } from './api';
import type { PreclinicalApi } from './contract';
import { comparableRuns } from './details';
import { readRunId } from './fields';
import type { PreclinicalRun } from './wire';

/** Maximum number of completed runs among which the previous one of the same agent is searched for. */
const LOOKED_AT = 500;

/** The explanation if there is no earlier run. */
const NONE_EARLIER = `Among the ${LOOKED_AT} completed runs that Preclinical lists first, none of the same agent is earlier.`;

/** The run in the parameters, and the runs with which it can be compared. */
export async function comparisonOf({
	ctx,
	itemIndex,
	input,
}: OperationCall): Promise<Comparison<PreclinicalRun>> {
	const api = await preclinicalApi(ctx, itemIndex);
	const current = await api.getRun(readRunId(input));
	return {
		current,
		comparable: comparableRuns(api),
		begun: ({ id, started_at: startedAt, created_at: createdAt }) => ({
			id,
			startedAt: startedAt ?? createdAt,
		}),
		chosen: async () => await api.getRun(readRunId(input, 'previousRunId')),
		before: async () => ({ runs: await earlierOfAgent(api, current), none: NONE_EARLIER }),
	};
}

/** Completed runs of the agent that are older than this one, newest first. */
async function earlierOfAgent(api: PreclinicalApi, current: PreclinicalRun): Promise<PreclinicalRun[]> {
	const before = timeOf(current) ?? new Date().toISOString();
	const isOlder = (run: PreclinicalRun) => {
		const time = timeOf(run);
		return run.agent_id === current.agent_id && run.id !== current.id && time !== null && time < before;
	};
	const older = await api.listRuns(LOOKED_AT, 'completed', (runs) => runs.filter(isOlder));
	return older.sort((a, b) => (String(timeOf(a)) < String(timeOf(b)) ? 1 : -1));
}

/** When a run began, as a text that can be compared. */
function timeOf({ started_at: startedAt, created_at: createdAt }: PreclinicalRun): string | null {
	return toIso(startedAt) ?? toIso(createdAt);
}
