/** Time limits for one call or for several calls together. */
import type { Pause } from './retry';

/**
 * Longest total pause that we accept when a platform asks us to wait (Retry-After). Qase asks for 60 seconds; the rest
 * is a margin.
 */
export const PATIENCE_MS = 75_000;

/** A time limit for attempts. Pauses that the platform asks for do not count against it, but have their own limit. */
export interface Budget {
	/** Milliseconds left. At least 1, so that a call after the deadline fails with a timeout like any other. */
	leftMs(): number;
	/** Whether there is time for this pause. If so, it is deducted from the budget. */
	grant(pause: Pause): boolean;
}

/** A budget of `totalMs` milliseconds, counted from now. */
export function budgetOf(totalMs: number, patienceMs = PATIENCE_MS): Budget {
	let deadline = Date.now() + totalMs;
	let patience = patienceMs;
	let pausedUntil = 0;
	return {
		leftMs: () => Math.max(1, deadline - Date.now()),
		grant({ ms, isAsked }) {
			const end = Date.now() + ms;
			if (!isAsked) return end < deadline;
			// Parallel calls pause at the same time, so count only the time that is added to the current pause.
			const more = Math.max(0, end - Math.max(Date.now(), pausedUntil));
			if (more > patience) return false;
			patience -= more;
			deadline += more;
			pausedUntil = Math.max(pausedUntil, end);
			return true;
		},
	};
}

/** For a call whose result is welcome but not needed: it is tried once. */
export function oneAttempt(ms: number): Budget {
	return { leftMs: () => ms, grant: () => false };
}

/** A time limit in milliseconds from now, or one that other calls share as well. */
export type Limit = number | Budget;

/** One budget that all calls of an API share; with `undefined`, each call gets the usual budget of its own. */
export function sharedBudget(limit?: Limit): Budget | undefined {
	return typeof limit === 'number' ? budgetOf(limit) : limit;
}
