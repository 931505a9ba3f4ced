/**
 * Compares the failures of a run with earlier runs: which are new, which are known, and which tests recovered or did
 * not run.
 */
import type { TestFailure, TestResult, TestRun } from '../model/TestRun';
import { executed, failedOrOther } from '../model/counts';
import { atOnce, mapInTurns } from '../text/inTurns';
import { without } from '../text/json';
import { isFailing } from '../model/isFailing';
import { isSameProblem } from './sameProblem';

/** A run, with the status of tests that failed in the other run. */
export interface ComparedRun {
	run: TestRun;
	/**
	 * Status of tests in this run, by `testKey`, for those tests that the comparison needs. `null` if the status is not
	 * known. A test that is missing did not belong to the run.
	 */
	statuses: ReadonlyMap<string, TestResult['status'] | null>;
}

/** The result of a comparison. */
export interface FailureComparison {
	/** The current failures, with `change` set to `new` or `stillFailing` if it is known which. */
	failures: TestFailure[];
	/** One failure per test that failed before and passed now, with `change` set to `recovered`. */
	recovered: TestFailure[];
	/** One failure per test that failed before and was not executed now, with `change` set to `notRun`. */
	notRun: TestFailure[];
	/** Number of tests that failed before and whose status now is not known. */
	unresolved: number;
}

/** The result of a test in a run, reduced to what a comparison needs. */
type Outcome = { kind: 'failed'; failures: TestFailure[] } | { kind: 'passed' | 'notExecuted' | 'unknown' };

/**
 * Compares the failures of a run with earlier runs, given newest first. Each test is compared with the newest run that
 * executed it. The same test in another group, e.g. another browser, is a different test.
 *
 * - `stillFailing`: the test failed with the same problem.
 * - `new`: the test passed, failed with another problem, or was not executed in any earlier run although at least one
 *   of those is about as large.
 * - no `change`: not known.
 */
export async function compareFailures(
	current: ComparedRun,
	earlier: ComparedRun[],
	giveWay = atOnce,
): Promise<FailureComparison> {
	const now = sideOf(current);
	const before = earlier.map(sideOf);
	const mayBeNew = earlier.some(({ run }) => isAsLarge(run, current.run));
	const label = (failure: TestFailure) => labelled(failure, before, mayBeNew);
	const failures = await mapInTurns(now.failing, label, giveWay);
	const comparison: FailureComparison = { failures, recovered: [], notRun: [], unresolved: 0 };
	for (const failure of lastFailures(before)) {
		const { kind } = outcomeIn(now, failure);
		if (kind === 'passed') comparison.recovered.push(withChange(failure, 'recovered'));
		else if (kind === 'notExecuted') comparison.notRun.push(withChange(failure, 'notRun'));
		else if (kind === 'unknown') comparison.unresolved++;
	}
	return comparison;
}

/** Failures of the current run whose test is not known to have been executed in any earlier run. */
export function withoutCounterpart(current: ComparedRun, earlier: ComparedRun[]): TestFailure[] {
	const before = earlier.map(sideOf);
	return sideOf(current).failing.filter((failure) => executedIn(before, failure) === undefined);
}

/** Failed tests of a run that the other run does not list as failed, so that their status there has to be requested. */
export function failedOnlyIn(run: TestRun, other: TestRun): TestFailure[] {
	const failing = new Set((other.failures ?? []).filter(isFailing).map(({ testKey }) => testKey));
	return (run.failures ?? []).filter((failure) => isFailing(failure) && !failing.has(failure.testKey));
}

/**
 * Whether a finished run executed at least half as many tests as the other one; also true if the numbers are not known.
 */
export function isAsLarge(run: TestRun, other: TestRun): boolean {
	if (run.status !== 'finished') return false;
	const [ran, ranThere] = [executed(run.counts), executed(other.counts)];
	return ran === null || ranThere === null || ran * 2 >= ranThere;
}

const NOT_EXECUTED: unknown[] = [undefined, 'skipped', 'pending'];

