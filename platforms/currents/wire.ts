/**
 * What Currents sends, as far as this package reads it. Sources: the vendor's OpenAPI file, its older prose docs, its
 * webhook page and the example answers in its editor extension. Everything is optional, since sources disagree on
 * parts of it.
 */
import type { IDataObject } from 'n8n-workflow';

/** Test counts of one group of a run. */
export interface CurrentsTestCounts {
	/** Tests that have reported so far. */
	overall?: number;
	/** Tests that are planned; groups of Playwright runs have it. */
	tests?: number;
	passes?: number;
	failures?: number;
	pending?: number;
	skipped?: number;
	flaky?: number;
	retries?: number;
}

/** Commit as runs and deliveries carry it. */
export interface CurrentsCommit {
	sha?: string | null;
	branch?: string | null;
	authorName?: string | null;
	authorEmail?: string | null;
	message?: string | null;
}

/** The commit of a run; pull requests that GitHub Actions tested come with a title. */
export interface CurrentsRunCommit extends CurrentsCommit {
	ghaEventData?: { prTitle?: string | null } | null;
}

/** What a run was reported with. */
export interface CurrentsRunMeta {
	ciBuildId?: string | null;
	title?: string | null;
	pr?: { id?: string | null; title?: string | null } | null;
	commit?: CurrentsRunCommit | null;
}

/** Test counts of one spec file; Playwright reports them before a machine has claimed the file, too. */
export interface CurrentsStats {
	failures?: number;
	tests?: number;
}

/** One spec file of a run (get and find only). */
export interface CurrentsSpec {
	spec?: string;
	groupId?: string;
	instanceId?: string;
	/** Empty while no machine has claimed the file. */
	machineId?: string;
	completedAt?: string | null;
	results?: { stats?: CurrentsStats | null; exception?: unknown } | null;
}

/** A run, from get, find or list; only get and find carry `specs`. */
export interface CurrentsRun extends IDataObject {
	runId: string;
	projectId: string;
	createdAt?: string;
	durationMs?: number | null;
	tags?: string[];
	/** The run that this one repeats; ordinary runs have none. */
	previousRunId?: string | null;
	/** `PASSED FAILED RUNNING FAILING`, or lower case with other words: sources disagree. */
	status?: string;
	/** `COMPLETE IN_PROGRESS CANCELED TIMEOUT`, or lower case with other words: sources disagree. */
	completionState?: string;
	cursor?: string;
}

/** Parts of a run that are objects, read apart from the index signature of {@link CurrentsRun}. */
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
	/** What was thrown, where it is no error. */
	value?: unknown;
	/** The lines of the test around the place that failed. */
	codeFrame?: { frame?: string | null } | null;
}

/** One attempt at a test. `rawStatus` is Playwright's own word, `timedOut` among them. */
export interface CurrentsAttempt {
	state?: string;
	rawStatus?: string;
	wallClockStartedAt?: string | null;
	wallClockDuration?: number | null;
	error?: CurrentsError | null;
}

/** How a test came out: part of the test itself in old instances, and in `testResults` since version 2. */
export interface CurrentsOutcome {
	state?: string;
	displayError?: string | null;
	isFlaky?: boolean;
	startTime?: string | null;
	/** All attempts together, in milliseconds. */
	duration?: number | null;
	attempts?: CurrentsAttempt[];
}

/** One test of an instance. */
export interface CurrentsTest extends CurrentsOutcome {
	testId?: string;
	title?: string[];
	groupId?: string;
	/** Not in version 2. */
	tags?: string[];
	/** State, since version 2. */
	_s?: string | null;
	/** Whether it has reported, since version 2. */
	_d?: boolean;
	/** Whether it is flaky, since version 2. */
	_f?: boolean;
}

/**
 * Results of one spec file in one group. Playwright projects get version 2 today, in which the parts by test id stand at
 * the top level; Cypress projects and older runs have all of a test in `results.tests`. A run can hold both.
 */
export interface CurrentsInstance {
	instanceId?: string;
	spec?: string;
	groupId?: string;
	tags?: string[];
	schemaVersion?: number;
	results?: { stats?: CurrentsStats | null; tests?: CurrentsTest[]; exception?: unknown } | null;
	testResults?: Record<string, CurrentsOutcome>;
	testTags?: Record<string, string[]>;
	testAnnotations?: Record<string, Array<{ type?: string; description?: string }>>;
	testList?: Record<string, { title?: string[] }>;
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

/** A webhook delivery: one flat shape for the four events. */
export interface CurrentsDelivery extends CurrentsTestCounts {
	event: string;
	runUrl: string;
	buildId?: string | null;
	groupId?: string | null;
	tags?: string[] | null;
	commit?: CurrentsCommit | null;
}
