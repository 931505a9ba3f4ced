/**
 * What Currents sends, as far as this package reads it. Sources: the vendor's OpenAPI file, its older prose docs and
 * its webhook page. Everything is optional, since sources disagree on parts of it.
 */
import type { IDataObject } from 'n8n-workflow';

/** Test counts of one group of a run. */
export interface CurrentsTestCounts {
	overall?: number;
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

/** One spec file of a run (get and find only). */
export interface CurrentsSpec {
	spec?: string;
	groupId?: string;
	instanceId?: string;
	machineId?: string;
	results?: { stats?: { failures?: number; tests?: number }; exception?: unknown } | null;
}

/** A run, from get, find or list; only get and find carry `specs`. */
export interface CurrentsRun extends IDataObject {
	runId: string;
	projectId: string;
	createdAt?: string;
	durationMs?: number | null;
	tags?: string[];
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
	meta?: { ciBuildId?: string | null; commit?: CurrentsCommit | null };
	specs?: CurrentsSpec[];
}

/** One test of an instance. */
export interface CurrentsTest {
	testId?: string;
	title?: string[];
	state?: string;
	displayError?: string | null;
	isFlaky?: boolean;
	tags?: string[];
	attempts?: Array<{
		state?: string;
		wallClockDuration?: number;
		error?: { message?: string | null; stack?: string | null } | null;
	}>;
}

/** Results of one spec file in one group. */
export interface CurrentsInstance {
	instanceId?: string;
	spec?: string;
	groupId?: string;
	tags?: string[];
	results?: { tests?: CurrentsTest[]; exception?: unknown } | null;
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
