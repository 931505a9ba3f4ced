/** What a report says, before any format: decision, counts, facts and failures, cleaned and limited. */

import { failedOrOther } from '../model/counts';
import { decide, doubtsOf } from '../gate/gate';
import { atOnce, mapInTurns, type GiveWay } from '../text/inTurns';
import type { GateDecision } from '../model/readRun';
import type { RunCounts, TestFailure, TestRun, Verdict } from '../model/TestRun';
import { percent, quantity, someNames } from '../text/words';
import { isFailing } from '../model/isFailing';
import { runTitle } from '../model/runTitle';
import { line, safeUrl } from './clean';
import { nameOf, reportedFailure, type ReportedFailure } from './failure';
import { durationInWords, knownDuration, timeInWords, VERDICT_WORDS } from './words';

/** A run, and what a gate decided on it, if one did. */
export interface ReportSource {
	run: TestRun;
	decision: GateDecision | null;
}

/** What the user may choose. */
export interface ReportOptions {
	/** `null` for the name of the run. */
	title: string | null;
	/** Failures shown in the whole report. */
	maxFailures: number;
	includeStack: boolean;
}

/** A report on one run or several. All texts are cleaned; those that are not errors are on one line. */
export interface Report {
	title: string;
	verdict: Verdict;
	/** Plain sentences, at least one; those on doubts are the last. */
	reasons: string[];
	/** What may not be as it is told here. */
	doubts: string[];
	/** Address of the run; `null` when unknown, not clickable, or when there are several. */
	url: string | null;
	/** At least one, in the order of the input. */
	runs: ReportedRun[];
	/** Further runs that a format had to leave out. */
	hiddenRuns: number;
	/** Whether stacks are shown as a whole. */
	includeStack: boolean;
}

/** One run of a report. */
export interface ReportedRun {
	run: TestRun;
	title: string;
	/** The decision of the gate, or else the verdict of the run. */
	verdict: Verdict;
	reasons: string[];
	/** What the run says of itself, where a gate decided and did not repeat it. */
	ownVerdict: string | null;
	counts: RunCounts;
	/** `null` when unknown, or when it is none that a run can have taken. */
	durationMs: number | null;
	facts: Fact[];
	url: string | null;
	failures: ReportedFailure[];
	/** All failures, shown or not; `null` when the number is unknown, or the failures were not asked for. */
	failureTotal: number | null;
	/** Failures that the run carries, shown or not; `null` when it carries none. */
	failuresListed: number | null;
	/** Why failures are missing; `null` when none are, as far as the run tells. */
	failuresNote: string | null;
	/** Listed tests that are no failures, by what they are; none that is empty. */
	asides: Aside[];
}

/** Names of tests that are worth a word beside the failures. */
export interface Aside {
	label: string;
	/** At most 20. */
	names: string[];
}

/** A labelled value that the platform told. */
export interface Fact {
	label: string;
	value: string;
}

const MAX_TITLE = 200;
const MAX_REASONS = 6;
const MAX_SENTENCE = 300;
const MAX_NAMES_ASIDE = 20;

/** Tests that a comparison added since they failed before, and tests that passed only after a retry. */
const ASIDES: Array<[label: string, is: (test: TestFailure) => boolean]> = [
	['Flaky', ({ change, flaky }) => flaky && change !== 'recovered' && change !== 'notRun'],
	['Recovered', ({ change }) => change === 'recovered'],
	['Not run this time', ({ change }) => change === 'notRun'],
];

/** Failures come in the order in which a person would look at them. */
const ATTENTION = ['new', undefined, 'stillFailing'];

/** From the one that calls for action first to the one that lets go: several runs have the first that one of them has. */
const GRAVITY: Verdict[] = ['failed', 'pending', 'inconclusive', 'passed'];

/** Builds the report on one run or several. `sources` must not be empty. */
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

/** Runs that call for action first; otherwise in their order. */
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
			(failure) => reportedFailure(failure, includeStack),
			giveWay,
		),
		failureTotal: failureTotal(run, listed.length),
		failuresListed: run.failures && listed.length,
		failuresNote: sentences([run.failuresNote ?? ''])[0] ?? null,
		asides: asidesOf(run),
	};
}

function asidesOf({ failures }: TestRun): Aside[] {
	return ASIDES.map(([label, is]) => ({
		label,
		names: (failures ?? []).filter(is).slice(0, MAX_NAMES_ASIDE).map(nameOf),
	})).filter(({ names }) => names.length > 0);
}

function sentences(texts: string[]): string[] {
	return texts.map((text) => line(text, MAX_SENTENCE)).filter(Boolean);
}

/** The run's own verdict, unless its other facts contradict it: an item may have been edited on its way here. */
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

/** What else is known of a run. */
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
		// An address that is no safe link is still worth reading.
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
