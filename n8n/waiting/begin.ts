import type { AwaitedRun, Awaiting } from './contract';
import type { OperationCall } from '../items/contract';
import { startTimeOf } from '../items/startedRuns';
import { runLedBack } from '../items/ledBack';

/**
 * The run to wait for: the one in the item, if a loop sent it back to the node that started it; otherwise the one that
 * the operation names or starts.
 *
 * @returns `null` when there is nothing to wait for, because the start-once key was used before
 */
export async function beginWait(
	call: OperationCall,
	operation: Awaiting,
	callbackUrl?: string,
): Promise<AwaitedRun | null> {
	const run = (await resume(call, operation)) ?? (await operation.begin(call, callbackUrl));
	return run && { ...run, startedAt: run.startedAt ?? startTimeOf(run.runId ?? '') };
}

async function resume(call: OperationCall, operation: Awaiting): Promise<AwaitedRun | null> {
	const ledBack = operation.resume ? runLedBack(call) : null;
	if (!operation.resume || ledBack === null) return null;
	const { startedBefore } = call.ctx.getInputData()[call.itemIndex].json;
	const run = { ...(await operation.resume(call, ledBack)), doubt: ledBack.doubt };
	return startedBefore === true ? { ...run, startedBefore } : run;
}

/** Whether the item holds a run that this node started and that has not ended yet. */
export function isLedBack(call: OperationCall, operation: Awaiting): boolean {
	return operation.resume !== undefined && runLedBack(call) !== null;
}
