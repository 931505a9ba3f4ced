/** The rows that a table keeps of earlier runs: one per test and run, and one for the run itself. */
import type { TestResult, Verdict } from '../model/TestRun';

/** One test in one run, or with `testKey: ''` the run itself. Unknown values are `null`. */
export interface HistoryRow {
	/** `key` of the run. */
	runKey: string;
	/** `testKey` of the test; '' for the run itself. */
	testKey: string;
	title: string | null;
	suite: string | null;
	group: string | null;
	/** Final status of the test, `passed` if it was flaky; for the run itself its verdict. */
	status: TestResult['status'] | Verdict;
	flaky: boolean;
	durationMs: number | null;
	/** Of failed tests only. */
	fingerprint: string | null;
	branch: string | null;
	finishedAt: string | null;
	/** SHA of the commit. */
	commit: string | null;
	environment: string | null;
	/**
	 * `true`: the rows of this run hold all its tests. `false`: they hold all that did not pass, so that a test without a
	 * row did not fail. `null`: some are missing, so that nothing follows from a missing row.
	 */
	complete: boolean | null;
}

/** What is in a table: the table may add the times at which it stored the row. */
export interface StoredRow extends HistoryRow {
	createdAt?: unknown;
	updatedAt?: unknown;
}

const FAILED: unknown[] = ['failed', 'error', 'blocked', 'timedOut'];

/** Whether the test failed in the run. A flaky one passed. */
export function hasFailed({ status, flaky }: { status: unknown; flaky: boolean }): boolean {
	return !flaky && FAILED.includes(status);
}
