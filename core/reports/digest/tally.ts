/** What is counted over all summaries of a digest, and the sentences that say it. */

import type { TestSummary } from '../../history/summarize';
import { quantity } from '../../text/words';
import { line } from '../clean';

/** Counted over all summaries. */
export interface Tally {
	tests: number;
	/** Branches and environments, as one text each. */
	places: Set<string>;
	branch: string | null;
	environment: string | null;
	from: string | null;
	to: string | null;
	failing: number;
	/** Of the failing ones. */
	broken: number;
	/** Of the failing ones: it passed the time before. */
	firstTime: number;
	/** Executed tests of which it is not known when their runs ended, so that their order is not known. */
	unordered: number;
	rateUnknown: number;
	durationKnown: number;
	durationUnknown: number;
	gone: number;
	neverExecuted: number;
	states: Map<string, number>;
}

/** How many tests are in a state. */
export interface StateCount {
	label: string;
	value: number;
	/** As in the charts of a run. */
	tone: string;
}

const STATES: Array<[state: string, label: string, tone: string]> = [
	['broken', 'Broken', 'failed'],
	['failing', 'Failing', 'other'],
	['flaky', 'Flaky', 'flaky'],
	['stable', 'Stable', 'passed'],
	['new', 'New', 'rest'],
	['unknown', 'Not known', 'skipped'],
	['never', 'Never executed', 'skipped'],
	['gone', 'No longer run', 'skipped'],
];

const MAX_PLACE = 100;

/** Nothing counted yet. */
export function emptyTally(): Tally {
	return {
		tests: 0,
		places: new Set(),
		branch: null,
		environment: null,
		from: null,
		to: null,
		failing: 0,
		broken: 0,
		firstTime: 0,
		unordered: 0,
		rateUnknown: 0,
		durationKnown: 0,
		durationUnknown: 0,
		gone: 0,
		neverExecuted: 0,
		states: new Map(),
	};
}

/** Whether its newest run failed, as far as the order of its runs is known. */
export function isFailingNow({ failingStreak, gone }: TestSummary): boolean {
	return failingStreak > 0 && !gone;
}

/** Counts one more summary. */
export function tallied(tally: Tally, summary: TestSummary): void {
	const { branch, environment, firstSeenAt, lastSeenAt, gone } = summary;
	const state = stateOf(summary);
	tally.tests++;
	tally.states.set(state, (tally.states.get(state) ?? 0) + 1);
	tally.places.add(JSON.stringify([branch, environment]));
	[tally.branch, tally.environment] = [branch, environment];
	if (firstSeenAt !== null && (tally.from === null || firstSeenAt < tally.from)) tally.from = firstSeenAt;
	if (lastSeenAt !== null && (tally.to === null || lastSeenAt > tally.to)) tally.to = lastSeenAt;
	if (gone) tally.gone++;
	else if (summary.runs === 0) tally.neverExecuted++;
	else countExecuted(tally, summary);
}

function countExecuted(tally: Tally, summary: TestSummary): void {
	if (isFailingNow(summary)) {
		tally.failing++;
		if (summary.state === 'broken') tally.broken++;
		else if (summary.failingStreak === 1 && summary.runs > 1) tally.firstTime++;
	}
	if (summary.lastSeenAt === null) tally.unordered++;
	if (summary.flakyRate === null) tally.rateUnknown++;
	if (summary.p50 === null) tally.durationUnknown++;
	else tally.durationKnown++;
}

function stateOf({ state, runs, gone }: TestSummary): string {
	if (gone) return 'gone';
	if (runs === 0) return 'never';
	return state ?? 'unknown';
}

/** States that a test is in, in the order of a legend. */
export function statesOf({ states }: Tally): StateCount[] {
	return STATES.flatMap(([state, label, tone]) => {
		const value = states.get(state);
		return value === undefined ? [] : [{ label, value, tone }];
	});
}

/** What a digest says first, at least two sentences. */
export function sentencesOf(tally: Tally, { flaky, slower }: { flaky: number; slower: number }): string[] {
	const { tests, gone, neverExecuted } = tally;
	const sentences = [
		`${quantity(tests, 'test')}${placeOf(tally)}, ${periodOf(tally)}.`,
		failingSentence(tally),
		flaky > 0 ? `${quantity(flaky, 'test was', 'tests were')} flaky.` : 'No test was seen to be flaky.',
		slower > 0 && `${quantity(slower, 'test', 'tests')} became slower.`,
		gone > 0 && `${quantity(gone, 'test is', 'tests are')} no longer run, and not listed.`,
		neverExecuted > 0 && `${quantity(neverExecuted, 'test was', 'tests were')} never executed.`,
	];
	return sentences.filter((sentence) => sentence !== false);
}

function placeOf({ places, branch, environment }: Tally): string {
	if (places.size > 1) return ` of ${places.size} branches or environments`;
	const place = [branch && `of ${branch}`, environment && `on ${environment}`].filter(Boolean).join(' ');
	return place === '' ? '' : ` ${line(place, MAX_PLACE)}`;
}

function periodOf({ from, to }: Tally): string {
	if (from === null || to === null) return 'when they ran is not known';
	const [first, last] = [from, to].map((time) => time.slice(0, 10));
	return first === last ? `seen on ${first}` : `seen from ${first} to ${last}`;
}

function failingSentence({
	failing,
	broken,
	firstTime,
	unordered,
	tests,
	gone,
	neverExecuted,
}: Tally): string {
	if (tests === gone + neverExecuted) return 'No test was executed.';
	if (failing === 0) return unordered > 0 ? 'No test is known to fail.' : 'No test fails.';
	const parts = [
		broken > 0 && `${broken} broken`,
		firstTime > 0 && `${firstTime} for the first time in a row`,
	].filter(Boolean);
	return `${quantity(failing, 'test fails', 'tests fail')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}
