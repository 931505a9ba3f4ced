import type { AwaitedRun, Awaiting } from './contract';
import type { OperationCall } from '../items/contract';
import { runLedBack } from '../items/ledBack';

/** The run in the item, if a loop sent it back to the node that started it; otherwise `null`. */
export async function resumedRun(call: OperationCall, operation: Awaiting): Promise<AwaitedRun | null> {
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
