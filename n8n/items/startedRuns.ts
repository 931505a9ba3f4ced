/**
 * What nodes have started in this process, so that a node that is executed again for the same item goes on with it.
 *
 * It does not outlive the process. n8n gives a node no place to keep it in: of its table of duplicates nothing can be read
 * back, and static data is written as a whole when an execution ends, so that a long one would undo what triggers have
 * registered meanwhile.
 */
import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import { isSurelyUndone } from '../transport/errors';
import type { OperationCall } from './contract';
import { RecentValues } from './recentValues';

/** What came of the work for an item, also an error that leaves open whether the work was done. */
const outcomes = new RecentValues<Promise<unknown>>();

/** Ids of the runs that were started for an item. */
const runIds = new RecentValues<string>();

/** When a run was started, in epoch milliseconds, and why it is not all that was asked for. */
interface Start {
	at: number;
	doubt?: string;
}

/** The starts of runs; by id, and by execution, node and key. */
const starts = new RecentValues<Start>();

/**
 * Does work once per item, however often n8n's Retry On Fail executes the node for it. A round of a loop is another item.
 *
 * @param what tells several pieces of work for an item apart
 * @throws what the work throws; once more, without doing the work, where that may have been done all the same
 */
export async function oncePerItem<T>(call: OperationCall, what: string, work: () => Promise<T>): Promise<T> {
	const key = itemKey(call, what);
	const before = outcomeFor<T>(call, what);
	if (before) return await before;
	const outcome = work();
	outcomes.set(key, outcome);
	outcome.catch((error: unknown) => {
		if (isSurelyUndone(error)) outcomes.delete(key);
	});
	return await outcome;
}

/** What came of work that was done for this item before; `undefined` when it was not. */
export function outcomeFor<T>(call: OperationCall, what: string): Promise<T> | undefined {
	return outcomes.get(itemKey(call, what)) as Promise<T> | undefined;
}

/** Notes that a run was started for an item. */
export function noteStart(call: OperationCall, { id, key }: TestRun, doubt?: string): void {
	runIds.set(itemKey(call, 'run'), id);
	for (const entry of [id, executionKey(call.ctx, key)]) starts.set(entry, { at: Date.now(), doubt });
}

/** Ids of the runs that were started for these items. */
export function runsStartedFor(ctx: IExecuteFunctions, itemIndexes: number[]): string[] {
	const round = roundKey(ctx);
	return itemIndexes
		.map((itemIndex) => runIds.get(`${round} ${itemIndex} run`))
		.filter((runId) => runId !== undefined);
}

/** The start of a run by this node in this execution; `undefined` when it did not start the run. */
export function startOf(ctx: IExecuteFunctions, { key }: TestRun): Start | undefined {
	return starts.get(executionKey(ctx, key));
}

/** When this process started a run with this id, in epoch milliseconds; `undefined` when it did not, or long ago. */
export function startTimeOf(runId: string): number | undefined {
	return starts.get(runId)?.at;
}

function itemKey({ ctx, itemIndex }: OperationCall, what: string): string {
	return `${roundKey(ctx)} ${itemIndex} ${what}`;
}

/** The same for all tries of Retry On Fail. A node is executed several times in an execution where a loop leads back to it. */
export function roundKey(ctx: IExecuteFunctions): string {
	return executionKey(ctx, String(ctx.getWorkflowDataProxy(0).$runIndex));
}

function executionKey(ctx: IExecuteFunctions, what: string): string {
	// Without an id nothing may be found again: another execution would be taken for this one.
	return `${ctx.getExecutionId() || randomUUID()} ${ctx.getNode().id} ${what}`;
}
