/** How often to look at a run that is being awaited. Pure. */

/** What the interval depends on beside the age, in milliseconds. Bounds that are not set are the usual ones. */
export interface Pace {
	/** The shortest time between two looks; usually two seconds, and one around the expected end. */
	shortestMs?: number;
	/** The longest time between two looks; usually a minute, and none up to the expected end. */
	longestMs?: number;
	/** How long the run is expected to take from its start. */
	expectedMs?: number;
}

const SHORTEST_MS = 2_000;
const SHORTEST_AROUND_END_MS = 1_000;
const LONGEST_MS = 60_000;

/** The delay to notice the end of a run stays below this share of its age. */
const SHARE_OF_AGE = 0.1;
/** The same share around the expected end. */
const SHARE_AROUND_END = 0.02;
/** An expectation may be wrong by this share: from so long before until so long after, looks are dense. */
const TOLERANCE = 0.15;
/** Far before the expected end the age doubles between two looks, beginning with this share of the expectation. */
const FIRST_SHARE = 0.01;
/** Spreads the requests of workflows that were started together. Intervals that grow widen the spread. */
const JITTER = 0.02;

/**
 * Milliseconds until the next look at a run of the given age. Without an expectation they grow with the age; with
 * one, looks are sparse before the expected end and dense around it.
 *
 * @param random 0..1, for the jitter
 */
export function nextDelay(ageMs: number, pace: Pace, random: number): number {
	const { expectedMs } = pace;
	const isOverdue = expectedMs === undefined || ageMs > expectedMs / (1 - TOLERANCE);
	const delay = isOverdue ? byAge(ageMs, pace) : towards(expectedMs, ageMs, pace);
	return Math.min(delay, pace.longestMs ?? Infinity) * (1 - JITTER * random);
}

function byAge(ageMs: number, { shortestMs = SHORTEST_MS, longestMs = LONGEST_MS }: Pace): number {
	return Math.min(longestMs, Math.max(shortestMs, ageMs * SHARE_OF_AGE));
}

function towards(expectedMs: number, ageMs: number, { shortestMs }: Pace): number {
	const denseFrom = expectedMs * (1 - TOLERANCE);
	if (ageMs >= denseFrom) return Math.max(shortestMs ?? SHORTEST_AROUND_END_MS, ageMs * SHARE_AROUND_END);
	const sparse = Math.max(shortestMs ?? SHORTEST_MS, ageMs, expectedMs * FIRST_SHARE);
	return Math.min(sparse, Math.max(shortestMs ?? SHORTEST_AROUND_END_MS, denseFrom - ageMs));
}
