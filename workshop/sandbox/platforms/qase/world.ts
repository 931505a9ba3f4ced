import { randomBytes } from 'node:crypto';
import type { PlatformTools } from '../../kernel/platform';
import type { QaseVariants } from './variants';

/** A test case. */
export interface TestCase {
	id: number;
	title: string;
	suiteId: number;
	/** The suites that results named when they made it, joined by tabs; absent for cases that were not made so. */
	path?: string;
	/** Its results do not decide on the verdict of a run. */
	muted?: true;
	/** What was edited of it. */
	fields?: Partial<CaseFields>;
}

/** What else a case has. The numbers are ids of options of the system field of that name. */
export interface CaseFields {
	severity: number;
	priority: number;
	type: number;
	behavior: number;
	layer: number;
	status: number;
	isManual: boolean;
	isToBeAutomated: boolean;
	isFlaky: number;
	milestoneId: number | null;
	authorId: number;
	/** By id of the field. */
	customFields: Record<string, string>;
	tags: string[];
	/** Issues of trackers that it is linked to. */
	issues: Array<{ type: string; id: string }>;
}

/** A plan, an environment, a milestone or a configuration: what pickers list. */
export interface Named {
	id: number;
	title: string;
}

/** A test plan. */
export interface Plan extends Named {
	caseIds: number[];
	description?: string | null;
}

/** An environment. */
export interface Environment extends Named {
	slug: string;
	description?: string;
	host?: string;
}

/** A milestone. */
export interface Milestone extends Named {
	description?: string;
	status?: 'active' | 'completed';
	/** Epoch seconds. */
	dueDate?: number;
}

/** A custom field of the workspace. */
export interface CustomField extends Named {
	entity: 'case' | 'run' | 'defect';
	type: string;
	options: Named[] | null;
	isRequired: boolean;
	/** `null` where all projects have it. */
	projects: string[] | null;
}

/** A member of the workspace, who is an author as well. */
export interface Member {
	id: number;
	name: string;
	email: string;
	isActive: boolean;
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
	milestones: Milestone[];
	configurations: ConfigurationGroup[];
	defects: Defect[];
	runs: Run[];
	/** Ids of deleted runs are not given again. */
	lastRunId: number;
}

/** One result of a case in a run. */
export interface Result {
	hash: string;
	caseId: number;
	/** The values of its parameters as one text: another text is another variant of the case. Empty without any. */
	variant: string;
	/** Slug; custom ones included. */
	status: string;
	comment: string | null;
	stacktrace: string | null;
	timeSpentMs: number;
	endTime: number;
	byApi: boolean;
	/** Hashes of uploaded files. */
	attachments: string[];
}

/** A defect. */
export interface Defect extends Named {
	actualResult: string;
	/** Id of an option. */
	severity: number;
	status: 'open' | 'resolved' | 'in_progress' | 'invalid';
	milestoneId: number | null;
	tags: string[];
	attachments: string[];
	customFields: Record<string, string>;
	/** The run and the result that it was made with. */
	runId: number | null;
	resultHash: string | null;
	createdAt: number;
	resolvedAt: number | null;
}

/** An uploaded file. */
export interface Attachment {
	hash: string;
	filename: string;
	mime: string;
	size: number;
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
	/** The one issue that it is linked to. */
	externalIssue: { id: string; type: string } | null;
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
	attachments: Attachment[];
	customFields: CustomField[];
	members: Member[];
}

/** A result hash: 40 hex characters. */
export function newHash(): string {
	return randomBytes(20).toString('hex');
}

/** The project of that code, whatever the letter case. */
export function projectOf(world: QaseWorld, code: string): Project | undefined {
	return world.projects.find((project) => project.code === code.toUpperCase());
}

/** Slugs of the workspace's own statuses, and whether a result with one counts as positive. */
export const customStatuses: Record<string, boolean> = { passed_with_notes: true, needs_rework: false };

/** Options of the system field `severity`, qase.md 5. */
export const severities = ['undefined', 'blocker', 'critical', 'major', 'normal', 'minor', 'trivial'];

/** How each case of a run stands, in each of its variants: by its latest result, `null` without any. */
export function standings({ caseIds, results }: Run): Array<{ caseId: number; result: Result | null }> {
	const latest = new Map(results.map((result) => [`${result.caseId} ${result.variant}`, result]));
	const standing = [...latest.values()].map((result) => ({ caseId: result.caseId, result }));
	const reported = new Set(results.map(({ caseId }) => caseId));
	const open = caseIds.filter((id) => !reported.has(id)).map((caseId) => ({ caseId, result: null }));
	return [...standing, ...open];
}
