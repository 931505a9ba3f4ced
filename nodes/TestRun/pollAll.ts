/** Wait mode `poll`: begins a run per item, one after the other, and then awaits all of them together. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { AwaitedRun, AwaitOperation, OperationCall } from '../../platforms/platform';
import { output } from '../../platforms/reading';
import { cancelSignal } from '../../transport/request';
import { atMost } from '../../waiting/atMost';
import { atLimit, pollRun } from '../../waiting/poll';
import type { WaitSettings } from '../../waiting/settings';
import { shareReads } from '../../waiting/sharedReads';
import { asNodeError, errorItem } from './failedItem';

/** Runs read at the same time; a thousand at once would meet the limits of a platform. */
const PARALLEL_READS = 8;

/** One item's wait, or the item that comes out because it could not begin. */
type Begun = { call: OperationCall; settings: WaitSettings; run: AwaitedRun } | INodeExecutionData;

/** Gives one item per run, in the order of the input; none where the start-once key was used before. */
export async function pollAll(
	ctx: IExecuteFunctions,
	operation: AwaitOperation,
	calls: OperationCall[],
	settings: WaitSettings[],
): Promise<INodeExecutionData[]> {
	const stop = new AbortController();
	const stopped = cancelSignal(ctx);
	const signal = stopped ? AbortSignal.any([stopped, stop.signal]) : stop.signal;
	const failed = (error: unknown, { itemIndex }: OperationCall) => {
		if (ctx.continueOnFail() && !signal.aborted) return errorItem(error, itemIndex);
		throw asNodeError(ctx, error, itemIndex);
	};

	const begun: Begun[] = [];
	const all = async () => {
		for (const [i, call] of calls.entries()) {
			try {
				const run = await operation.begin(call);
				if (run) begun.push({ call, settings: settings[i], run });
			} catch (error) {
				begun.push(failed(error, call));
			}
		}
		const waits = sharing(begun).map((wait) =>
			'json' in wait ? wait : pollOne(wait, signal).catch((error: unknown) => failed(error, wait.call)),
		);
		return await Promise.all(waits);
	};
	try {
		return await all();
	} finally {
		// One failure ends the node: the other waits must not go on behind its back.
		stop.abort();
		if (stopped?.aborted) await cancelRuns(ctx, begun);
	}
}

type Wait = Exclude<Begun, INodeExecutionData>;

async function pollOne({ call, settings, run }: Wait, signal: AbortSignal): Promise<INodeExecutionData> {
	const { timeoutMs, pace, isCutShort } = settings;
	const reading = await pollRun(run, { timeoutMs, pace, signal });
	const json = output(call.input, isCutShort ? reading : atLimit(reading, timeoutMs));
	return { json, pairedItem: { item: call.itemIndex } };
}

/** The same waits, which share the reading of lists, and take turns where a run is read alone. */
function sharing(begun: Begun[]): Begun[] {
	const share = shareReads();
	const inTurn = atMost(PARALLEL_READS);
	return begun.map((wait) => {
		if ('json' in wait) return wait;
		const { run } = wait;
		return { ...wait, run: share({ ...run, read: async (isLast) => await inTurn(() => run.read(isLast)) }) };
	});
}

/** Nobody is left to be told of a run that could not be canceled but the log. */
async function cancelRuns(ctx: IExecuteFunctions, begun: Begun[]): Promise<void> {
	const canceled = begun.map(async (wait) => {
		if ('json' in wait || !wait.settings.cancelWhenStopped) return;
		await wait.run.cancel?.().catch((error: Error) => ctx.logger.warn(error.message));
	});
	await Promise.all(canceled);
}
