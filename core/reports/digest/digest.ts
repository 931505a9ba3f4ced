/**
 * The content of a digest, whatever its format: what summaries of many runs say, as sentences and short lists. Texts are
 * cleaned, on one line, and short.
 */

import { flakyCount, historyText } from '../../history/historyText';
import type { TestSummary } from '../../history/summarize';
import type { TestHistory } from '../../model/TestRun';
import { mapInTurns, type GiveWay } from '../../text/inTurns';
import { percent, quantity } from '../../text/words';
import { clip, line } from '../clean';
import { nameOf } from '../failure';
import { durationInWords } from '../words';
import { ranking, type Ranking } from './ranking';
import {
	emptyTally,
	isFailingNow,
	sentencesOf,
	statesOf,
	tallied,
	type StateCount,
	type Tally,
} from './tally';

/** A digest as it is drawn, from top to bottom. */
export interface Digest {
	title: string;
	/** Plain sentences, at least two. What is not known is said in the last ones. */
	sentences: string[];
	/** How many tests are in each state; none is 0. */
	states: StateCount[];
	lists: DigestList[];
	/** All summaries, for files that hold every test. */
	summaries: TestSummary[];
	/** Whether tests of several branches or environments are in it, so that names need these. */
	isMixed: boolean;
	/** When it was made, in epoch milliseconds. */
	madeAt: number;
}

/** The tests that are worst in one respect, the worst first. */
export interface DigestList {
	/** E.g. `Most flaky`. */
	heading: string;
	/** What the texts of the entries are, as the head of a column. */
	column: string;
	/** CSS class with the colour of the bars. */
	tone: string;
	entries: DigestEntry[];
	/** Number of all tests that belong into the list, displayed or not. */
	total: number;
	/** What is said in the place of entries if no test belongs into the list. */
	none: string;
	/** What is not known; `null` if all is. */
	note: string | null;
}

/** A test in a list. */
export interface DigestEntry {
	name: string;
	/** E.g. `4 of 20 runs (20%)`. */
	text: string;
	/** Length of the bar, 0..1; 1 for the longest one of the list. */
	share: number;
}

/** Choices of the user. */
export interface DigestOptions {
	/** `null` = a title that all digests have. */
	title: string | null;
	/** Maximum number of tests in a list. */
	maxTests: number;
}

const DEFAULT_TITLE = 'Test digest';
const MAX_TITLE = 200;
const MAX_PLACE = 60;

/** Nobody reads more, and receivers take no more. */
const MOST_TESTS = 100;

/** A trend of less is not worth a word. */
const LEAST_TREND = 0.1;

/** What makes a list, and what it says. */
interface ListRule {
	heading: string;
	column: string;
	tone: string;
	belongs(summary: TestSummary): boolean;
	/** What the list is sorted by, largest first, and how long the bars are. */
	size(summary: TestSummary): number;
	text(summary: TestSummary, now: number): string;
	none(tally: Tally): string;
	note(tally: Tally): string | null;
}

const RULES: ListRule[] = [
	{
		heading: 'Longest failing',
		column: 'Failing',
		tone: 'failed',
		belongs: isFailingNow,
		size: ({ failingStreak }) => failingStreak,
		text: (summary, now) => historyText(historyOf(summary), now) ?? '',
		none: ({ unordered }) => (unordered > 0 ? 'No test is known to fail.' : 'No test fails.'),
		note: ({ unordered }) =>
			unordered === 0
				? null
				: `When the runs of ${quantity(unordered, 'test')} ended is not known, so it is not known whether they fail now.`,
	},
	{
		heading: 'Most flaky',
		column: 'Flaky',
		tone: 'flaky',
		belongs: ({ flakyRuns, state, gone }) => flakyRuns > 0 && state !== 'broken' && !gone,
		size: ({ flakyRuns }) => flakyRuns,
		text: (summary) =>
			`${flakyCount(summary)}${summary.flakyRate === null ? '' : ` (${percent(summary.flakyRate)})`}`,
		none: () => 'No test was seen to be flaky.',
		note: ({ rateUnknown }) =>
			rateUnknown === 0
				? null
				: `${quantity(rateUnknown, 'test has', 'tests have')} fewer than 5 runs, too few for a flaky rate.`,
	},
	{
		heading: 'Slower than before',
		column: 'Duration',
		tone: 'other',
		belongs: ({ slower, gone }) => slower && !gone,
		size: ({ p50 }) => p50 ?? 0,
		text: durationText,
		none: ({ durationKnown }) => (durationKnown === 0 ? 'Not known.' : 'No test became slower.'),
		note: () => null,
	},
	{
		heading: 'Slowest',
		column: 'Duration',
		tone: 'pending',
		belongs: ({ p50, gone }) => p50 !== null && !gone,
		size: ({ p50 }) => p50 ?? 0,
		text: durationText,
		none: () => 'Not known.',
		note: ({ durationUnknown }) =>
			durationUnknown === 0
				? null
				: `How long ${quantity(durationUnknown, 'test takes', 'tests take')} is not known: that needs 5 passed runs.`,
	},
];

