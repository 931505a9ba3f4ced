/** How often to look at a run that is being awaited. Pure. */

/** Bounds of the interval, in milliseconds. */
export interface PollBounds {
	shortestMs: number;
	longestMs: number;
}

/** Two seconds at first, a minute at most. */
export const DEFAULT_BOUNDS: PollBounds = { shortestMs: 2_000, longestMs: 60_000 };

/** The delay to notice the end of a run stays around this share of its age. */
const SHARE_OF_AGE = 0.1;
/** Spreads the requests of workflows that were started together. */
const JITTER = 0.1;

/**
 * Milliseconds until the next look at a run of the given age, which grow with the age.
 *
 * @param random 0..1, for the jitter
 */
export function nextDelay(ageMs: number, { shortestMs, longestMs }: PollBounds, random: number): number {
	const base = Math.min(longestMs, Math.max(shortestMs, ageMs * SHARE_OF_AGE));
	return base * (1 - JITTER * random);
}
