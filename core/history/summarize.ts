/** What rows say about each test. */
import { mapInTurns, type GiveWay } from '../text/inTurns';
import type { Collection, KnownRun, KnownTest, Observation, Series } from './collect';
import { durationsOf } from './durations';
import type { StoredRow } from './row';
import { namesOf } from './runHistory';
import { wilson } from './statistics';
import { FEWEST_RUNS, stateOf, testHistory, type TestState } from './testHistory';
import { timelineOf, WINDOW, type Timeline } from './timeline';

/** One test on one branch and in one environment. Rates are 0..1, durations milliseconds, unknown values `null`. */
export interface TestSummary {
	testKey: string;
	title: string | null;
	suite: string | null;
	group: string | null;
	branch: string | null;
	environment: string | null;
	state: TestState | null;
	runs: number;
	failed: number;
	/** failed / runs; `wilsonLow` and `wilsonHigh` are the 95 % interval of the true rate. */
	failRate: number | null;
	wilsonLow: number | null;
	wilsonHigh: number | null;
	flakyRuns: number;
	flakyRate: number | null;
	/** flakyRate × runs: what the test costs, whether it is executed often or fails often. */
	impact: number | null;
	/** Changes between passed and failed from one run to the next; `null` for fewer than 5 runs. */
	flipRate: number | null;
	failingStreak: number;
	failingSince: string | null;
	lastPassedAt: string | null;
	p50: number | null;
	p95: number | null;
	trend: number | null;
	slower: boolean;
	/** When the oldest and the newest run ended that have a row of the test. */
	firstSeenAt: string | null;
	lastSeenAt: string | null;
	/** True if a newer run that lists all its tests, and about as many, has no row of the test. */
	gone: boolean;
	/** Status in the newest run that has a row of the test, and the key of that run. */
	lastStatus: string;
	lastRunKey: string;
}

/** How rows are summarized. */
export interface SummaryOptions {
	/** How many runs of a test count, the newest ones; 50 unless told. */
	window?: number;
}

/** A summary with the row of the newest run that it is made of. */
export interface Summarized {
	summary: TestSummary;
	newest: StoredRow;
}

/** One entry per test, branch and environment: the flakiest first, then those that fail longest. */
export async function summarize(
	collection: Collection,
	{ window = WINDOW }: SummaryOptions,
	giveWay: GiveWay,
): Promise<Summarized[]> {
	const all: Summarized[] = [];
	for (const series of collection.values()) {
		const listing = series.runs.filter(({ listsFailures }) => listsFailures);
		const summaries = await mapInTurns(
			[...series.tests.values()],
			(test) => onEachBranch(test, series, listing, window),
			giveWay,
		);
		for (const some of summaries) for (const one of some) all.push(one);
	}
	return all.sort(byWorst);
}

function onEachBranch(test: KnownTest, series: Series, listing: KnownRun[], window: number): Summarized[] {
	const branches = new Set(test.observations.map(({ run }) => run.branch));
	return [...branches].map((branch) => {
		const observations =
			branches.size === 1 ? test.observations : test.observations.filter(({ run }) => run.branch === branch);
		const onBranch = { testKey: test.testKey, observations };
		const timeline = timelineOf(onBranch, listing, { branch, isBase: () => false, window });
		return summaryOf(onBranch, timeline, series, branch);
	});
}

function summaryOf(
	test: KnownTest,
	timeline: Timeline,
	{ environment, runs: allRuns }: Series,
	branch: string | null,
): Summarized {
	const history = testHistory(timeline);
	const { runs, failed, flakyRuns, flakyRate, failingStreak, failingSince, lastPassedAt } = history;
	const { p50, p95, trend, slower } = durationsOf(timeline);
	const interval = wilson(failed, runs);
	const [oldest, newest] = [test.observations[0], test.observations[test.observations.length - 1]];
	const row = newest.row as StoredRow;
	const summary: TestSummary = {
		...namesOf(test),
		branch,
		environment,
		state: stateOf(history),
		runs,
		failed,
		failRate: runs === 0 ? null : failed / runs,
		wilsonLow: interval?.low ?? null,
		wilsonHigh: interval?.high ?? null,
		flakyRuns,
		flakyRate,
		impact: flakyRate === null ? null : flakyRuns,
		flipRate: flipRate(timeline),
		failingStreak,
		failingSince,
		lastPassedAt,
		p50,
		p95,
		trend,
		slower,
		firstSeenAt: oldest.run.at,
		lastSeenAt: newest.run.at,
		gone: allRuns.some((run) => run.branch === branch && lacks(run, newest.run)),
		lastStatus: row.status,
		lastRunKey: row.runKey,
	};
	return { summary, newest: row };
}

function flipRate({ own }: Timeline): number | null {
	if (own.length < FEWEST_RUNS) return null;
	const flips = own.filter((one, index) => index > 0 && isFailed(one) !== isFailed(own[index - 1]));
	return flips.length / (own.length - 1);
}

function isFailed({ outcome }: Observation): boolean {
	return outcome === 'failed';
}

/** A run of a few tests, such as a smoke run, says nothing about the others. */
function lacks(run: KnownRun, last: KnownRun): boolean {
	return run.place > last.place && last.at !== null && run.listsAll && run.size * 2 >= last.size;
}

function byWorst({ summary: a }: Summarized, { summary: b }: Summarized): number {
	return (
		(b.impact ?? 0) - (a.impact ?? 0) ||
		b.failingStreak - a.failingStreak ||
		b.failed - a.failed ||
		compareTexts(a.title ?? '', b.title ?? '') ||
		compareTexts(a.testKey, b.testKey) ||
		compareTexts(a.branch ?? '', b.branch ?? '')
	);
}

function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
