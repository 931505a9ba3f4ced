/** Builds a complete {@link TestRun} from facts that a platform reports. */

import { noCounts, passRate } from './counts';
import { isFailing } from './isFailing';
import type { RunCounts, TestRun, Verdict } from './TestRun';
import { toDate } from '../text/time';
import { failing, judge, type Judgement, type VerdictFacts } from './verdict';
import { quantity } from '../text/words';

type Required = Pick<TestRun, 'platform' | 'platformName' | 'id' | 'status'>;
type Computed = 'key' | keyof Judgement | 'counts' | 'startedAt' | 'finishedAt';

/** What a platform reports about a run. Omitted fields are unknown. */
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
	/** One more sentence for the reason, with something that the verdict does not say. */
	note?: string;
	/** Whether other groups of the run are known to be still running; needed for merging the events of groups. */
	hasOpenGroups?: boolean;
	/** The rest of `key` after the platform, if the id alone does not identify the run, e.g. `['DEMO', '12']`. */
	keyParts?: string[];
}

/**
 * Builds the run: unknown facts become `null` or `[]`; the verdict, the pass rate and the duration are computed. A
 * given `passRate` (0..1) is only used if it cannot be computed from the counts. If failed tests are counted but not
 * listed, the run says that they are missing, whatever the reason.
 */
export function buildRun(facts: RunFacts): TestRun {
	const counts = readCounts(facts.counts);
	const startedAt = toDate(facts.startedAt);
	const finishedAt = toDate(facts.finishedAt);
	const { verdict, verdictReason, passedDespiteFailures } = judge(factsToJudge(facts, counts));
	const missing = missingFailures(facts, failing(counts), verdict === 'failed');
	// Not by spreading: docs/performance.md.
	const run: TestRun = {
		platform: facts.platform,
		platformName: facts.platformName,
		key: [facts.platform, ...(facts.keyParts ?? [facts.id])].join(':'),
		id: facts.id,
		name: facts.name ?? null,
		project: facts.project ?? null,
		url: facts.url ?? null,
		status: facts.status,
		verdict,
		verdictReason,
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
		failuresTruncated: missing.failuresTruncated,
		failuresNote: missing.failuresNote,
		tests: facts.tests ?? null,
	};
	if (facts.tool) run.tool = facts.tool;
	const noted = facts.note ? withReason(run, facts.note) : run;
	return passedDespiteFailures ? asPassedDespiteFailures(noted) : noted;
}

/** The verdict of the run that {@link buildRun} makes of the same facts. */
export function verdictOf(facts: RunFacts): Verdict {
	return judge(factsToJudge(facts, readCounts(facts.counts))).verdict;
}

/** The run with `passedDespiteFailures` behind the reason, to which it belongs. */
function asPassedDespiteFailures(run: TestRun): TestRun {
	const { platform, platformName, key, id, name, project, url, status, verdict, verdictReason, ...rest } =
		run;
	const judged = { platform, platformName, key, id, name, project, url, status, verdict, verdictReason };
	return { ...judged, passedDespiteFailures: true, ...rest };
}

/** The run with one more sentence at the end of its reason, e.g. about something that could not be read. */
export function withReason(run: TestRun, sentence: string): TestRun {
	return { ...run, verdictReason: `${run.verdictReason} ${sentence}`.trim() };
}

/** The run with verdict `inconclusive` and `reason` as its only reason. */
export function asInconclusive(run: TestRun, reason: string): TestRun {
	return { ...run, verdict: 'inconclusive', verdictReason: reason };
}

/** The counts, in which every value that cannot be a count becomes unknown. */
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
 * Whether failures are missing from the list, and why. If the list is shorter than the count, or empty although the run
 * failed, it was not read or understood completely.
 */
function missingFailures(
	{ failures, failuresTruncated = false, failuresNote = null }: RunFacts,
	counted: number,
	hasFailed: boolean,
): Pick<TestRun, 'failuresTruncated' | 'failuresNote'> {
	if (!failures) return { failuresTruncated, failuresNote };
	const listed = failures.filter(isFailing).length;
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

/** The facts for the verdict. If failed tests are listed but not counted, the length of the list is the count. */
function factsToJudge(facts: RunFacts, counts: RunCounts): VerdictFacts {
	const { status, platformVerdict, platformWords, trustsPass, unaccountedHave, undecidedBecause, failures } =
		facts;
	const listed = failures?.filter(isFailing).length ?? 0;
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

/** The rate if it is from 0 to 1; anything else is unknown. */
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
