/** Begins a run per item, one after the other, and then awaits all of them together. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { AwaitedRun, AwaitOperation, OperationCall } from '../../platforms/platform';
import { output } from '../../platforms/reading';
import { cancelSignal } from '../../transport/request';
import { pollRun, type PollSettings } from '../../waiting/poll';
import { DEFAULT_BOUNDS } from '../../waiting/schedule';
import { asNodeError, errorItem } from './failedItem';

/** Gives one item per run, in the order of the input. */
export async function awaitRuns(
	ctx: IExecuteFunctions,
	operation: AwaitOperation,
	calls: OperationCall[],
): Promise<INodeExecutionData[]> {
	const stop = new AbortController();
	const canceled = cancelSignal(ctx);
	const signal = canceled ? AbortSignal.any([canceled, stop.signal]) : stop.signal;
	// Read before anything is started, so that a bad setting leaves no run behind.
	const settings = calls.map((call) => ({ ...pollSettings(call), signal }));
	const failed = (error: unknown, { itemIndex }: OperationCall) => {
		if (ctx.continueOnFail() && !signal.aborted) return errorItem(error, itemIndex);
		throw asNodeError(ctx, error, itemIndex);
	};

	try {
		const begun: Array<AwaitedRun | INodeExecutionData> = [];
		for (const call of calls) {
			begun.push(await operation.begin(call).catch((error: unknown) => failed(error, call)));
		}
		const waits = calls.map(async (call, i) => {
			const run = begun[i];
			if ('json' in run) return run;
			return await awaitOne(call, run, settings[i]).catch((error: unknown) => failed(error, call));
		});
		return await Promise.all(waits);
	} finally {
		// One failure ends the node: the other waits must not go on behind its back.
		stop.abort();
	}
}

async function awaitOne(
	call: OperationCall,
	run: AwaitedRun,
	settings: PollSettings,
): Promise<INodeExecutionData> {
	const json = output(call.input, await pollRun(run, settings));
	return { json, pairedItem: { item: call.itemIndex } };
}

function pollSettings({ input }: OperationCall): PollSettings {
	const mode = input.text('waitMode');
	if (mode !== 'poll') input.refuse('waitMode', `has no choice '${mode}'`);
	const minutes = input.number('timeoutMinutes');
	if (minutes < 0) input.refuse('timeoutMinutes', 'must not be negative');
	const options = input.group('options');
	const intervalMs = (name: string, usual: number) => {
		const seconds = options.optionalNumber(name);
		return seconds === undefined ? usual : Math.max(0.1, seconds) * 1000;
	};
	return {
		timeoutMs: minutes * 60_000,
		bounds: {
			shortestMs: intervalMs('minPollSeconds', DEFAULT_BOUNDS.shortestMs),
			longestMs: intervalMs('maxPollSeconds', DEFAULT_BOUNDS.longestMs),
		},
	};
}
