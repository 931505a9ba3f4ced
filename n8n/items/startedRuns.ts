/**
 * Remembers what nodes have started in this process, so that a node that is executed again for the same item continues
 * with it.
 *
 * It is lost when the process ends, since n8n offers a node nothing to store it in: entries in its table of duplicates
 * cannot be read back, and static data is written as a whole at the end of an execution, so that a long execution would
 * overwrite what triggers have registered in the meantime.
 */
import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import { isSurelyUndone } from '../transport/errors';
import type { OperationCall } from './contract';
import { RecentValues } from './recentValues';

/** Outcome of the work for an item. This includes errors after which it is not known whether the work was done. */
const outcomes = new RecentValues<Promise<unknown>>();

/** Id of the run that was started for an item, by item. */
const runIds = new RecentValues<string>();

/** When a run was started, in epoch milliseconds, and why the platform may have started less than was asked for. */
interface Start {
	at: number;
	doubt?: string;
}

/** Starts of runs, both by run id and by execution, node and run key. */
const starts = new RecentValues<Start>();

/**
 * Does work once per item, even if n8n's Retry On Fail executes the node several times. Each round of a loop is a new
 * item.
 *
 * @param what distinguishes several pieces of work for the same item
 * @throws what the work throws; the same error again, without doing the work, if the work may have been done despite it
 */
export async function oncePerItem<T>(call: OperationCall, what: string, work: () => Promise<T>): Promise<T> {
	const before = outcomeFor<T>(call, what);
	if (before) return await before;
	const outcome = work();
	noteOutcome(call, what, outcome);
	return await outcome;
}

/** Remembers the work for this item, unless it fails without having changed anything. */
export function noteOutcome(call: OperationCall, what: string, outcome: Promise<unknown>): void {
	const key = itemKey(call, what);
	outcomes.set(key, outcome);
	outcome.catch((error: unknown) => {
		if (isSurelyUndone(error)) outcomes.delete(key);
	});
}

/** Outcome of the work that was done for this item before; `undefined` if it was not done. */
export function outcomeFor<T>(call: OperationCall, what: string): Promise<T> | undefined {
	return outcomes.get(itemKey(call, what)) as Promise<T> | undefined;
}

/** Remembers that a run was started for an item. */
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

/** The start of a run by this node in this execution; `undefined` if this node did not start it. */
export function startOf(ctx: IExecuteFunctions, { key }: TestRun): Start | undefined {
	return starts.get(executionKey(ctx, key));
}

/**
 * When this process started the run with this id, in epoch milliseconds; `undefined` if it did not, or if that is too
 * long ago to be remembered.
 */
export function startTimeOf(runId: string): number | undefined {
	return starts.get(runId)?.at;
}

function itemKey({ ctx, itemIndex }: OperationCall, what: string): string {
	return `${roundKey(ctx)} ${itemIndex} ${what}`;
}

/**
 * Key of one round of a node, the same for all tries of Retry On Fail. In a loop a node is executed in several rounds
 * within one execution.
 */
export function roundKey(ctx: IExecuteFunctions): string {
	return executionKey(ctx, String(ctx.getWorkflowDataProxy(0).$runIndex));
}

function executionKey(ctx: IExecuteFunctions, what: string): string {
	// Without an execution id use a key that is never found again: otherwise executions without an id would share their
	// runs.
	return `${ctx.getExecutionId() || randomUUID()} ${ctx.getNode().id} ${what}`;
}