/** Builds the digest of summaries, of which there must be one at least. */
export async function buildDigest(
	summaries: TestSummary[],
	{ title, maxTests }: DigestOptions,
	now: number,
	giveWay: GiveWay,
): Promise<Digest> {
	const max = Math.min(maxTests, MOST_TESTS);
	const rankings = RULES.map(({ size }) =>
		ranking<TestSummary>(max, (a, b) => size(b) - size(a) || byAge(a, b) || byName(a, b)),
	);
	const tally = emptyTally();
	await mapInTurns(
		summaries,
		(summary) => {
			tallied(tally, summary);
			for (const [index, { belongs }] of RULES.entries()) if (belongs(summary)) rankings[index].add(summary);
		},
		giveWay,
	);
	const isMixed = tally.places.size > 1;
	return {
		title: line(title ?? '', MAX_TITLE) || DEFAULT_TITLE,
		sentences: sentencesOf(tally, { flaky: rankings[1].total(), slower: rankings[2].total() }),
		states: statesOf(tally),
		lists: RULES.map((rule, index) => listOf(rule, rankings[index], tally, { isMixed, now })),
		summaries,
		isMixed,
		madeAt: now,
	};
}

function listOf(
	{ heading, column, tone, size, text, none, note }: ListRule,
	ranked: Ranking<TestSummary>,
	tally: Tally,
	{ isMixed, now }: { isMixed: boolean; now: number },
): DigestList {
	const first = ranked.first();
	const longest = Math.max(1, ...first.map(size));
	return {
		heading,
		column,
		tone,
		entries: first.map((summary) => ({
			name: summaryName(summary, isMixed),
			text: text(summary, now),
			share: size(summary) / longest,
		})),
		total: ranked.total(),
		none: none(tally),
		note: note(tally),
	};
}

/** The sentence about tests of a list that are not shown; `null` if there are none. */
export function moreTests({ entries, total }: DigestList): string | null {
	const more = total - entries.length;
	return more > 0 ? `… and ${quantity(more, 'more test')}.` : null;
}

/** `suite > title [group]`, with branch and environment if those of the digest differ. */
export function summaryName(summary: TestSummary, isMixed: boolean): string {
	const { branch, environment } = summary;
	const place = [branch, environment].filter((part) => part !== null).join(', ');
	return isMixed && place !== '' ? `${nameOf(summary)} (${line(place, MAX_PLACE)})` : nameOf(summary);
}

/** The history that the summary contains. Summaries are of one branch each. */
export function historyOf(summary: TestSummary): TestHistory {
	const { runs, failed, flakyRuns, flakyRate, failingStreak, failingSince, lastPassedAt } = summary;
	const history = { runs, failed, flakyRuns, flakyRate, failingStreak, failingSince, lastPassedAt };
	return { ...history, runsOnBranch: runs, unstableRate: null };
}

/** `12 s, 95 % within 30 s, lately 40 % longer`. */
function durationText({ p50, p95, trend }: TestSummary): string {
	if (p50 === null) return 'not known';
	const within = p95 === null ? '' : `, 95 % within ${durationInWords(p95)}`;
	return clip(`${durationInWords(p50)}${within}${trendText(trend)}`, MAX_TITLE);
}

function trendText(trend: number | null): string {
	if (trend === null || Math.abs(trend) < LEAST_TREND) return '';
	return `, lately ${Math.round(Math.abs(trend) * 100)} % ${trend > 0 ? 'longer' : 'shorter'}`;
}

/** Of two streaks of the same number of runs the one that began earlier is first. */
function byAge(a: TestSummary, b: TestSummary): number {
	return compared(a.failingSince ?? NEVER, b.failingSince ?? NEVER);
}

function byName(a: TestSummary, b: TestSummary): number {
	return compared(nameOf(a), nameOf(b));
}

/** After every time. */
const NEVER = '~';

function compared(a: string, b: string): number {
	return a === b ? 0 : a < b ? -1 : 1;
}
