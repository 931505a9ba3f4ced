/** Wait mode `poll`: starts the runs of all items one after the other, then waits for all of them together. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { AwaitOperation } from '../../platforms/platform';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import type { OperationCall } from '../../n8n/items/contract';
import { startedOutput } from '../../n8n/items/output';
import { cancelSignal } from '../../n8n/transport/request';
import { guesses } from '../../n8n/waiting/likelyEnd';
import { atLimit, hasEnded, pollRun, type PollSettings } from '../../n8n/waiting/poll';
import { resumedRun } from '../../n8n/waiting/resumedRun';
import type { WaitSettings } from '../../n8n/waiting/settings';
import { shareReads } from '../../n8n/waiting/sharedReads';
import { failed } from './failedItem';

/** The settings of one item's wait, before it begins. */
export interface Wait {
	call: OperationCall;
	settings: WaitSettings;
}

/** A wait whose run has been started or named. */
interface BegunWait extends Wait {
	run: AwaitedRun;
	/** Whether the latest reading shows that the run has ended. */
	hasEnded: boolean;
}

/** A wait, or the error item if it could not begin. */
type Begun = BegunWait | INodeExecutionData;

/** Returns one item per run, in the order of the input; error items among the waits are returned unchanged. */
export async function pollAll(
	ctx: IExecuteFunctions,
	operation: AwaitOperation,
	waits: Array<Wait | INodeExecutionData>,
): Promise<INodeExecutionData[]> {
	const stop = new AbortController();
	const stopped = cancelSignal(ctx);
	const signal = stopped ? AbortSignal.any([stopped, stop.signal]) : stop.signal;
	const begun: Begun[] = [];
	try {
		for (const wait of waits) {
			const outcome = 'json' in wait ? wait : await begin(wait, operation);
			if (outcome) begun.push(outcome);
		}
		const [share, guessFor] = [shareReads(), guesses()];
		const pollNext = async (wait: BegunWait) =>
			await pollOne(wait, { signal, shared: share(wait.run), guess: guessFor(wait.run) });
		return await Promise.all(begun.map(async (wait) => ('json' in wait ? wait : await pollNext(wait))));
	} finally {
		// If one wait throws, the node ends: stop the others too, since they would go on sending requests.
		stop.abort();
		if (stopped?.aborted) await cancelRuns(ctx, begun);
	}
}

async function begin({ call, settings }: Wait, operation: AwaitOperation): Promise<Begun | null> {
	try {
		const run = (await resumedRun(call, operation)) ?? (await operation.begin(call));
		return run && { call, settings, run, hasEnded: false };
	} catch (error) {
		return failed(call, error);
	}
}

async function pollOne(
	wait: BegunWait,
	together: Pick<PollSettings, 'signal' | 'shared' | 'guess'>,
): Promise<INodeExecutionData> {
	const { call, settings, run } = wait;
	const { timeoutMs, pace, isCutShort } = settings;
	try {
		const reading = await pollRun(run, { timeoutMs, pace, ...together });
		wait.hasEnded = hasEnded(reading.run);
		const json = startedOutput(call.input, isCutShort ? reading : atLimit(reading, timeoutMs), run);
		return { json, pairedItem: { item: call.itemIndex } };
	} catch (error) {
		return failed(call, error);
	}
}

/** Cancels the runs that have not ended. The execution has already been stopped, so an error can only be logged. */
async function cancelRuns(ctx: IExecuteFunctions, begun: Begun[]): Promise<void> {
	const canceled = begun.map(async (wait) => {
		if ('json' in wait || wait.hasEnded || !wait.settings.cancelWhenStopped) return;
		await wait.run.cancel?.().catch((error: Error) => ctx.logger.warn(error.message));
	});
	await Promise.all(canceled);
}
