/** Adds to a run what earlier runs say about its tests. */
import { executed, failedOrOther } from '../model/counts';
import { isFailing } from '../model/isFailing';
import type { FlakyTest, SlowerTest, TestFailure, TestHistory, TestRun } from '../model/TestRun';
import { globMatcher } from '../text/globs';
import { mapInTurns, type GiveWay } from '../text/inTurns';
import {
	collect,
	compareRuns,
	type Collection,
	type KnownRun,
	type KnownTest,
	type Observation,
	type Series,
} from './collect';
import { durationsOf } from './durations';
import { makeRowsInTurns } from './makeRows';
import { isOutage } from './outage';
import { isFlaky, stateOf, testHistory } from './testHistory';
import { timelineOf, WINDOW, type Scope, type Timeline } from './timeline';

/** Which earlier runs count. */
export interface HistoryOptions {
	/** Globs: runs on these branches count for rates and durations of a run on another branch; none unless told. */
	baseBranches?: string[];
	/** How many runs of a test count; 50 unless told. */
	window?: number;
}

/** What earlier runs say about a run. */
export interface RunHistory {
	/** For each failure of the run, in its order; `null` for entries that are no failure of this run. */
	failures: Array<TestHistory | null>;
	/** Those that were flaky in the most runs first. */
	flakyTests: FlakyTest[];
	/** Those that became slower by the most first. */
	slowerTests: SlowerTest[];
	/** Earlier runs that were compared with this one. */
	earlierRuns: number;
	/** What limits all this, in plain sentences; `null` if nothing does. */
	note: string | null;
}

/**
 * The history of a run. Runs that ended later do not count, and what is stored of the run itself is replaced by what it
 * says now.
 *
 * @param now when the run ended if it does not say so, in epoch milliseconds
 */
export async function runHistory(
	earlier: Collection,
	run: TestRun,
	now: number,
	{ baseBranches = [], window = WINDOW }: HistoryOptions,
	giveWay: GiveWay,
): Promise<RunHistory> {
	const ended = run.finishedAt === null ? { ...run, finishedAt: new Date(now).toISOString() } : run;
	const current = await collect(await makeRowsInTurns(ended, {}, giveWay), giveWay);
	const known = knownOf(earlier, current, ended);
	const matches = globMatcher(baseBranches);
	const isBase = (branch: string | null) => branch !== null && matches(branch);
	const scope: Scope = { branch: known.run.branch, isBase, window };
	const looks = new Map<string, Look>();
	const look = (testKey: string) => looks.set(testKey, lookAt(testKey, known, scope));
	await mapInTurns([...testKeysOf(known)], look, giveWay);
	const failures = await mapInTurns(run.failures ?? [], (failure) => historyOf(failure, looks), giveWay);
	const inRun = [...looks.values()].filter(({ timeline }) => timeline.own.at(-1)?.run === known.run);
	const compared = known.earlier.filter(({ branch }) => branch === scope.branch || isBase(branch));
	return {
		failures,
		flakyTests: await flakyTests(inRun, giveWay),
		slowerTests: await slowerTests(inRun, giveWay),
		earlierRuns: compared.length,
		note: noteOn(run, known.run, compared),
	};
}

/** The run and those before it. */
interface Known {
	run: KnownRun;
	current: Series;
	stored: Series | undefined;
	earlier: KnownRun[];
	isEarlier(run: KnownRun): boolean;
	/** Runs that list their failures, the run itself among them. */
	listing: KnownRun[];
}

function knownOf(collection: Collection, currentOnly: Collection, run: TestRun): Known {
	const [[key, current]] = currentOnly;
	const [now] = current.runs;
	now.place = Infinity;
	now.isOutage = isOutageNow(run) ?? now.isOutage;
	const stored = collection.get(key);
	const runs = stored?.runs ?? [];
	const earlier = runs.filter((other) => isBefore(other, now));
	const before = new Set(earlier);
	return {
		run: now,
		current,
		stored,
		earlier,
		isEarlier: (other) => before.size === runs.length || before.has(other),
		listing: [...earlier, now].filter(({ listsFailures }) => listsFailures),
	};
}

