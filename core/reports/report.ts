/** The content of a report, whatever its format: decision, counts, facts and failures, with texts cleaned and shortened. */

import { failedOrOther } from '../model/counts';
import { decide, doubtsOf } from '../gate/gate';
import { atOnce, mapInTurns, type GiveWay } from '../text/inTurns';
import type { GateDecision } from '../model/readRun';
import { flakyCount } from '../history/historyText';
import type { RunCounts, SlowerTest, TestFailure, TestRun, Verdict } from '../model/TestRun';
import { toMilliseconds } from '../text/time';
import { percent, quantity, someNames } from '../text/words';
import { isFailing } from '../model/isFailing';
import { runTitle } from '../model/runTitle';
import { line, safeUrl } from './clean';
import { nameOf, reportedFailure, type ReportedFailure } from './failure';
import { durationInWords, knownDuration, timeInWords, VERDICT_WORDS } from './words';

/** A run, and the decision of a gate if there is one. */
export interface ReportSource {
	run: TestRun;
	decision: GateDecision | null;
}

/** Choices of the user. */
export interface ReportOptions {
	/** `null` = the title of the run. */
	title: string | null;
	/** Maximum number of failures in the whole report. */
	maxFailures: number;
	includeStack: boolean;
}

/** A report on one run or several. All texts are cleaned; all except errors are on one line. */
export interface Report {
	title: string;
	verdict: Verdict;
	/** Plain sentences, at least one. Those about doubts are last. */
	reasons: string[];
	/** Why some of it may not be true. */
	doubts: string[];
	/** Address of the run; `null` if it is unknown or not clickable, or if there are several runs. */
	url: string | null;
	/** At least one, in the order of the input. */
	runs: ReportedRun[];
	/** Number of further runs that a format had to leave out. */
	hiddenRuns: number;
	/** Whether whole stacks are displayed. */
	includeStack: boolean;
}

/** One run of a report. */
export interface ReportedRun {
	run: TestRun;
	title: string;
	/** The decision of the gate; without a gate, the verdict of the run. */
	verdict: Verdict;
	reasons: string[];
	/** The run's own verdict in words, if a gate decided and did not repeat it. */
	ownVerdict: string | null;
	counts: RunCounts;
	/** `null` if unknown, or if no run can have taken that long. */
	durationMs: number | null;
	facts: Fact[];
	url: string | null;
	failures: ReportedFailure[];
	/** Number of all failures, displayed or not; `null` if it is unknown, or if failures were not requested. */
	failureTotal: number | null;
	/** Number of failures in the run's list, displayed or not; `null` if it has no list. */
	failuresListed: number | null;
	/** Why failures are missing; `null` if the run does not say that any are. */
	failuresNote: string | null;
	/** Listed tests that do not count as failures, grouped by the reason. No group is empty. */
	asides: Aside[];
}

/** Names of tests that are displayed besides the failures. */
export interface Aside {
	label: string;
	/** At most 20. */
	names: string[];
}

/** A value of the platform with its label. */
export interface Fact {
	label: string;
	value: string;
}

const MAX_TITLE = 200;
const MAX_REASONS = 6;
const MAX_SENTENCE = 300;
const MAX_NAMES_ASIDE = 20;

/** Tests that passed only after a retry, and tests that a comparison added because they failed in an earlier run. */
const ASIDES: Array<[label: string, is: (test: TestFailure) => boolean]> = [
	['Flaky', ({ change, flaky }) => flaky && change !== 'recovered' && change !== 'notRun'],
	['Recovered', ({ change }) => change === 'recovered'],
	['Not run this time', ({ change }) => change === 'notRun'],
];

/** The order of failures: people want to see new ones first. */
const ATTENTION = ['new', undefined, 'stillFailing'];

/** From the most to the least urgent. The verdict of several runs is the most urgent one among them. */
const GRAVITY: Verdict[] = ['failed', 'pending', 'inconclusive', 'passed'];