/** A run with indexes for looking up its failures. */
interface Side extends ComparedRun {
	failing: TestFailure[];
	byTest: Map<string, TestFailure[]>;
	byProblem: Map<string, TestFailure[]>;
}

function sideOf(compared: ComparedRun): Side {
	const failing = (compared.run.failures ?? []).filter(isFailing);
	return {
		...compared,
		failing,
		byTest: groupedBy(failing, ({ testKey }) => testKey),
		byProblem: groupedBy(failing, ({ fingerprint }) => fingerprint),
	};
}

function groupedBy(
	failures: TestFailure[],
	keyOf: (failure: TestFailure) => string,
): Map<string, TestFailure[]> {
	const groups = new Map<string, TestFailure[]>();
	for (const failure of failures) {
		const group = groups.get(keyOf(failure));
		if (group) group.push(failure);
		else groups.set(keyOf(failure), [failure]);
	}
	return groups;
}

function labelled(failure: TestFailure, before: Side[], mayBeNew: boolean): TestFailure {
	const found = executedIn(before, failure);
	if (found === undefined)
		return mayBeNew && !isUnknownIn(before, failure) ? withChange(failure, 'new') : unlabelled(failure);
	const { side, outcome } = found;
	const isKnown =
		outcome.kind === 'failed' && outcome.failures.some((other) => isSameProblem(failure, other));
	const marked = withChange(failure, isKnown ? 'stillFailing' : 'new');
	if (side !== before[0]) marked.comparedWith = side.run.key;
	return marked;
}

/** The newest run that executed the test, and the result there. */
function executedIn(before: Side[], failure: TestFailure): { side: Side; outcome: Outcome } | undefined {
	for (const side of before) {
		const outcome = outcomeIn(side, failure);
		if (outcome.kind === 'failed' || outcome.kind === 'passed') return { side, outcome };
	}
	return undefined;
}

/** A run that lists all its failures did not fail the tests that it does not list, even if it does not report their status. */
function isUnknownIn(before: Side[], failure: TestFailure): boolean {
	return before.some(
		(side) =>
			outcomeIn(side, failure).kind === 'unknown' &&
			!(side.statuses.get(failure.testKey) === null && hasAllFailures(side.run)),
	);
}

/** Whether a run lists all its failures. False also if it lists no failures at all, unless it counts none. */
export function hasAllFailures({ failures, failuresTruncated, counts }: TestRun): boolean {
	return !failuresTruncated && (failures !== null || failedOrOther(counts) === 0);
}

function outcomeIn(side: Side, failure: TestFailure): Outcome {
	const failures = side.byTest.get(failure.testKey) ?? sameBesideGroup(side, failure);
	if (failures) return { kind: 'failed', failures };
	const status = side.statuses.get(failure.testKey);
	if (status === 'passed') return { kind: 'passed' };
	return { kind: NOT_EXECUTED.includes(status) ? 'notExecuted' : 'unknown' };
}

/**
 * If only one of the two failures has a group, their test keys differ although the test may be the same. Then failures
 * with the same fingerprint count as the same test.
 */
function sameBesideGroup(
	{ byProblem }: Side,
	{ fingerprint, group }: TestFailure,
): TestFailure[] | undefined {
	const same = byProblem.get(fingerprint)?.filter((other) => (other.group === null) !== (group === null));
	return same && same.length > 0 ? same : undefined;
}

/** The first failure of each test that failed the last time it was executed. */
function lastFailures(before: Side[]): TestFailure[] {
	const last: TestFailure[] = [];
	const seen = new Set<string>();
	before.forEach((side, index) => {
		for (const failure of side.failing) {
			if (seen.has(failure.testKey)) continue;
			seen.add(failure.testKey);
			if (executedIn(before.slice(0, index), failure) === undefined) last.push(failure);
		}
	});
	return last;
}

/** Not by spreading: docs/performance.md. */
function withChange(failure: TestFailure, change: TestFailure['change']): TestFailure {
	return Object.assign({}, failure, { change });
}

function unlabelled(failure: TestFailure): TestFailure {
	return without(failure, ['change']);
}
