/** A time limit for several calls together. */

/**
 * Gives, each time it is asked, the milliseconds that are left of `totalMs`, at least 1, so that a call that comes too
 * late fails like one that takes too long. `undefined` without a limit.
 */
export function sharedBudget(totalMs?: number): () => number | undefined {
	if (totalMs === undefined) return () => undefined;
	const deadline = Date.now() + totalMs;
	return () => Math.max(1, deadline - Date.now());
}
