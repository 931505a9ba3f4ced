import { controlError } from '../../kernel/actions';
import {
	customStatuses,
	newHash,
	standings,
	type Defect,
	type Project,
	type Result,
	type Run,
	type RunStatus,
} from './world';

/** What a new run is made of. Cases come from the plan, from the list, or are all of the project. */
export interface RunPlan {
	title: string;
	description?: string;
	planId?: number;
	caseIds?: number[];
	environmentId?: number;
	milestoneId?: number;
	tags?: string[];
	configurations?: number[];
	customFields?: Record<string, string>;
	/** Epoch milliseconds. Default now. */
	startTime?: number;
}

/** How a run ends. */
export interface RunEnd {
	/** Decides the verdict; failures of a passed run are muted ones. */
	outcome: 'passed' | 'failed' | 'aborted';
	/** Failed cases. Default 1 for `failed`, else 0. */
	failures?: number;
	/** Ids of the cases that fail, in place of a number. */
	failingCases?: number[];
	/** Default 0, as for the others below. */
	blocked?: number;
	invalid?: number;
	skipped?: number;
	/** Cases with a custom status. */
	custom?: number;
	/** Slug of that status. Default `passed_with_notes`. */
	customStatus?: string;
}

/** Adds a run in progress. */
export function addRun(project: Project, plan: RunPlan): Run {
	project.lastRunId += 1;
	const planned = project.plans.find(({ id }) => id === plan.planId)?.caseIds;
	const run: Run = {
		id: project.lastRunId,
		title: plan.title,
		description: plan.description ?? null,
		status: 'in_progress',
		startTime: plan.startTime ?? Date.now(),
		endTime: null,
		planId: plan.planId ?? null,
		environmentId: plan.environmentId ?? null,
		milestoneId: plan.milestoneId ?? null,
		tags: plan.tags ?? [],
		configurations: plan.configurations ?? [],
		customFields: plan.customFields ?? {},
		caseIds: plan.caseIds ?? planned ?? project.cases.map(({ id }) => id),
		isPublic: false,
		externalIssue: null,
		results: [],
		resultKeys: new Set(),
		planned: null,
	};
	project.runs.push(run);
	return run;
}

/** Reports the cases that have no result yet and ends the run. `at` is when, in epoch milliseconds. */
export function endRun(project: Project, run: Run, end: RunEnd, at = Date.now()) {
	checkEnd(run, end);
	const open = standings(run).flatMap(({ caseId, result }) => (result === null ? [caseId] : []));
	const reporting = end.outcome === 'aborted' ? open.slice(0, Math.ceil(open.length / 2)) : open;
	const failing = end.failingCases ?? reporting.slice(0, end.failures ?? (end.outcome === 'failed' ? 1 : 0));
	const others = reporting.filter((id) => !failing.includes(id));
	const statuses = [
		...repeat('blocked', end.blocked),
		...repeat('invalid', end.invalid),
		...repeat('skipped', end.skipped),
		...repeat(end.customStatus ?? 'passed_with_notes', end.custom),
	];
	for (const id of reporting) {
		const status = failing.includes(id) ? 'failed' : (statuses[others.indexOf(id)] ?? 'passed');
		addResult(project, run, { caseId: id, status, endTime: at });
	}
	run.status = end.outcome;
	run.endTime = at;
}

/** Throws when the run cannot end so. */
export function checkEnd(run: Run, { failingCases = [] }: RunEnd) {
	if (run.status !== 'in_progress') throw controlError(`run ${run.id} is ${run.status} already`);
	const stranger = failingCases.find((id) => !run.caseIds.includes(id));
	if (stranger !== undefined) throw controlError(`run ${run.id} has no case ${stranger}`);
}

/** Completes a run as the API does: passed only when every case that is not muted has a positive result. */
export function completeRun({ cases }: Project, run: Run) {
	const muted = new Set(cases.filter((one) => one.muted).map(({ id }) => id));
	const counting = standings(run).filter(({ caseId }) => !muted.has(caseId));
	run.status = counting.every(({ result }) => isPositive(result?.status)) ? 'passed' : 'failed';
	run.endTime = Date.now();
}

function isPositive(status = 'untested'): boolean {
	return status === 'passed' || status === 'skipped' || customStatuses[status];
}

/** Adds a result; a failing one without words of its own says what the case always says when it fails. */
export function addResult(
	project: Project,
	run: Run,
	given: Pick<Result, 'caseId' | 'status'> & Partial<Result>,
): Result {
	const words = ['failed', 'blocked', 'invalid'].includes(given.status)
		? errorOf(project, given.caseId)
		: { comment: null, stacktrace: null };
	const result: Result = {
		hash: newHash(),
		variant: '',
		attachments: [],
		timeSpentMs: 400 + given.caseId * 37,
		endTime: Date.now(),
		byApi: true,
		...words,
		...given,
	};
	if (!run.caseIds.includes(given.caseId)) run.caseIds.push(given.caseId);
	run.results.push(result);
	return result;
}

/** How many cases of a run, each variant by itself, stand at which status; late results count, too. */
export function countCases(run: Run): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const slug of [
		'untested',
		'passed',
		'failed',
		'blocked',
		'skipped',
		'retest',
		'in_progress',
		'invalid',
	]) {
		counts[slug] = 0;
	}
	for (const { result } of standings(run)) {
		const slug = result?.status ?? 'untested';
		counts[slug] = (counts[slug] ?? 0) + 1;
	}
	return counts;
}

/** Adds an open defect. */
export function addDefect(
	{ defects }: Project,
	given: Pick<Defect, 'title' | 'actualResult' | 'severity'> & Partial<Defect>,
): Defect {
	const defect: Defect = {
		id: defects.length + 1,
		status: 'open',
		milestoneId: null,
		tags: [],
		attachments: [],
		customFields: {},
		runId: null,
		resultHash: null,
		createdAt: Date.now(),
		resolvedAt: null,
		...given,
	};
	defects.push(defect);
	return defect;
}

/** The same values in any order are one variant. */
export function variantOf(params: Record<string, string>): string {
	return Object.entries(params)
		.map(([name, value]) => `${name}=${value}`)
		.sort()
		.join('&');
}

/** Whether a run is over. */
export function isOver({ status }: { status: RunStatus }): boolean {
	return status !== 'in_progress';
}

/** The same case fails in the same way, but for what differs between two runs of real suites. */
function errorOf(project: Project, caseId: number) {
	const volatile = Math.floor(1000 + Math.random() * 9000);
	const messages = [
		`expect(locator).toHaveText(expected) failed on order ${volatile}\nExpected: "€ 41.90"\nReceived: "€ 0.00"`,
		`TimeoutError: locator.click: Timeout 30000ms exceeded after ${volatile}ms`,
		`net::ERR_CONNECTION_REFUSED at http://127.0.0.1:${3000 + (volatile % 7)}/search?q=lamp`,
	];
	const comment = messages[caseId % messages.length];
	return {
		comment,
		stacktrace: `${comment}\n    at /app/tests/${project.code.toLowerCase()}.spec.ts:${caseId}:7`,
	};
}

function repeat(status: string, times = 0): string[] {
	return Array.from({ length: times }, () => status);
}
