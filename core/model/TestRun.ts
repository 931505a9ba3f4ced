/**
 * The run model: one vendor-neutral shape for test runs, their failures and the events about them.
 *
 * Times are ISO 8601 UTC strings, durations milliseconds, rates 0..1. Unknown values are `null`, never 0 or ''; a list
 * that could not be read is `null`, never `[]`.
 *
 * Nothing here depends on a platform's API or on n8n.
 */

/** The state of a run. `unknown` is a status that the platform has not documented; it never counts as a pass. */
export type RunStatus = 'queued' | 'running' | 'finished' | 'canceled' | 'timedOut' | 'unknown';

/** What a run says about the tested software. `inconclusive` is neither passed nor failed. */
export type Verdict = 'pending' | 'passed' | 'failed' | 'inconclusive';

/** Number of tests by result; `null` if the platform does not report it. */
export interface RunCounts {
	/** All tests of the run, whether executed or not. */
	total: number | null;
	/** Tests that passed, including flaky ones. */
	passed: number | null;
	failed: number | null;
	skipped: number | null;
	/** Tests that passed only after a retry. */
	flaky: number | null;
	/** Tests that have not been run (yet), as reported by the platform as pending or untested. */
	pending: number | null;
	/** Executed tests that neither passed nor failed: error, blocked, invalid. */
	other: number | null;
}

/** The commit that a run tested. */
export interface RunCommit {
	sha: string | null;
	message: string | null;
	author: string | null;
}

/** One run of a set of tests. */
export interface TestRun {
	/** Id of the platform, or `report` if the run was read from report files. `key` begins with it. */
	platform: string;
	/** The platform's name as it spells it; for report files the name of the test tool or of the format. */
	platformName: string;
	/** Identifies the run; the same in all deliveries and reads of it, e.g. `qase:DEMO:12`. */
	key: string;
	id: string;
	/** The title of the run; never an id. */
	name: string | null;
	project: { id: string; name: string | null } | null;
	/** The web page of the run. */
	url: string | null;
	status: RunStatus;
	verdict: Verdict;
	/** One plain sentence that explains the verdict. */
	verdictReason: string;
	/** Why this may not be the true state of the run, in plain sentences; `null` if there is no such reason. */
	doubt: string | null;
	/**
	 * Set if the run counts as passed although tests failed, because the platform reports it as passed and the user
	 * trusts that. These failures do not count, e.g. because the tests are muted.
	 */
	passedDespiteFailures?: true;
	counts: RunCounts;
	/** passed / (passed + failed + other), 0..1; `null` if nothing ran. */
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
	/** `null` = not requested, or not readable (`failuresNote` or `doubt` says why); `[]` = read, and there are none. */
	failures: TestFailure[] | null;
	/** True if the run has more failures than `failures` contains. */
	failuresTruncated: boolean;
	/** Why failures are missing, in plain sentences; `null` if none are known to be missing. */
	failuresNote: string | null;
	/** Every test of the run; `null` = not requested, or the platform does not report them. */
	tests: TestResult[] | null;
	/** The tool that ran the tests; absent if not known. */
	tool?: TestTool;
	/** Tests of this run that earlier runs show to be flaky; absent if no history was added. */
	flakyTests?: FlakyTest[];
	/** Tests of this run that take longer than they used to; absent if no history was added. */
	slowerTests?: SlowerTest[];
	/** What limits the histories, in plain sentences; absent if nothing does. */
	historyNote?: string;
}

/** A test runner, e.g. Playwright 1.50. */
export interface TestTool {
	name: string;
	version: string | null;
}

