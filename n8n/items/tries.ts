/**
 * What the tries of n8n's Retry On Fail share. Each try executes the node for all of its items: what an earlier one has
 * done for an item must not be done again, when it was another item that failed.
 */
import type { OperationCall } from './contract';
import { RecentValues } from './recentValues';
import { roundKey } from './startedRuns';

/** As many nodes as are executed with Retry On Fail at the same time. */
const KEPT_ROUNDS = 200;

/** What was done for the items of a node, by round of a node and then by item. */
const rounds = new RecentValues<Map<string, unknown>>(KEPT_ROUNDS);

/** Does work once per item: a later try is given what came of it. Work that failed is done again. */
export async function onceDone<T>(call: OperationCall, what: string, work: () => Promise<T>): Promise<T> {
	const before = doneBefore<T>(call, what);
	if (before) return before.value;
	const value = await work();
	noteDone(call, what, value);
	return value;
}

/** What an earlier try has noted for this item; `undefined` when there is nothing. */
export function doneBefore<T>({ ctx, itemIndex }: OperationCall, what: string): { value: T } | undefined {
	if (!ctx.getNode().retryOnFail) return undefined;
	const done = rounds.get(roundKey(ctx));
	const key = `${itemIndex} ${what}`;
	return done?.has(key) ? { value: done.get(key) as T } : undefined;
}

/** Notes for the tries to come what was done for this item. */
export function noteDone({ ctx, itemIndex }: OperationCall, what: string, value: unknown): void {
	if (!ctx.getNode().retryOnFail) return;
	const key = roundKey(ctx);
	const done = rounds.get(key) ?? new Map<string, unknown>();
	rounds.set(key, done.set(`${itemIndex} ${what}`, value));
}

/** Forgets what was noted for this item, since it was undone. */
export function noteUndone({ ctx, itemIndex }: OperationCall, what: string): void {
	rounds.get(roundKey(ctx))?.delete(`${itemIndex} ${what}`);
}
