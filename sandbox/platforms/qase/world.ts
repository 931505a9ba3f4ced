import { randomBytes } from 'node:crypto';
import type { PlatformTools } from '../../kernel/platform';
import type { QaseVariants } from './variants';

/** A test case. */
export interface TestCase {
	id: number;
	title: string;
	suiteId: number;
}

/** A plan, an environment, a milestone or a configuration: what pickers list. */
export interface Named {
	id: number;
	title: string;
}

/** A test plan. */
export interface Plan extends Named {
	caseIds: number[];
}

/** An environment. */
export interface Environment extends Named {
	slug: string;
}

/** A group of configurations. */
export interface ConfigurationGroup extends Named {
	configurations: Named[];
}

/** A project and what is in it. Runs are ascending by id. */
export interface Project {
	code: string;
	title: string;
	cases: TestCase[];
	plans: Plan[];
	environments: Environment[];
	milestones: Named[];
	configurations: ConfigurationGroup[];
	runs: Run[];
	/** Ids of deleted runs are not given again. */
	lastRunId: number;
}

/** One result of a case in a run. */
export interface Result {
	hash: string;
	caseId: number;
	/** Slug; custom ones included. */
	status: string;
	comment: string | null;
	stacktrace: string | null;
	timeSpentMs: number;
	endTime: number;
	byApi: boolean;
}

/** Verdict or state of a run. */
export type RunStatus = 'in_progress' | 'passed' | 'failed' | 'aborted';

/** A run, as the sandbox keeps it. */
export interface Run {
	id: number;
	title: string;
	description: string | null;
	status: RunStatus;
	startTime: number;
	endTime: number | null;
	planId: number | null;
	environmentId: number | null;
	milestoneId: number | null;
	tags: string[];
	configurations: number[];
	customFields: Record<string, string>;
	caseIds: number[];
	isPublic: boolean;
	results: Result[];
	/** Idempotency keys of the results that came by API. */
	resultKeys: Set<string>;
	/** What happens by itself after some reads of the run. */
	planned: { afterReads: number; end: () => void } | null;
}

/** A webhook, made by hand in the settings of a project. */
export interface Webhook {
	id: number;
	project: string;
	url: string;
	secret: string | null;
	events: string[];
	/** Qase turns a webhook off that does not answer in time. */
	enabled: boolean;
}

/** Everything one Qase workspace holds. */
export interface QaseWorld {
	tools: PlatformTools<QaseVariants>;
	projects: Project[];
	webhooks: Webhook[];
}

/** A result hash: 40 hex characters. */
export function newHash(): string {
	return randomBytes(20).toString('hex');
}

/** The project of that code, whatever the letter case. */
export function projectOf(world: QaseWorld, code: string): Project | undefined {
	return world.projects.find((project) => project.code === code.toUpperCase());
}

/** The result of each case that counts: its latest. */
export function latestResults({ results }: Run): Map<number, Result> {
	return new Map(results.map((result) => [result.caseId, result]));
}
