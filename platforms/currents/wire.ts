/**
 * The data that Currents sends, as far as we read it. Sources: the vendor's OpenAPI file, its older prose docs, its
 * webhook page and the example responses in its editor extension. Everything is optional, since sources disagree on
 * parts of it.
 */
import type { IDataObject } from 'n8n-workflow';

/** Test counts of one group of a run. */
export interface CurrentsTestCounts {
	/** Tests that have reported so far. */
	overall?: number;
	/** Planned tests; only groups of Playwright runs have this. */
	tests?: number;
	passes?: number;
	failures?: number;
	pending?: number;
	skipped?: number;
	flaky?: number;
	retries?: number;
}

/** A commit in runs and deliveries. */
export interface CurrentsCommit {
	sha?: string | null;
	branch?: string | null;
	authorName?: string | null;
	authorEmail?: string | null;
	message?: string | null;
}

/** The commit of a run. Pull requests that GitHub Actions tested have a title. */
export interface CurrentsRunCommit extends CurrentsCommit {
	ghaEventData?: { prTitle?: string | null } | null;
}

/** Data that was reported with a run. */
export interface CurrentsRunMeta {
	ciBuildId?: string | null;
	title?: string | null;
	pr?: { id?: string | null; title?: string | null } | null;
	commit?: CurrentsRunCommit | null;
}

/** Test counts of one spec file. Playwright reports them even before a machine has claimed the file. */
export interface CurrentsStats {
	failures?: number;
	tests?: number;
}

/** One spec file of a run (get and find only). */
export interface CurrentsSpec {
	spec?: string;
	groupId?: string;
	instanceId?: string;
	/** Empty if no machine has claimed the file. */
	machineId?: string;
	completedAt?: string | null;
	results?: { stats?: CurrentsStats | null; exception?: unknown } | null;
}

/** A run as returned by get, find or list; only get and find return `specs`. */
export interface CurrentsRun extends IDataObject {
	runId: string;
	projectId: string;
	createdAt?: string;
	durationMs?: number | null;
	tags?: string[];
	/** The run that this one repeats; most runs have none. */
	previousRunId?: string | null;
	/** `PASSED FAILED RUNNING FAILING`, or other words in lower case: sources disagree. */
	status?: string;
	/** `COMPLETE IN_PROGRESS CANCELED TIMEOUT`, or other words in lower case: sources disagree. */
	completionState?: string;
	cursor?: string;
}

/** Parts of a run that are objects, without the index signature of {@link CurrentsRun}. */
export interface CurrentsRunParts {
	groups?: Array<{
		groupId?: string;
		tests?: CurrentsTestCounts;
		instances?: { overall?: number; complete?: number };
	}>;
	meta?: CurrentsRunMeta;
	specs?: CurrentsSpec[];
}

/** Why an attempt failed. */
export interface CurrentsError {
	message?: string | null;
	stack?: string | null;
	/** What was thrown, if it was not an error. */
	value?: unknown;
	/** The source lines around the error. */
	codeFrame?: { frame?: string | null } | null;
}

/** One attempt of a test. `rawStatus` is Playwright's own word, e.g. `timedOut`. */
export interface CurrentsAttempt {
	state?: string;
	rawStatus?: string;
	wallClockStartedAt?: string | null;
	wallClockDuration?: number | null;
	error?: CurrentsError | null;
}

/** The result of a test: part of the test itself in old instances, in `testResults` since version 2. */
export interface CurrentsOutcome {
	state?: string;
	displayError?: string | null;
	isFlaky?: boolean;
	startTime?: string | null;
	/** Duration of all attempts together, in milliseconds. */
	duration?: number | null;
	attempts?: CurrentsAttempt[];
}

/** One test of an instance. */
export interface CurrentsTest extends CurrentsOutcome {
	testId?: string;
	title?: string[];
	groupId?: string;
	/** Missing in version 2. */
	tags?: string[];
	/** State of the test, since version 2. */
	_s?: string | null;
	/** Whether the test has reported, since version 2. */
	_d?: boolean;
	/** Whether the test is flaky, since version 2. */
	_f?: boolean;
}

