/** The rows that a table keeps of a run. */
import { failedOrOther } from '../model/counts';
import { isFailing } from '../model/isFailing';
import type { TestFailure, TestResult, TestRun } from '../model/TestRun';
import { mapInTurns, type GiveWay } from '../text/inTurns';
import { hasFailed, type HistoryRow } from './row';

/** Which rows are made. */
export interface RowOptions {
	/** `notPassed`: only tests that did not pass or were flaky, and the run itself. */
	rows?: 'all' | 'notPassed';
	/** Leave out the names of tests that passed. */
	keysOnly?: boolean;
}

/** Columns of tables are not endless, and names can be. */
const LONGEST = { title: 200, suite: 200, group: 60, branch: 120 };

/**
 * One row for the run itself and one for each test that the run lists. A test that is listed several times has one row:
 * flaky if one of its results is, otherwise failed if one of them is.
 */
export function makeRows(run: TestRun, options: RowOptions = {}): HistoryRow[] {
	const making = beginRows(run, options);
	for (const test of run.tests ?? []) making.addTest(test);
	for (const failure of run.failures ?? []) making.addFailure(failure);
	return making.end();
}

/** The same, giving way to other work while many tests are looked at. */
export async function makeRowsInTurns(
	run: TestRun,
	options: RowOptions,
	giveWay: GiveWay,
): Promise<HistoryRow[]> {
	const making = beginRows(run, options);
	await mapInTurns(run.tests ?? [], making.addTest, giveWay);
	await mapInTurns(run.failures ?? [], making.addFailure, giveWay);
	return making.end();
}

function beginRows(run: TestRun, { rows = 'all', keysOnly = false }: RowOptions) {
	const facts = factsOf(run, completeness(run, rows));
	const made = new Map<string, HistoryRow>([['', runRow(run, facts)]]);
	return {
		addTest(test: TestResult): void {
			if (test.testKey !== '') keep(made, testRow(test, facts));
		},
		addFailure(failure: TestFailure): void {
			if (isOfThisRun(failure)) keep(made, failureRow(failure, facts));
		},
		end(): HistoryRow[] {
			const wanted = rows === 'all' ? [...made.values()] : [...made.values()].filter(isWorthKeeping);
			return keysOnly ? wanted.map(withoutNames) : wanted;
		},
	};
}

/** The same rows without doubles: several items may hold the same run. */
export function mergeRows(lists: HistoryRow[][]): HistoryRow[] {
	const runs = new Map<string, Map<string, HistoryRow>>();
	for (const rows of lists) {
		for (const row of rows) {
			const made = runs.get(row.runKey) ?? new Map<string, HistoryRow>();
			runs.set(row.runKey, made);
			keep(made, row);
		}
	}
	return [...runs.values()].flatMap((made) => [...made.values()]);
}

type RunColumns = Pick<
	HistoryRow,
	'runKey' | 'branch' | 'finishedAt' | 'commit' | 'environment' | 'complete'
>;

function factsOf(
	{ key, branch, finishedAt, commit, environment }: TestRun,
	complete: boolean | null,
): RunColumns {
	return {
		runKey: key,
		branch: cut(branch, LONGEST.branch),
		finishedAt,
		commit: commit?.sha ?? null,
		environment,
		complete,
	};
}

/** What follows from a test having no row; see {@link HistoryRow}. */
function completeness(run: TestRun, rows: RowOptions['rows']): boolean | null {
	if ([run.tests, run.failures].some((list) => list?.some(({ testKey }) => testKey === ''))) return null;
	if (run.tests !== null && run.tests.length >= (run.counts.total ?? 0)) return rows === 'all';
	return hasAllFailures(run) ? false : null;
}

function hasAllFailures({ failures, failuresTruncated, failuresNote, counts, verdict }: TestRun): boolean {
	const failed = failedOrOther(counts);
	if (failures === null) return failed === 0 && verdict === 'passed';
	const listed = failures.filter(isFailing).length;
	if (verdict === 'failed' && listed === 0) return false;
	return !failuresTruncated && failuresNote === null && listed >= (failed ?? 0);
}

/** A comparison adds tests that failed in earlier runs. */
function isOfThisRun({ testKey, change }: TestFailure): boolean {
	return testKey !== '' && change !== 'recovered' && change !== 'notRun';
}

function runRow(run: TestRun, facts: RunColumns): HistoryRow {
	return rowOf(facts, {
		testKey: '',
		title: null,
		suite: null,
		group: run.group,
		status: run.verdict,
		flaky: false,
		durationMs: run.durationMs,
		fingerprint: null,
	});
}

function testRow(
	{ testKey, title, suite, group, status, flaky, durationMs }: TestResult,
	facts: RunColumns,
): HistoryRow {
	const final = flaky ? 'passed' : status;
	return rowOf(facts, { testKey, title, suite, group, status: final, flaky, durationMs, fingerprint: null });
}

function failureRow(failure: TestFailure, facts: RunColumns): HistoryRow {
	const row = testRow({ ...failure, startedAt: null }, facts);
	row.fingerprint = failure.flaky ? null : failure.fingerprint || null;
	return row;
}

function rowOf(
	{ runKey, branch, finishedAt, commit, environment, complete }: RunColumns,
	{
		testKey,
		title,
		suite,
		group,
		status,
		flaky,
		durationMs,
		fingerprint,
	}: Omit<HistoryRow, keyof RunColumns>,
): HistoryRow {
	// One by one, and in the order of the columns: docs/performance.md.
	return {
		runKey,
		testKey,
		title: cut(title, LONGEST.title),
		suite: cut(suite, LONGEST.suite),
		group: cut(group, LONGEST.group),
		status,
		flaky,
		durationMs,
		fingerprint,
		branch,
		finishedAt,
		commit,
		environment,
		complete,
	};
}

function keep(made: Map<string, HistoryRow>, row: HistoryRow): void {
	const other = made.get(row.testKey);
	made.set(row.testKey, other === undefined ? row : worse(other, row));
}

/** Statuses from the one that says most to the one that says least. */
const WEIGHT: Array<HistoryRow['status']> = [
	'failed',
	'error',
	'timedOut',
	'blocked',
	'passed',
	'inconclusive',
	'other',
	'pending',
	'skipped',
];

/** Of two rows of one test in one run the one that counts: the flaky one, otherwise the one that failed. */
function worse(a: HistoryRow, b: HistoryRow): HistoryRow {
	const [first, other] = weight(b) < weight(a) ? [b, a] : [a, b];
	const fingerprint = hasFailed(first) ? (first.fingerprint ?? other.fingerprint) : null;
	return { ...first, fingerprint, durationMs: first.durationMs ?? other.durationMs };
}

function weight({ status, flaky }: HistoryRow): number {
	return flaky ? -1 : WEIGHT.indexOf(status);
}

/** Tests without a result are kept, so that their missing row is not read as a pass. */
function isWorthKeeping({ testKey, status, flaky }: HistoryRow): boolean {
	return testKey === '' || flaky || status !== 'passed';
}

function withoutNames(row: HistoryRow): HistoryRow {
	return row.status === 'passed' && !row.flaky ? { ...row, title: null, suite: null } : row;
}

/** By characters, so that none is cut in half. */
function cut(text: string | null, longest: number): string | null {
	if (text === null || text.length <= longest) return text;
	const characters = Array.from(text);
	return characters.length <= longest ? text : characters.slice(0, longest).join('');
}
