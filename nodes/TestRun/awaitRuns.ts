import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { AwaitOperation } from '../../platforms/platform';
import type { OperationCall } from '../../n8n/items/contract';
import { cancelSignal } from '../../n8n/transport/request';
import { awaitCallback } from '../../n8n/waiting/callback';
import { isLedBack } from '../../n8n/waiting/resumedRun';
import { readWaitSettings } from '../../n8n/waiting/settings';
import { breathe, isErrorItem } from '../../n8n/items/onError';
import { checkSimplify } from '../../n8n/items/output';
import { failed } from './failedItem';
import { pollAll, type Wait } from './pollAll';
import { suspend } from './suspend';

/**
 * Waits for the runs of all items, in the wait mode that the user has chosen. Returns one item per run, in the order of
 * the input.
 */
export async function awaitRuns(
	ctx: IExecuteFunctions,
	operation: AwaitOperation,
	calls: OperationCall[],
): Promise<INodeExecutionData[]> {
	// Read all settings before starting anything, so that an invalid setting does not leave runs behind that nobody
	// waits for.
	const waits = calls.map((call) => readWait(call, operation));
	const items = await awaitAll(ctx, operation, waits);
	if (items.some(isErrorItem)) await breathe();
	return items;
}

function readWait(call: OperationCall, operation: AwaitOperation): Wait | INodeExecutionData {
	try {
		checkSimplify(call.input, operation.fields);
		return { call, settings: readWaitSettings(call, operation) };
	} catch (error) {
		return failed(call, error);
	}
}

async function awaitAll(
	ctx: IExecuteFunctions,
	operation: AwaitOperation,
	waits: Array<Wait | INodeExecutionData>,
): Promise<INodeExecutionData[]> {
	const stored = waits.filter(isWait).find(({ settings }) => settings.mode !== 'poll');
	if (stored === undefined) return await pollAll(ctx, operation, waits);
	if (waits.length > 1) throw tooManyItems(ctx);
	return await storeOne(operation, stored);
}

function isWait(wait: Wait | INodeExecutionData): wait is Wait {
	return !('json' in wait);
}

/** Waits for one run in a mode that stores the execution, unless the run ends immediately. */
async function storeOne(operation: AwaitOperation, { call, settings }: Wait): Promise<INodeExecutionData[]> {
	const signal = cancelSignal(call.ctx);
	// The platform calls back only once per run. If a loop has sent a run back to this node, no further callback will
	// come, so suspend and read the run later.
	const wait = settings.mode === 'callback' && !isLedBack(call, operation) ? awaitCallback : suspend;
	try {
		const item = await wait(call, operation, settings, signal);
		return item === null ? [] : [item];
	} catch (error) {
		return [failed(call, error)];
	}
}

/** The error for several items: an execution can only be stored for one wait and has only one resume URL. */
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