/** Builds the report on one run or several; `sources` must not be empty. */
export async function buildReport(
	sources: ReportSource[],
	options: ReportOptions,
	giveWay = atOnce,
): Promise<Report> {
	let left = options.maxFailures;
	const runs: ReportedRun[] = [];
	for (const source of sources) {
		const run = await reportedRun(source, left, options.includeStack, giveWay);
		left -= run.failures.length;
		runs.push(run);
	}
	const title = line(options.title ?? '', MAX_TITLE) || titleOf(runs);
	const [only] = runs;
	const shared = { title, runs, hiddenRuns: 0, includeStack: options.includeStack };
	if (runs.length === 1) {
		const { verdict, reasons, url, run } = only;
		return { ...shared, verdict, reasons, doubts: sentences(doubtsOf(run)), url };
	}
	const verdict =
		GRAVITY.find((candidate) => runs.some((run) => run.verdict === candidate)) ?? 'inconclusive';
	const doubts = doubtTally(runs);
	return { ...shared, verdict, reasons: [tally(runs), ...doubts], doubts, url: null };
}

/** The runs with the most urgent ones first, otherwise in their order. */
export function byGravity(runs: ReportedRun[]): ReportedRun[] {
	return [...runs].sort((a, b) => GRAVITY.indexOf(a.verdict) - GRAVITY.indexOf(b.verdict));
}

async function reportedRun(
	{ run, decision }: ReportSource,
	maxFailures: number,
	includeStack: boolean,
	giveWay: GiveWay,
): Promise<ReportedRun> {
	const { verdict, reasons } = decision ?? ownDecision(run);
	const doubts = doubtsOf(run);
	const said = sentences(reasons.filter((reason) => !doubts.includes(reason)));
	const saysOwn = decision !== null && !reasons.includes(run.verdictReason);
	const listed = (run.failures ?? []).filter(isFailing);
	const now = toMilliseconds(run.finishedAt) ?? Date.now();
	return {
		run,
		title: line(runTitle(run), MAX_TITLE),
		verdict,
		reasons: [
			...(said.length > 0 ? said.slice(0, MAX_REASONS) : [`The verdict is ${verdict}.`]),
			...sentences(doubts),
		],
		ownVerdict: saysOwn ? ownVerdict(run) : null,
		counts: run.counts,
		durationMs: knownDuration(run.durationMs),
		facts: factsOf(run),
		url: safeUrl(run.url),
		failures: await mapInTurns(
			byAttention(listed).slice(0, maxFailures),
			(failure) => reportedFailure(failure, includeStack, now),
			giveWay,
		),
		failureTotal: failureTotal(run, listed.length),
		failuresListed: run.failures && listed.length,
		failuresNote: sentences([run.failuresNote ?? ''])[0] ?? null,
		asides: asidesOf(run),
	};
}

function asidesOf(run: TestRun): Aside[] {
	const asides = ASIDES.map(([label, is]) => ({
		label,
		names: (run.failures ?? []).filter(is).slice(0, MAX_NAMES_ASIDE).map(nameOf),
	}));
	return [...asides, ...asidesOfHistory(run)].filter(({ names }) => names.length > 0);
}

/** What earlier runs say about tests of the run, whether they failed or not. */
function asidesOfHistory({ flakyTests = [], slowerTests = [], historyNote }: TestRun): Aside[] {
	return [
		{
			label: 'Flaky in recent runs',
			names: flakyTests.slice(0, MAX_NAMES_ASIDE).map((test) => `${nameOf(test)} (${flakyCount(test)})`),
		},
		{
			label: 'Slower than usual',
			names: slowerTests.slice(0, MAX_NAMES_ASIDE).map((test) => `${nameOf(test)}${slowing(test)}`),
		},
		{ label: 'About the history', names: sentences([historyNote ?? '']) },
	];
}

/** ` (12 s instead of 4 s)`; empty if it is unknown. */
function slowing({ durationMs, usualMs }: SlowerTest): string {
	if (knownDuration(durationMs) === null || knownDuration(usualMs) === null) return '';
	return ` (${durationInWords(durationMs as number)} instead of ${durationInWords(usualMs as number)})`;
}

