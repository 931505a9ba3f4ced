/** Building a complete TestRun from the facts that a platform gave. */

import { isFailure } from '../core/model/isFailure';
import { noCounts, passRate } from './counts';
import type { RunCounts, TestRun } from './TestRun';
import { toDate } from './time';
import { failing, judge, type Judgement, type VerdictFacts } from './verdict';
import { quantity } from './words';

type Required = Pick<TestRun, 'platform' | 'platformName' | 'id' | 'status'>;
type Computed = 'key' | keyof Judgement | 'counts' | 'startedAt' | 'finishedAt';

/** What a platform told about a run. Everything left out is unknown. */
export interface RunFacts
	extends
		Required,
		Partial<Omit<TestRun, keyof Required | Computed>>,
		Pick<
			VerdictFacts,
			'platformVerdict' | 'platformWords' | 'trustsPass' | 'unaccountedHave' | 'undecidedBecause'
		> {
	counts?: RunCounts;
	/** Any form that `toDate` reads. */
	startedAt?: string | number | Date | null;
	/** Any form that `toDate` reads. */
	finishedAt?: string | number | Date | null;
	/** One more sentence for the reason, on what the verdict alone does not tell. */
	note?: string;
	/** Whether groups of the run are known that still run; for merging what groups tell. */
	hasOpenGroups?: boolean;
	/** The rest of `key` after the platform, where the id alone does not identify the run, e.g. `['DEMO', '12']`. */
	keyParts?: string[];
}

/**
 * Builds the run: unknown facts become `null` or `[]`, the verdict is judged, the pass rate and the duration are
 * computed. A given `passRate` (0..1) counts only where the counts do not tell one. Failed tests that are counted but
 * not listed are said to be missing, whatever the reason.
 */
export function buildRun(facts: RunFacts): TestRun {
	const counts = readCounts(facts.counts);
	const startedAt = toDate(facts.startedAt);
	const finishedAt = toDate(facts.finishedAt);
	const judgement = judge(factsToJudge(facts, counts));
	const run: TestRun = {
		platform: facts.platform,
		platformName: facts.platformName,
		key: [facts.platform, ...(facts.keyParts ?? [facts.id])].join(':'),
		id: facts.id,
		name: facts.name ?? null,
		project: facts.project ?? null,
		url: facts.url ?? null,
		status: facts.status,
		...judgement,
		doubt: facts.doubt ?? null,
		counts,
		passRate: passRate(counts) ?? knownRate(facts.passRate),
		startedAt: startedAt?.toISOString() ?? null,
		finishedAt: finishedAt?.toISOString() ?? null,
		durationMs: knownNumber(facts.durationMs) ?? duration(facts, startedAt, finishedAt),
		branch: facts.branch ?? null,
		commit: facts.commit ?? null,
		environment: facts.environment ?? null,
		tags: facts.tags ?? [],
		buildId: facts.buildId ?? null,
		group: facts.group ?? null,
		failures: facts.failures ?? null,
		...missingFailures(facts, failing(counts), judgement.verdict === 'failed'),
		tests: facts.tests ?? null,
		...(facts.tool ? { tool: facts.tool } : {}),
	};
	return facts.note ? withReason(run, facts.note) : run;
}

/** The run with one more sentence at the end of its reason, e.g. on what could not be read. */
export function withReason(run: TestRun, sentence: string): TestRun {
	return { ...run, verdictReason: `${run.verdictReason} ${sentence}`.trim() };
}

/** The run as inconclusive, for `reason` alone. */
export function asInconclusive(run: TestRun, reason: string): TestRun {
	return { ...run, verdict: 'inconclusive', verdictReason: reason };
}

/** Counts with every number that cannot be a count read as unknown. */
function readCounts(given: RunCounts = noCounts()): RunCounts {
	return {
		total: knownNumber(given.total),
		passed: knownNumber(given.passed),
		failed: knownNumber(given.failed),
		skipped: knownNumber(given.skipped),
		flaky: knownNumber(given.flaky),
		pending: knownNumber(given.pending),
		other: knownNumber(given.other),
	};
}

/**
 * Whether the list lacks failures, and why. A list that is shorter than the count, or empty for a run that failed, is one
 * that was not understood or not read to its end: never the whole.
 */
function missingFailures(
	{ failures, failuresTruncated = false, failuresNote = null }: RunFacts,
	counted: number,
	hasFailed: boolean,
): Pick<TestRun, 'failuresTruncated' | 'failuresNote'> {
	if (!failures) return { failuresTruncated, failuresNote };
	const listed = failures.filter(isFailure).length;
	if (failuresTruncated) return { failuresTruncated, failuresNote: failuresNote ?? cutNote(listed, counted) };
	const isShort = counted > listed || (hasFailed && listed === 0);
	return {
		failuresTruncated: isShort,
		failuresNote: failuresNote ?? (isShort ? unreadNote(listed, counted) : null),
	};
}

function cutNote(listed: number, counted: number): string {
	return counted > listed
		? `Listed are ${listed} of ${quantity(counted, 'failed test')}, as many as were asked for.`
		: 'More tests failed than are listed.';
}

function unreadNote(listed: number, counted: number): string {
	if (counted === 0) return 'The run failed, but no failed test could be read.';
	const read = listed === 0 ? 'none of them' : `only ${listed}`;
	return `${quantity(counted, 'failed test is', 'failed tests are')} counted, but ${read} could be read.`;
}

/** A platform that lists failed tests without counting them has still told that they failed. */
function factsToJudge(facts: RunFacts, counts: RunCounts): VerdictFacts {
	const { status, platformVerdict, platformWords, trustsPass, unaccountedHave, undecidedBecause, failures } =
		facts;
	const listed = failures?.filter(isFailure).length ?? 0;
	const uncounted = counts.failed === null && !counts.other && listed > 0;
	return {
		status,
		platformVerdict,
		platformWords,
		trustsPass,
		unaccountedHave,
		undecidedBecause,
		counts: uncounted ? { ...counts, failed: listed } : counts,
	};
}

function knownNumber(value: number | null | undefined): number | null {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** Whatever a platform tells, a rate is one from 0 to 1. */
function knownRate(value: number | null | undefined): number | null {
	const rate = knownNumber(value);
	return rate !== null && rate <= 1 ? rate : null;
}

function duration({ status }: RunFacts, startedAt: Date | null, finishedAt: Date | null): number | null {
	if (status === 'queued' || status === 'running') return null;
	if (startedAt === null || finishedAt === null) return null;
	const milliseconds = finishedAt.getTime() - startedAt.getTime();
	return milliseconds >= 0 ? milliseconds : null;
}