/** What an instance reported. The lists hold what was recorded of tests, by `testId` and `testAttemptIndex`. */
export interface CurrentsInstanceResults {
	stats?: CurrentsStats | null;
	tests?: CurrentsTest[];
	exception?: unknown;
	videoUrl?: string | null;
	attachments?: IDataObject[];
	playwrightTraces?: IDataObject[];
	screenshots?: IDataObject[];
	videos?: IDataObject[];
}

/**
 * Results of one spec file in one group. Current Playwright projects have version 2, in which the parts by test id are
 * at the top level; in Cypress projects and older runs, `results.tests` contains everything about a test. One run can
 * contain both.
 */
export interface CurrentsInstance {
	instanceId?: string;
	runId?: string;
	projectId?: string;
	spec?: string;
	groupId?: string;
	completedAt?: string | null;
	tags?: string[];
	schemaVersion?: number;
	results?: CurrentsInstanceResults | null;
	testResults?: Record<string, CurrentsOutcome>;
	testTags?: Record<string, string[]>;
	testAnnotations?: Record<string, Array<{ type?: string; description?: string }>>;
	testList?: Record<string, { title?: string[] }>;
}

/** The result of one test in one group of a run, as the list of its results returns it. */
export interface CurrentsTestResult extends IDataObject {
	cursor?: string;
	runId?: string;
	instanceId?: string;
	projectId?: string;
	groupId?: string;
	testId?: string;
	spec?: string;
	title?: string[];
	status?: string;
	flaky?: boolean;
	displayError?: string | null;
	duration?: number | null;
	createdAt?: string;
}

/** A test or spec file as the explorers return it; spec files have no `title`, `latestTag` and `lastSeen`. */
export interface CurrentsMeasured extends IDataObject {
	signature?: string;
	title?: string;
	spec?: string;
	/** Sources disagree on some names and units, so metrics are passed on as they are. */
	metrics?: IDataObject;
	lastSeen?: string;
}

/** What is counted in a project over some days. */
export interface CurrentsInsights extends IDataObject {
	projectId?: string;
	dateStart?: string;
	dateEnd?: string;
	resolution?: string;
}

/** An error as the errors explorer returns it; what it is not grouped by may be missing. */
export interface CurrentsErrorGroup extends IDataObject {
	message?: string | null;
	error_category?: string | null;
	error_action?: string | null;
	error_target?: string | null;
	count?: number;
}

/** A registered HTTP webhook. `headers` is a JSON object as text. */
export interface CurrentsWebhook extends IDataObject {
	hookId: string;
	projectId: string;
	url: string;
	hookEvents?: string[];
	headers?: string | null;
	label?: string | null;
}

/** What an action does with the tests that it matches. Only `tag` has details. */
export interface CurrentsEffect {
	op: 'skip' | 'quarantine' | 'tag';
	details?: { tags: string[] };
}

/** One condition of an action; which operators a type has is documented by Currents. */
export interface CurrentsCondition {
	type: string;
	op: string;
	value?: string | string[] | null;
}

/** The tests that an action is about. */
export interface CurrentsMatcher {
	op: 'AND' | 'OR';
	cond: CurrentsCondition[];
}

/** A rule that skips, quarantines or tags tests. */
export interface CurrentsAction extends IDataObject {
	actionId: string;
	name?: string;
	description?: string | null;
	/** `active disabled archived expired`. */
	status?: string;
	expiresAfter?: string | null;
	createdAt?: string;
}

/** A webhook delivery: the same flat shape for all four events. */
export interface CurrentsDelivery extends CurrentsTestCounts {
	event: string;
	runUrl: string;
	buildId?: string | null;
	groupId?: string | null;
	tags?: string[] | null;
	commit?: CurrentsCommit | null;
}
