/** Finds and reads the runs for Compare Runs. */
import { toMilliseconds } from '../../core/text/time';
import type { Input } from '../../n8n/parameters/input';
import type { OperationCall } from '../../n8n/items/contract';
import type { Comparison } from '../shared/comparison';
import type { QaseApi } from './api';
import { readRunPlace, trustsVerdict } from './fields';
import { comparableRuns } from './failures';
import { runOf } from './runs';
import type { QaseRun } from './wire';

/** Maximum number of completed runs that are searched for an earlier run of the same kind. */
const LOOKED_AT = 500;

/** The run that the parameters name, and the runs that it can be compared with. */
export async function comparisonOf(call: OperationCall): Promise<Comparison<QaseRun>> {
	const { input } = call;
	const { api, code, runId, view } = await runOf(call, trustsVerdict(input));
	const current = await api.getRun(code, runId);
	return {
		current,
		comparable: comparableRuns(api, view),
		begun: ({ id, start_time: startedAt }) => ({ id, startedAt }),
		chosen: async () => await api.getRun(code, readRunPlace(input, 'previousRunId').runId),
		before: async () => {
			const { fits, search } = likenessOf(input, current);
			return { runs: await earlierRuns(api, code, current, fits, search) };
		},
	};
}

/** Which earlier runs are of the same kind, by their title or their plan. */
function likenessOf(input: Input, current: QaseRun): { fits: (run: QaseRun) => boolean; search?: string } {
	if (input.text('compareWith') === 'sameTitle') {
		return { fits: ({ title }) => title === current.title, search: current.title };
	}
	if (!current.plan_id) {
		input.refuse(
			'compareWith',
			'needs a run that was made from a plan',
			'Compare by title, or with a chosen run.',
		);
	}
	return { fits: ({ plan_id: planId }) => planId === current.plan_id };
}

/** Completed runs before this one that fit, the newest first, among the latest {@link LOOKED_AT}. */
async function earlierRuns(
	api: QaseApi,
	code: string,
	current: QaseRun,
	fits: (run: QaseRun) => boolean,
	search?: string,
): Promise<QaseRun[]> {
	const startedAt = toMilliseconds(current.start_time);
	const filters = {
		search,
		status: 'passed,failed',
		to_start_time: startedAt === null ? undefined : Math.floor(startedAt / 1000),
	};
	return await api.newestRuns(code, LOOKED_AT, filters, (runs) =>
		runs.filter((run) => run.id < current.id && fits(run)),
	);
}
