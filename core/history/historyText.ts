/** Sentences about the history of a failed test. */
import type { TestHistory } from '../model/TestRun';
import { toMilliseconds } from '../text/time';
import { quantity } from '../text/words';
import { isFlaky } from './testHistory';

/**
 * How long a test has been failing, and whether it is flaky, e.g. `failing since 3 runs, 2 days` or `first failure in a
 * row, flaky in 4 of 20 runs`. `null` if it does not fail.
 *
 * @param now in epoch milliseconds
 */
export function historyText(history: TestHistory, now: number): string | null {
	if (history.failingStreak === 0) return null;
	return [failingText(history, now), flakyText(history)].filter((part) => part !== null).join(', ');
}

/** E.g. `flaky in 4 of 20 runs`; `null` if too little shows that. */
function flakyText(history: TestHistory): string | null {
	return isFlaky(history) ? `flaky in ${flakyCount(history)}` : null;
}

/** E.g. `4 of 20 runs`. */
export function flakyCount({ flakyRuns, runs }: Pick<TestHistory, 'flakyRuns' | 'runs'>): string {
	return `${flakyRuns} of ${quantity(runs, 'run')}`;
}

function failingText(history: TestHistory, now: number): string {
	const { failingStreak, failingSince, runsOnBranch } = history;
	// What was before the oldest known run is not known.
	const isAll = failingStreak >= runsOnBranch;
	if (failingStreak === 1) return isAll ? 'no earlier run is known' : 'first failure in a row';
	const runs = `failing since ${isAll ? 'at least ' : ''}${quantity(failingStreak, 'run')}`;
	const began = toMilliseconds(failingSince);
	return began === null || began > now ? runs : `${runs}, ${spanText(now - began)}`;
}

const MINUTE = 60_000;
const SPANS: Array<[ms: number, unit: string]> = [
	[24 * 60 * MINUTE, 'day'],
	[60 * MINUTE, 'hour'],
	[MINUTE, 'minute'],
];

/** In the largest unit of which there are two or more, e.g. `47 hours`, `2 days`. */
function spanText(ms: number): string {
	const [size, unit] = SPANS.find(([size]) => ms >= 2 * size) ?? SPANS[SPANS.length - 1];
	return quantity(Math.max(1, Math.floor(ms / size)), unit);
}

/** `1st`, `2nd`, `3rd`, `4th`, ... */
export function ordinal(count: number): string {
	const tens = count % 100;
	const ending = tens > 10 && tens < 14 ? undefined : ['st', 'nd', 'rd'][(count % 10) - 1];
	return `${count}${ending ?? 'th'}`;
}