/** One test of a run and its result. */
export interface TestResult {
	/** 16 hex digits that identify the test, including its group. */
	testKey: string;
	title: string;
	suite: string | null;
	file: string | null;
	/** The variant of the test: browser, device, parameters. */
	group: string | null;
	/** `other` is any other status, or one that is not known. */
	status: FailureStatus | 'passed' | 'skipped' | 'pending' | 'other';
	/** True if the test passed only after a retry. */
	flaky: boolean;
	attempts: number | null;
	durationMs: number | null;
	startedAt: string | null;
	url: string | null;
	tags: string[];
	/** Line in `file`; absent if not known. */
	line?: number;
	/** Who is responsible for the test; absent if not known. */
	owner?: string;
	/** Names or paths of files that belong to the test, e.g. screenshots; absent if there are none. */
	attachments?: string[];
}

/** The ways in which a test can fail. */
export type FailureStatus = 'failed' | 'error' | 'blocked' | 'timedOut';

/** One failed test of a run, and why it failed. */
export interface TestFailure extends Omit<TestResult, 'status' | 'startedAt'> {
	/**
	 * 16 hex digits. The same for the same test (in any group) with the same normalized error, on every run and branch.
	 */
	fingerprint: string;
	status: FailureStatus;
	error: { message: string | null; stack: string | null };
	/** The platform's error code, if it has such codes. */
	errorCode?: string;
	/** Set by a comparison with earlier runs. `notRun`: the test failed before and was not executed now. */
	change?: 'new' | 'stillFailing' | 'recovered' | 'notRun';
	/** Key of the run that the test was compared with, if that is not the `previousRun` of the comparison. */
	comparedWith?: string;
	/** What earlier runs say about the test; absent if no history was added. */
	history?: TestHistory;
}

/**
 * How a test did in this run and in the earlier ones that are known, on the branch of this run. Rates also count the
 * runs of base branches, if there are any. `core/history` has the definitions.
 */
export interface TestHistory {
	/** Runs that executed the test. */
	runs: number;
	/** Of these, the runs in which it failed. */
	failed: number;
	/** Of these, the runs that show it to be flaky. */
	flakyRuns: number;
	/** flakyRuns / runs, 0..1; `null` if there are fewer than 5 runs. */
	flakyRate: number | null;
	/** Failed runs in a row, up to the newest; 0 if the newest one passed. */
	failingStreak: number;
	/** When the first of these ended; `null` without them, and if it is not known. */
	failingSince: string | null;
	/** When the newest run ended in which the test passed; `null` if there is none among the known runs. */
	lastPassedAt: string | null;
	/** Runs on the branch itself whose order is known; the streak is counted in these. */
	runsOnBranch: number;
	/** Share of the runs outside the streak in which the test failed or was flaky, 0..1; `null` if there are none. */
	unstableRate: number | null;
}

/** Names of a test; `title` is `null` where the rows of earlier runs leave it out. */
export interface NamedTest {
	testKey: string;
	title: string | null;
	suite: string | null;
	group: string | null;
}

/** A test that is flaky. */
export interface FlakyTest extends NamedTest {
	runs: number;
	flakyRuns: number;
	/** 0..1 */
	flakyRate: number;
	failingStreak: number;
}

/** A test that takes longer than it used to; durations in milliseconds. */
export interface SlowerTest extends NamedTest {
	durationMs: number | null;
	usualMs: number | null;
}

/** What can happen to a run, whatever the platform calls it. */
export type RunEvent = 'RUN_START' | 'RUN_FINISH' | 'RUN_TIMEOUT' | 'RUN_CANCELED';

/** An event that a platform delivered by webhook. */
export interface TestRunEvent {
	/** Of the run model, otherwise the platform's own name, e.g. `defect.created`. */
	event: RunEvent | (string & {});
	/** The event name that the platform sent. */
	platformEvent: string;
	/** Id of the platform, as in {@link TestRun}. */
	platform: string;
	/** The same for all deliveries of one event. */
	deliveryKey: string;
	occurredAt: string | null;
	receivedAt: string;
	/** `null` for events that are not about a run. */
	run: TestRun | null;
	/** The unchanged body of the delivery; absent if not wanted. */
	raw?: object;
}
