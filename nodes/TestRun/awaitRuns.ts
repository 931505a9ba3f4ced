/** Awaits the runs of all items, in the wait mode that the node is set to. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { AwaitOperation, OperationCall } from '../../platforms/platform';
import { isTool } from '../../transport/patience';
import { cancelSignal } from '../../transport/request';
import { awaitCallback } from '../../waiting/callback';
import { readWaitSettings, type WaitSettings } from '../../waiting/settings';
import { suspend } from '../../waiting/suspend';
import { asNodeError, errorItem } from './failedItem';
import { pollAll } from './pollAll';
import { forTool } from './tool';

/** Gives one item per run, in the order of the input. */
export async function awaitRuns(
	ctx: IExecuteFunctions,
	operation: AwaitOperation,
	calls: OperationCall[],
): Promise<INodeExecutionData[]> {
	// Read before anything is started, so that a bad setting leaves no run behind.
	const settings = calls.map(({ input }) => readWaitSettings(input, operation));
	if (isTool(ctx)) return await pollAll(ctx, operation, calls, settings.map(forTool));
	if (settings.every(({ mode }) => mode === 'poll')) return await pollAll(ctx, operation, calls, settings);
	if (calls.length > 1) throw tooManyItems(ctx);
	return await storeOne(ctx, operation, calls[0], settings[0]);
}

/** Awaits one run in a mode that stores the execution, unless the run ends at once. */
async function storeOne(
	ctx: IExecuteFunctions,
	operation: AwaitOperation,
	call: OperationCall,
	settings: WaitSettings,
): Promise<INodeExecutionData[]> {
	const signal = cancelSignal(ctx);
	try {
		const item =
			settings.mode === 'callback'
				? await awaitCallback(call, operation, settings, signal)
				: await suspend(call, operation, settings, signal);
		return item === null ? [] : [item];
	} catch (error) {
		if (ctx.continueOnFail() && !signal?.aborted) return [errorItem(error, call.itemIndex)];
		throw asNodeError(ctx, error, call.itemIndex);
	}
}

/** An execution is stored once, and has one resume URL. */
function tooManyItems(ctx: IExecuteFunctions): NodeOperationError {
	return new NodeOperationError(
		ctx.getNode(),
		`This wait mode takes one item, but there are ${ctx.getInputData().length}`,
		{
			description:
				"Nothing was started. Set 'Wait Mode' to Keep Checking to await several runs together, or put a Loop Over Items node with batch size 1 before this one.",
		},
	);
}
