/** Time limits, for one call or for several together. */
import type { Pause } from './retry';

/** A platform may ask to be left alone for so long in all. Qase asks for 60 seconds; the rest is a margin. */
export const PATIENCE_MS = 75_000;

/** A time limit for attempts. A pause that the platform asks for is not counted against it, but has a limit of its own. */
export interface Budget {
	/** Milliseconds left, at least 1, so that a call that comes too late fails like one that takes too long. */
	leftMs(): number;
	/** Whether there is time for this pause; then it is taken out of the budget. */
	grant(pause: Pause): boolean;
}

/** A budget of so many milliseconds from now on. */
export function budgetOf(totalMs: number, patienceMs = PATIENCE_MS): Budget {
	let deadline = Date.now() + totalMs;
	let patience = patienceMs;
	let pausedUntil = 0;
	return {
		leftMs: () => Math.max(1, deadline - Date.now()),
		grant({ ms, isAsked }) {
			const end = Date.now() + ms;
			if (!isAsked) return end < deadline;
			// Calls that are made at the same time pause together.
			const more = Math.max(0, end - Math.max(Date.now(), pausedUntil));
			if (more > patience) return false;
			patience -= more;
			deadline += more;
			pausedUntil = Math.max(pausedUntil, end);
			return true;
		},
	};
}

/** One budget for all calls of an API; `undefined` leaves each call the usual one of its own. */
export function sharedBudget(totalMs?: number): Budget | undefined {
	return totalMs === undefined ? undefined : budgetOf(totalMs);
}