function sentences(texts: string[]): string[] {
	return texts.map((text) => line(text, MAX_SENTENCE)).filter(Boolean);
}

/** The run's own verdict, unless its other facts contradict it: a workflow may have changed the item. */
function ownDecision(run: TestRun): GateDecision {
	const decision = decide(run, {});
	return decision.verdict === run.verdict ? { verdict: run.verdict, reasons: [run.verdictReason] } : decision;
}

function ownVerdict({ verdict, verdictReason }: TestRun): string {
	return line(`The run itself: ${VERDICT_WORDS[verdict].toLowerCase()}. ${verdictReason}`, MAX_SENTENCE);
}

function titleOf(runs: ReportedRun[]): string {
	const titles = new Set(runs.map(({ title }) => title));
	return titles.size === 1 ? runs[0].title : `${runs.length} test runs`;
}

/** `2 of 5 runs failed, 1 is inconclusive: Nightly, Smoke`. */
function tally(runs: ReportedRun[]): string {
	const having = (verdict: Verdict) => runs.filter((run) => run.verdict === verdict);
	const bad = GRAVITY.filter((verdict) => verdict !== 'passed' && having(verdict).length > 0);
	if (bad.length === 0) return `All ${runs.length} runs passed.`;
	const parts = bad.map((verdict, index) => {
		const count = having(verdict).length;
		const subject = index === 0 ? `${count} of ${quantity(runs.length, 'run')}` : String(count);
		return `${subject} ${outcome(verdict, count)}`;
	});
	const names = having(bad[0]).map(({ title }) => title);
	const isTelling = new Set(runs.map(({ title }) => title)).size > 1;
	return `${parts.join(', ')}${isTelling ? `: ${someNames([...new Set(names)])}` : '.'}`;
}

function doubtTally(runs: ReportedRun[]): string[] {
	const count = runs.filter(({ run }) => run.doubt !== null).length;
	return count === 0 ? [] : [`${quantity(count, 'run is', 'runs are')} in doubt.`];
}

function outcome(verdict: Verdict, count: number): string {
	if (verdict === 'failed') return 'failed';
	return `${count === 1 ? 'is' : 'are'} ${VERDICT_WORDS[verdict].toLowerCase()}`;
}

/** What else is known about a run. */
export function factsOf(run: TestRun): Fact[] {
	const durationMs = knownDuration(run.durationMs);
	const facts: Array<[string, string | null]> = [
		['Pass rate', run.passRate === null ? null : percent(run.passRate)],
		['Duration', durationMs === null ? null : durationInWords(durationMs)],
		['Branch', run.branch],
		['Commit', commitInWords(run)],
		['Environment', run.environment],
		['Group', run.group],
		['Project', run.project && (run.project.name ?? run.project.id)],
		['Build', run.buildId],
		['Tags', run.tags.join(', ')],
		['Started', run.startedAt && timeInWords(run.startedAt)],
		['Finished', run.finishedAt && timeInWords(run.finishedAt)],
		// An address that must not become a link can still be read.
		['Address', safeUrl(run.url) === null ? run.url : null],
	];
	return facts.flatMap(([label, value]) => {
		const shown = value && line(value, MAX_TITLE);
		return shown ? [{ label, value: shown }] : [];
	});
}

function commitInWords({ commit }: TestRun): string | null {
	if (commit === null) return null;
	const words = [commit.sha?.slice(0, 10), commit.message?.trim().split('\n')[0]].filter(Boolean).join(' ');
	return words || null;
}

function failureTotal(run: TestRun, listed: number): number | null {
	const counted = failedOrOther(run.counts);
	if (counted !== null) return Math.max(counted, listed);
	return run.failures === null || run.failuresTruncated ? null : listed;
}

function byAttention(failures: TestFailure[]): TestFailure[] {
	const rank = ({ change }: TestFailure) => ATTENTION.indexOf(change);
	return [...failures].sort((a, b) => rank(a) - rank(b));
}
