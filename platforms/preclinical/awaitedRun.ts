/** Waits for a run. */
import { unstoppable } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { hasEnded } from '../../n8n/waiting/poll';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import type { KnownRun, RunReading } from '../../n8n/items/contract';
import { readOpenRuns } from '../shared/openRuns';
import { preclinicalApi } from './api';
import { PAGE_SIZE, type PreclinicalApi } from './contract';
import { isLookDue, lookCloser } from './leftRunning';
import { isEnded, isRunning } from './normalize';
import { cancelIfGoing, readingOf, type Extent } from './runs';
import type { PreclinicalRun } from './wire';

/** Maximum number of runs per list for which the scenario runs are read. */
const LOOKS_PER_LIST = 5;

/** A run to wait for. Its failures are only read when it has ended, since that takes a request per scenario. */
export async function awaitedRun(
	ctx: ApiContext,
	itemIndex: number,
	{ runId, doubt }: KnownRun,
	details: Extent,
): Promise<AwaitedRun> {
	const api = await preclinicalApi(ctx, itemIndex);
	return {
		runId,
		async read(isLast) {
			const raw = await api.getRun(runId);
			const extent = { ...details, doubt, mayTryAgain: !isLast };
			if (isEnded(raw)) return await readingOf(api, raw, extent);
			const isDue = isRunning(raw) && (isLookDue(ctx, raw) || isLast);
			return isDue ? await lookCloser(ctx, api, raw, extent) : await readingOf(api, raw, { doubt });
		},
		cancel: async () => void (await cancelIfGoing(await preclinicalApi(unstoppable(ctx), itemIndex), runId)),
		list: () => ({ key: api.baseUrl, readGoing: async (runIds) => await readGoing(ctx, api, runIds) }),
	};
}

/**
 * The list of runs is read without a filter: the filter accepts one status, but a running run can have any of three.
 */
async function readGoing(
	ctx: ApiContext,
	api: PreclinicalApi,
	runIds: string[],
): Promise<Map<string, RunReading>> {
	return await readOpenRuns<PreclinicalRun>(runIds, {
		pageSize: PAGE_SIZE,
		idOf: ({ id }) => String(id),
		list: async (most, keep) => await api.listRuns(most, undefined, keep),
		async read(listed) {
			const due = listed.filter((raw) => isRunning(raw) && isLookDue(ctx, raw)).slice(0, LOOKS_PER_LIST);
			const readings = await Promise.all(
				listed.map(async (raw) =>
					due.includes(raw) ? await lookCloser(ctx, api, raw) : await readingOf(api, raw),
				),
			);
			return readings.filter(({ run }) => !hasEnded(run));
		},
	});
}
