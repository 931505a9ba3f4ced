/**
 * The run model: one vendor-neutral shape for a test run, its failures and the events about it.
 *
 * Times are ISO 8601 UTC strings, durations milliseconds, rates 0..1. Unknown is `null`, never 0 or ''.
 * Nothing here knows a platform's wire format or n8n.
 */

/** The test platforms a run can come from. */
export type PlatformId = 'currents' | 'qodex' | 'testclix' | 'qase' | 'preclinical';

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
	platform: PlatformId;
	/** Stable identity across deliveries and reads, e.g. `qase:DEMO:12`. */
	key: string;
	id: string;
	name: string | null;
	project: { id: string; name: string | null } | null;
	/** The page a person opens. */
	url: string | null;
	status: RunStatus;
	verdict: Verdict;
	/** One plain sentence on why the verdict is what it is. */
	verdictReason: string;
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
	/** `null` = not asked for; `[]` = none. */
	failures: TestFailure[] | null;
	/** True when there are more failures than `failures` holds. */
	failuresTruncated: boolean;
}

/** One failed test of a run. */
export interface TestFailure {
	/** 16 hex digits; the same test with the same normalised error has the same value on every run and branch. */
	fingerprint: string;
	/** 16 hex digits; identity of the test alone. */
	testKey: string;
	title: string;
	suite: string | null;
	file: string | null;
	status: 'failed' | 'error' | 'blocked' | 'timedOut';
	error: { message: string | null; stack: string | null };
	attempts: number | null;
	flaky: boolean;
	durationMs: number | null;
	url: string | null;
	tags: string[];
	/** Set by a comparison with an earlier run. */
	change?: 'new' | 'stillFailing' | 'recovered';
}

/** Something that happened, told by a platform's webhook delivery. */
export interface TestRunEvent {
	/** RUN_START, RUN_FINISH, RUN_TIMEOUT or RUN_CANCELED, else the platform's own name, e.g. `defect.created`. */
	event: string;
	/** The name as the platform wrote it. */
	platformEvent: string;
	platform: PlatformId;
	/** Equal for redeliveries of one event. */
	deliveryKey: string;
	occurredAt: string | null;
	receivedAt: string;
	/** `null` for events that are not about a run. */
	run: TestRun | null;
	/** The delivery, untouched; absent when not wanted. */
	raw?: object;
}
