/** How often to read a run during a wait. Pure. */

/**
 * What the interval depends on besides the age of the run, in milliseconds. Bounds that are not set have the defaults
 * given below.
 */
export interface Pace {
	/** The shortest time between two reads; by default one second. */
	shortestMs?: number;
	/** The longest time between two reads; by default one minute, but unlimited before the expected end. */
	longestMs?: number;
	/** Expected duration of the run, counted from its start. */
	expectedMs?: number;
	/** A guess of the age at which the run ends. It makes reads more frequent around that age, and never rarer. */
	likelyMs?: number;
}

const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Interval as a share of the run's age: we notice the end of a run at most this much too late. */
const SHARE_OF_AGE = 0.1;
/** The same share around the expected end, where we read more often. */
const SHARE_AROUND_END = 0.02;
/**
 * The expected duration may be wrong by this share: reads are frequent from this much before until this much after it.
 */
const TOLERANCE = 0.15;
/** The same two for a guess. It is the median of several runs, so it is closer; the reads around it are additional. */
const TOLERANCE_OF_GUESS = 0.1;
const SHARE_AROUND_GUESS = 0.01;
/**
 * Long before the expected end, the age of the run doubles between two reads. The first interval is this share of the
 * expected duration.
 */
const FIRST_SHARE = 0.01;
/**
 * Shortens each interval by a random share, so that workflows started together do not all send requests at the same
 * moment. As intervals grow, so does the spread.
 */
const JITTER = 0.02;

/**
 * Milliseconds until the next read of a run of this age. Without an expected duration the interval grows with the age;
 * with one, reads are rare before the expected end and frequent around it. A guess only shortens the interval, so that a
 * wrong one delays nothing.
 *
 * @param random a number from 0 to 1, for the jitter
 */
export function nextDelay(ageMs: number, pace: Pace, random: number): number {
	const { expectedMs } = pace;
	const isOverdue = expectedMs === undefined || ageMs > expectedMs / (1 - TOLERANCE);
	const delay = isOverdue ? byAge(ageMs, pace) : towards(expectedMs, ageMs, pace);
	return Math.min(delay, aroundGuess(ageMs, pace), pace.longestMs ?? Infinity) * (1 - JITTER * random);
}

function byAge(ageMs: number, { shortestMs = SHORTEST_MS, longestMs = LONGEST_MS }: Pace): number {
	return Math.min(longestMs, Math.max(shortestMs, ageMs * SHARE_OF_AGE));
}

function towards(expectedMs: number, ageMs: number, { shortestMs = SHORTEST_MS }: Pace): number {
	const denseFrom = expectedMs * (1 - TOLERANCE);
	if (ageMs >= denseFrom) return Math.max(shortestMs, ageMs * SHARE_AROUND_END);
	const sparse = Math.max(shortestMs, ageMs, expectedMs * FIRST_SHARE);
	return Math.min(sparse, Math.max(shortestMs, denseFrom - ageMs));
}

function aroundGuess(ageMs: number, { likelyMs, shortestMs = SHORTEST_MS }: Pace): number {
	if (likelyMs === undefined || ageMs > likelyMs * (1 + TOLERANCE_OF_GUESS)) return Infinity;
	const denseFrom = likelyMs * (1 - TOLERANCE_OF_GUESS);
	return Math.max(shortestMs, ageMs < denseFrom ? denseFrom - ageMs : likelyMs * SHARE_AROUND_GUESS);
}
