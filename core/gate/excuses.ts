/** Which failures the history of their tests excuses. */
import { flakyCount, ordinal } from '../history/historyText';
import { isOutage } from '../history/outage';
import { mayBeFlaky, RUNS_TO_EXCUSE } from '../history/testHistory';
import { executed, failedOrOther } from '../model/counts';
import type { TestFailure, TestHistory, TestRun } from '../model/TestRun';
import { nameInGroup, oneLine, quantity } from '../text/words';
import type { GateRules } from './rules';

/** Failures distinguished by their history, and what is to be said about that. */
export interface Excused {
	counting: TestFailure[];
	/** Plain sentences. */
	notes: string[];
}

type HistoryRules = Pick<GateRules, 'minFailuresInARow' | 'ignoreFlakyAbove'>;

/** Why a failure counts or does not; `null` if there is nothing to say. */
interface Opinion {
	counts: boolean;
	note: string | null;
}

/** True if the rules ask for the history of failures. */
export function asksForHistory({ minFailuresInARow, ignoreFlakyAbove }: HistoryRules): boolean {
	return minFailuresInARow !== undefined || ignoreFlakyAbove !== undefined;
}

/** Applies `minFailuresInARow` and `ignoreFlakyAbove`: either of them excuses a failure, and only by its history. */
export function excuse(run: TestRun, rules: HistoryRules, failures: TestFailure[]): Excused {
	if (!asksForHistory(rules) || failures.length === 0) return { counting: failures, notes: [] };
	if (isInOutage(run, failures)) return { counting: failures, notes: [OUTAGE] };
	const unknown = failures.filter(({ history }) => historyIn(history) === null);
	const opinions = failures.map((failure) => opinionOn(failure, rules));
	return {
		counting: failures.filter((_, index) => opinions[index].counts),
		notes: [...unknownNotes(unknown.length, failures.length), ...shortened(opinions)],
	};
}

const OUTAGE = 'Most of the tests failed, so no failure is excused by its history.';

function isInOutage({ counts }: TestRun, failures: TestFailure[]): boolean {
	const failed = Math.max(failedOrOther(counts) ?? 0, failures.length);
	return isOutage(executed(counts) ?? failed, failed);
}

/** A history in which the failure itself is missing belongs to another run. */
function historyIn(history: TestHistory | undefined): TestHistory | null {
	return history !== undefined && history.failingStreak > 0 ? history : null;
}

function opinionOn(failure: TestFailure, rules: HistoryRules): Opinion {
	const history = historyIn(failure.history);
	if (history === null) return { counts: true, note: null };
	const name = oneLine(nameInGroup(failure), 80);
	const opinions = [byStreak(name, history, rules), byFlakiness(name, history, rules)];
	return opinions.find(({ counts }) => !counts) ?? opinions.find(({ note }) => note !== null) ?? opinions[0];
}

function byStreak(name: string, history: TestHistory, { minFailuresInARow: least }: HistoryRules): Opinion {
	const { failingStreak, runsOnBranch } = history;
	if (least === undefined || failingStreak >= least) return { counts: true, note: null };
	if (runsOnBranch < least) {
		const known = runsOnBranch === 1 ? 'only this run is' : `only ${quantity(runsOnBranch, 'run')} are`;
		return { counts: true, note: `${name} counts, since ${known} known of it.` };
	}
	return { counts: false, note: `${name} does not count: ${inARow(history)}, of ${least} required.` };
}

function byFlakiness(name: string, history: TestHistory, { ignoreFlakyAbove: rate }: HistoryRules): Opinion {
	const { flakyRate, flakyRuns, runs } = history;
	const isFlaky = rate !== undefined && flakyRate !== null && flakyRuns > 0 && flakyRate >= rate;
	if (!isFlaky) return { counts: true, note: null };
	const flaky = `flaky in ${flakyCount(history)}`;
	if (runs < RUNS_TO_EXCUSE) {
		return { counts: true, note: `${name} counts: ${flaky}, and it takes ${RUNS_TO_EXCUSE} runs to tell.` };
	}
	if (!mayBeFlaky(history))
		return {
			counts: true,
			note: `${name} counts: ${flaky}, but ${inARow(history)}, which is more than that.`,
		};
	return { counts: false, note: `${name} does not count: ${flaky}; ${inARow(history)}.` };
}

function inARow({ failingStreak }: TestHistory): string {
	return `failing for the ${ordinal(failingStreak)} time in a row`;
}

function unknownNotes(unknown: number, all: number): string[] {
	if (unknown === 0) return [];
	const advice = 'Test Run History adds it.';
	if (unknown === all) return [`The failures have no history, so each counts. ${advice}`];
	return [
		unknown === 1
			? `One failure has no history, so it counts. ${advice}`
			: `${unknown} failures have no history, so they count. ${advice}`,
	];
}

const MOST_NAMED = 3;

/** Names a few and counts the others, each kind by itself, so that what is excused is never left out. */
function shortened(opinions: Opinion[]): string[] {
	return [false, true].flatMap((counts) => {
		const notes = opinions.filter((opinion) => opinion.counts === counts).map(({ note }) => note);
		const told = notes.filter((note) => note !== null);
		const rest = told.length - MOST_NAMED;
		if (rest <= 0) return told;
		const more = counts
			? quantity(rest, 'more failure counts', 'more failures count')
			: quantity(rest, 'more failure does not count', 'more failures do not count');
		return [...told.slice(0, MOST_NAMED), `${more} for such reasons.`];
	});
}
