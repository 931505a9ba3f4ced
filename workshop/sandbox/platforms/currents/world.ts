import { randomBytes } from 'node:crypto';
import type { PlatformTools } from '../../kernel/platform';
import type { CurrentsVariants } from './variants';

/** The four events a webhook can subscribe to. */
export const hookEvents = ['RUN_FINISH', 'RUN_START', 'RUN_TIMEOUT', 'RUN_CANCELED'] as const;

/** A webhook event. */
export type HookEvent = (typeof hookEvents)[number];

/** A project. */
export interface Project {
	projectId: string;
	name: string;
	createdAt: string;
	defaultBranchName: string;
	framework: 'pw' | 'cypress';
}

/** How a test of a run came out; null while it has not reported. */
export type TestOutcome = 'passed' | 'failed' | 'flaky' | 'skipped' | 'pending' | null;

/** What a test framework reports of a failed attempt. */
export interface TestError {
	message: string;
	stack: string;
	/** The lines of the test around the place that failed. */
	codeFrame: { frame: string; line: number; column: number; file: string };
}

/** One test of one spec in one run. */
export interface TestCase {
	/** The same in every run. */
	testId: string;
	title: string[];
	outcome: TestOutcome;
	error: TestError | null;
	durationMs: number;
}

/** One spec file in one group: an instance. */
export interface Spec {
	spec: string;
	instanceId: string;
	/** The machine that is to run it; told once it has been claimed. */
	machineId: string;
	claimedAt: string | null;
	completedAt: string | null;
	tests: TestCase[];
}

/** A group of a run: its specs on one browser. */
export interface Group {
	groupId: string;
	browserName: string;
	specs: Spec[];
	done: boolean;
}

/** A run, as the sandbox keeps it. */
export interface Run {
	runId: string;
	projectId: string;
	createdAt: string;
	finishedAt: string | null;
	ciBuildId: string;
	branch: string;
	author: string;
	message: string;
	sha: string;
	/** `meta.title`. */
	title: string | null;
	pullRequest: { id: string | null; title: string | null } | null;
	/** Title of the pull request as GitHub told the reporter. */
	githubTitle: string | null;
	tags: string[];
	groups: Group[];
	/** The run that this one repeats; ordinary runs have none. */
	previousRunId: string | null;
	framework: Project['framework'];
	state: 'inProgress' | 'complete' | 'canceled' | 'timedOut';
	cancellation: { actor: string; at: string; reason: string } | null;
	github: { runId: string; attempt: number } | null;
	/** Finds or lists that still do not see the run. */
	hiddenReads: number;
	/** What happens by itself after some reads of the run. */
	planned: { afterReads: number; end: () => void } | null;
}

/** A webhook. */
export interface Webhook {
	hookId: string;
	projectId: string;
	url: string;
	hookEvents: HookEvent[];
	headers: string | null;
	label: string | null;
	createdAt: string;
	updatedAt: string;
}

/** A rule that skips, quarantines or tags tests: what Currents calls an action. */
export interface TestAction {
	actionId: string;
	projectId: string;
	name: string;
	description: string | null;
	action: Array<{ op: string; details?: { tags: string[] } }>;
	matcher: { op: string; cond: Array<{ type: string; op: string; value?: string | string[] | null }> };
	status: 'active' | 'disabled' | 'archived' | 'expired';
	expiresAfter: string | null;
	createdAt: string;
	createdBy: string;
	updatedAt: string | null;
	updatedBy: string | null;
	disabledAt: string | null;
	disabledBy: string | null;
	archivedAt: string | null;
	archivedBy: string | null;
}

/** Everything one Currents organization holds. Runs are oldest first. */
export interface CurrentsWorld {
	tools: PlatformTools<CurrentsVariants>;
	projects: Project[];
	runs: Run[];
	webhooks: Webhook[];
	testActions: TestAction[];
}

/** A random lower-case hex id of `length` characters. */
export function hexId(length: number): string {
	return randomBytes(Math.ceil(length / 2))
		.toString('hex')
		.slice(0, length);
}

/** The run of that id, hidden ones left out. */
export function visibleRun(world: CurrentsWorld, runId: string): Run | undefined {
	return world.runs.find((run) => run.runId === runId && run.hiddenReads === 0);
}

/** All tests of a group. */
export function testsOf(group: Group): TestCase[] {
	return group.specs.flatMap(({ tests }) => tests);
}
