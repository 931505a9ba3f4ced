/**
 * The run model: one vendor-neutral shape for a test run, its failures and the events about it.
 *
 * Times are ISO 8601 UTC strings, durations milliseconds, rates 0..1. Unknown is `null`, never 0 or ''; a list that
 * could not be read is `null`, never `[]`.
 * Nothing here knows a platform's wire format or n8n.
 */

/** Where a run stands. `unknown` is a status the platform has not published; it never counts as a pass. */
export type RunStatus = 'queued' | 'running' | 'finished' | 'canceled' | 'timedOut' | 'unknown';

/** What a run says about the tested software. `inconclusive` is neither a pass nor a failure. */
export type Verdict = 'pending' | 'passed' | 'failed' | 'inconclusive';

/** Number of tests by outcome; `null` where the platform does not tell. */
export interface RunCounts {
	/** All tests of the run, executed or not. */
	total: number | null;
	/** Tests that passed; flaky ones are among them. */
	passed: number | null;
	failed: number | null;
	skipped: number | null;
	/** Tests that passed only after a retry. */
	flaky: number | null;
	/** Tests that were not run (yet), in the platform's sense of pending or untested. */
	pending: number | null;
	/** Executed tests that neither passed nor failed: in error, blocked, invalid. */
	other: number | null;
}

/** The commit a run tested. */
export interface RunCommit {
	sha: string | null;
	message: string | null;
	author: string | null;
}

/** One run of a set of tests. */
export interface TestRun {
	/** Id of where the run comes from; what `key` begins with. */
	platform: string;
	/** The platform's name as people write it. */
	platformName: string;
	/** Stable identity across deliveries and reads, e.g. `qase:DEMO:12`. */
	key: string;
	id: string;
	/** What a person calls the run; never an id. */
	name: string | null;
	project: { id: string; name: string | null } | null;
	/** The page a person opens. */
	url: string | null;
	status: RunStatus;
	verdict: Verdict;
	/** One plain sentence on why the verdict is what it is. */
	verdictReason: string;
	/** Why this may not be the run's true state, in plain sentences; `null` when it is as the platform showed it. */
	doubt: string | null;
	/**
	 * Set on a run that passed although tests failed, since the platform passed it and the user goes by that: these
	 * failures do not count, e.g. as those of muted tests.
	 */
	passedDespiteFailures?: true;
	counts: RunCounts;
	/** passed / (passed + failed + other), 0..1; `null` when nothing ran. */
	passRate: number | null;
	startedAt: string | null;
	finishedAt: string | null;
	durationMs: number | null;
	branch: string | null;
	commit: RunCommit | null;
	environment: string | null;
	tags: string[];
	buildId: string | null;
	group: string | null;
	/** `null` = not asked for, or not readable (`failuresNote` or `doubt` says why); `[]` = read, and there are none. */
	failures: TestFailure[] | null;
	/** True when there are more failures than `failures` holds. */
	failuresTruncated: boolean;
	/** Why failures are missing, in plain sentences; `null` when none are known to be. */
	failuresNote: string | null;
	/** Every test of the run; `null` = not asked for, or the platform does not tell. */
	tests: TestResult[] | null;
	/** The tool that ran the tests; absent when it is not told. */
	tool?: TestTool;
}

/** What runs tests, e.g. Playwright 1.50. */
export interface TestTool {
	name: string;
	version: string | null;
}

/** One test of a run, and how it ended. */
export interface TestResult {
	/** 16 hex digits; identity of the test alone, its group included. */
	testKey: string;
	title: string;
	suite: string | null;
	file: string | null;
	/** What else the same test runs as: browser, device, parameters. */
	group: string | null;
	/** `other` is a status that is neither of these, or not known. */
	status: FailureStatus | 'passed' | 'skipped' | 'pending' | 'other';
	/** True for a test that passed only after a retry. */
	flaky: boolean;
	attempts: number | null;
	durationMs: number | null;
	startedAt: string | null;
	url: string | null;
	tags: string[];
	/** Line in `file`; absent when it is not told. */
	line?: number;
	/** Who is responsible for the test; absent when it is not told. */
	owner?: string;
	/** Names or paths of files that belong to the test, e.g. screenshots; absent when there are none. */
	attachments?: string[];
}

/** How a test can fail. */
export type FailureStatus = 'failed' | 'error' | 'blocked' | 'timedOut';

/** One failed test of a run, and why it failed. */
export interface TestFailure extends Omit<TestResult, 'status' | 'startedAt'> {
	/** 16 hex digits; the same test, in whatever group, with the same normalised error has the same value on every run and branch. */
	fingerprint: string;
	status: FailureStatus;
	error: { message: string | null; stack: string | null };
	/** The platform's own code of the error, where it has such codes. */
	errorCode?: string;
	/** Set by a comparison with earlier runs; `notRun`: failed before, and was not executed now. */
	change?: 'new' | 'stillFailing' | 'recovered' | 'notRun';
	/** Key of the run that the test was compared with, where that is not the comparison's `previousRun`. */
	comparedWith?: string;
}

/** What can happen to a run, whatever the platform calls it. */
export type RunEvent = 'RUN_START' | 'RUN_FINISH' | 'RUN_TIMEOUT' | 'RUN_CANCELED';

/** Something that happened, told by a platform's webhook delivery. */
export interface TestRunEvent {
	/** Of the run model, else the platform's own name, e.g. `defect.created`. */
	event: RunEvent | (string & {});
	/** The name as the platform wrote it. */
	platformEvent: string;
	/** Id of the platform, as in its runs. */
	platform: string;
	/** Equal for redeliveries of one event. */
	deliveryKey: string;
	occurredAt: string | null;
	receivedAt: string;
	/** `null` for events that are not about a run. */
	run: TestRun | null;
	/** The delivery, untouched; absent when not wanted. */
	raw?: object;
}
