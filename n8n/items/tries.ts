/**
 * What is shared between the tries of n8n's Retry On Fail. Each try executes the node for all of its items again. If
 * only one item failed, the work already done for the others must not be repeated.
 */
import { isSurelyUndone, statusOf } from '../transport/errors';
import type { OperationCall } from './contract';
import { RecentValues } from './recentValues';
import { roundKey } from './startedRuns';

/** More rounds than nodes with Retry On Fail are executed at the same time. */
const KEPT_ROUNDS = 200;

/** Results by round of a node, and within it by item and kind of work. */
const rounds = new RecentValues<Map<string, unknown>>(KEPT_ROUNDS);

/** Does work once per item: a later try receives the result of the earlier one. Work that failed is done again. */
export async function onceDone<T>(call: OperationCall, what: string, work: () => Promise<T>): Promise<T> {
	const before = doneBefore<T>(call, what);
	if (before) return before.value;
	const value = await work();
	noteDone(call, what, value);
	return value;
}

/**
 * Removes something, and returns what `remove` returns. If an earlier try got no answer and the thing is gone now, that
 * try removed it: then the result is `null`. Without an earlier try that it is gone is an error, as of a wrong id.
 *
 * @param isGone whether an error of `remove` says that the thing is not there
 */
export async function removeOnce<T>(
	call: OperationCall,
	remove: () => Promise<T>,
	isGone = (error: unknown) => statusOf(error) === 404,
): Promise<T | null> {
	const mayBeGone = doneBefore(call, 'remove') !== undefined;
	return await remove().catch((error: unknown) => {
		if (mayBeGone && isGone(error)) return null;
		if (!isSurelyUndone(error)) noteDone(call, 'remove', true);
		throw error;
	});
}

/** The result that an earlier try noted for this item; `undefined` if there is none. */
export function doneBefore<T>({ ctx, itemIndex }: OperationCall, what: string): { value: T } | undefined {
	if (!ctx.getNode().retryOnFail) return undefined;
	const done = rounds.get(roundKey(ctx));
	const key = `${itemIndex} ${what}`;
	return done?.has(key) ? { value: done.get(key) as T } : undefined;
}

/** Notes a result for this item, for later tries. */
export function noteDone({ ctx, itemIndex }: OperationCall, what: string, value: unknown): void {
	if (!ctx.getNode().retryOnFail) return;
	const key = roundKey(ctx);
	const done = rounds.get(key) ?? new Map<string, unknown>();
	rounds.set(key, done.set(`${itemIndex} ${what}`, value));
}

/** Removes the noted result, because the work was undone. */
export function noteUndone({ ctx, itemIndex }: OperationCall, what: string): void {
	rounds.get(roundKey(ctx))?.delete(`${itemIndex} ${what}`);
}
