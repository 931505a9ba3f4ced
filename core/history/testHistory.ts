/** What the runs of one test say about it. */
import type { TestHistory } from '../model/TestRun';
import type { Observation } from './collect';
import type { Timeline } from './timeline';

/** Rates of fewer runs would say nothing. */
export const FEWEST_RUNS = 5;

/** A test counts as flaky from this number of runs and this rate on. */
const FLAKY_RUNS = 10;
const FLAKY_RATE = 0.05;

/** A flaky test that fails as often as this in a row would be a rare coincidence. */
const COINCIDENCE = 0.05;

/** Failures in a row from which a test can be broken. */
const BROKEN_STREAK = 3;

/**
 * `new`: one run. `failing`: the newest run failed. `broken`: several failed in a row, more than its flakiness explains.
 * `null`: it was never executed.
 */
export type TestState = 'new' | 'failing' | 'broken' | 'flaky' | 'stable';

/** The history of a test at the end of its newest run. */
export function testHistory({ rated, own }: Timeline): TestHistory {
	const streak = streakOf(own);
	const flaky = flakyRuns(rated);
	const flakyCount = rated.filter((observation) => flaky.has(observation)).length;
	const inStreak = new Set(streak);
	const outside = rated.filter((observation) => !inStreak.has(observation));
	const unstable = outside.filter(
		(observation) => observation.flaky || observation.outcome === 'failed',
	).length;
	return {
		runs: rated.length,
		failed: countFailed(rated),
		flakyRuns: flakyCount,
		flakyRate: rated.length < FEWEST_RUNS ? null : flakyCount / rated.length,
		failingStreak: streak.length,
		failingSince: streak[0]?.run.at ?? null,
		lastPassedAt: newestAt(own, 'passed'),
		runsOnBranch: own.length,
		unstableRate: outside.length === 0 ? null : unstable / outside.length,
	};
}

/** The state that the numbers add up to. */
export function stateOf(history: TestHistory): TestState | null {
	const { runs, failingStreak } = history;
	if (runs === 0) return null;
	if (runs === 1) return 'new';
	if (failingStreak >= BROKEN_STREAK && !mayBeFlaky(history)) return 'broken';
	if (failingStreak > 0) return 'failing';
	return isFlaky(history) ? 'flaky' : 'stable';
}

/** Whether enough runs show it to be flaky, whatever the newest ones say. */
export function isFlaky({ runs, flakyRate }: TestHistory): boolean {
	return runs >= FLAKY_RUNS && (flakyRate ?? 0) >= FLAKY_RATE;
}

/** Whether a test that is as unstable as this one was fails this often in a row by chance. */
export function mayBeFlaky(history: TestHistory): boolean {
	return history.failingStreak === 0 || (history.unstableRate ?? 0) ** history.failingStreak >= COINCIDENCE;
}

/** Runs that a rate needs before it excuses a failure. */
export const RUNS_TO_EXCUSE = FLAKY_RUNS;

function countFailed(observations: Observation[]): number {
	return observations.filter(({ outcome }) => outcome === 'failed').length;
}

/** The failed runs at the end, the oldest first. */
function streakOf(own: Observation[]): Observation[] {
	let from = own.length;
	while (from > 0 && own[from - 1].outcome === 'failed') from--;
	return own.slice(from);
}

function newestAt(own: Observation[], wanted: Observation['outcome']): string | null {
	for (let index = own.length - 1; index >= 0; index--)
		if (own[index].outcome === wanted) return own[index].run.at;
	return null;
}

/**
 * The runs that show a test to be flaky: it passed after a retry, it failed on a commit on which it passed as well, or
 * it failed between two passes. Not those in which most of the tests failed.
 */
function flakyRuns(observations: Observation[]): Set<Observation> {
	const flaky = new Set<Observation>();
	const suspects = observations.some(({ outcome }) => outcome === 'failed')
		? [...failedOnPassingCommit(observations), ...failedBetweenPasses(observations)]
		: [];
	for (const observation of suspects) if (!observation.run.isOutage) flaky.add(observation);
	for (const observation of observations)
		if (observation.flaky && !observation.run.isOutage) flaky.add(observation);
	return flaky;
}

function failedOnPassingCommit(observations: Observation[]): Observation[] {
	const passing = new Set(
		observations.filter(({ outcome }) => outcome === 'passed').map(({ run }) => run.commit),
	);
	return observations.filter(
		({ outcome, run }) => outcome === 'failed' && run.commit !== null && passing.has(run.commit),
	);
}

/** Before and after on the same branch. A run that does not list the test is no pass. */
function failedBetweenPasses(observations: Observation[]): Observation[] {
	const found: Observation[] = [];
	for (const list of byBranch(observations)) {
		for (let index = 1; index < list.length - 1; index++) {
			const [before, now, after] = [list[index - 1], list[index], list[index + 1]];
			if (now.outcome === 'failed' && before.outcome === 'passed' && after.outcome === 'passed')
				found.push(now);
		}
	}
	return found;
}

function byBranch(observations: Observation[]): Iterable<Observation[]> {
	const branches = new Map<string | null, Observation[]>();
	for (const observation of observations) {
		const { at, branch } = observation.run;
		if (at === null) continue;
		const list = branches.get(branch);
		if (list) list.push(observation);
		else branches.set(branch, [observation]);
	}
	return branches.values();
}