/** A run that ended later does not count, nor does an older state of the run itself. */
function isBefore(other: KnownRun, now: KnownRun): boolean {
	if (other.key === now.key) return false;
	return other.at === null || compareRuns(timed(other), timed(now)) < 0;
}

function timed(run: KnownRun) {
	return { run, time: Date.parse(run.at as string) };
}

/** A run that lists only what failed may have executed any test that is known. */
function testKeysOf({ run, current, stored }: Known): Iterable<string> {
	if (!run.listsFailures || !stored) return current.tests.keys();
	return new Set([...stored.tests.keys(), ...current.tests.keys()]);
}

/** By the counts of the run, which also count what it does not list; `null` if they do not say. */
function isOutageNow({ counts }: TestRun): boolean | null {
	const [ran, failed] = [executed(counts), failedOrOther(counts)];
	return ran === null || failed === null ? null : isOutage(ran, failed);
}

/** What is known of one test. */
interface Look {
	test: KnownTest;
	timeline: Timeline;
	history: TestHistory;
}

function lookAt(testKey: string, { current, stored, isEarlier, listing }: Known, scope: Scope): Look {
	const before = (stored?.tests.get(testKey)?.observations ?? []).filter(({ run }) => isEarlier(run));
	const test = { testKey, observations: before.concat(current.tests.get(testKey)?.observations ?? []) };
	const timeline = timelineOf(test, listing, scope);
	return { test, timeline, history: testHistory(timeline) };
}

function historyOf(failure: TestFailure, looks: ReadonlyMap<string, Look>): TestHistory | null {
	return isFailing(failure) ? (looks.get(failure.testKey)?.history ?? null) : null;
}

async function flakyTests(looks: Look[], giveWay: GiveWay): Promise<FlakyTest[]> {
	const tests = await mapInTurns(looks, flakyTest, giveWay);
	return tests
		.filter((test) => test !== null)
		.sort((a, b) => b.flakyRuns - a.flakyRuns || b.flakyRate - a.flakyRate);
}

function flakyTest({ test, history }: Look): FlakyTest | null {
	if (!isFlaky(history) || stateOf(history) === 'broken') return null;
	const { runs, flakyRuns, flakyRate, failingStreak } = history;
	return { ...namesOf(test), runs, flakyRuns, flakyRate: flakyRate as number, failingStreak };
}

async function slowerTests(looks: Look[], giveWay: GiveWay): Promise<SlowerTest[]> {
	const tests = await mapInTurns(looks, slowerTest, giveWay);
	return tests.filter((test) => test !== null).sort((a, b) => longer(b) - longer(a));
}

function slowerTest({ test, timeline }: Look): SlowerTest | null {
	const now = timeline.own[timeline.own.length - 1];
	if (now.outcome !== 'passed' || now.flaky) return null;
	const { slower, usual } = durationsOf(timeline);
	return slower ? { ...namesOf(test), durationMs: now.durationMs, usualMs: usual } : null;
}

function longer({ durationMs, usualMs }: SlowerTest): number {
	return (durationMs ?? 0) - (usualMs ?? 0);
}

/** As the newest row with a title has them: rows of passed tests may leave them out. */
export function namesOf({ testKey, observations }: KnownTest) {
	let row: Observation['row'];
	for (let index = observations.length - 1; index >= 0 && !row?.title; index--)
		row = observations[index].row ?? row;
	const { title = null, suite = null, group = null } = row ?? {};
	return { testKey, title, suite, group };
}

function noteOn({ verdict, failures }: TestRun, run: KnownRun, compared: KnownRun[]): string | null {
	const notes: string[] = [];
	if (verdict === 'failed' && failures === null)
		notes.push('The run does not carry its failures, so none of them has a history.');
	if (compared.length === 0) notes.push('No earlier run of this branch and environment is known.');
	if (compared.some(({ listsFailures }) => listsFailures))
		notes.push(
			'Of earlier runs only the failures are known: a test that is not among them counts as not failed.',
		);
	if (run.isOutage) notes.push('Most tests of this run failed, so it says little about each of them.');
	return notes.length === 0 ? null : notes.join(' ');
}
