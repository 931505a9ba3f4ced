import { attachmentsJson } from './attachments';
import { countCases, isOver } from './lifecycle';
import {
	severities,
	standings,
	type Defect,
	type Environment,
	type Milestone,
	type Plan,
	type Project,
	type QaseWorld,
	type Result,
	type Run,
} from './world';

/** When plans and milestones of the sandbox were made. */
const MADE_AT = '2026-05-01T08:00:00+00:00';

/** A project as the API tells it. */
export function projectJson({ code, title, cases, milestones, runs, defects }: Project) {
	const active = runs.filter((run) => !isOver(run)).length;
	const counts = {
		cases: cases.length,
		suites: new Set(cases.map(({ suiteId }) => suiteId)).size,
		milestones: milestones.length,
		runs: { total: runs.length, active },
		defects: { total: defects.length, open: defects.filter(({ status }) => status === 'open').length },
	};
	return { title, code, counts };
}

/** A run as get and list tell it. `include` names the parts that are sent on request. */
export function runJson(world: QaseWorld, project: Project, run: Run, include: string[] = []) {
	const environment = project.environments.find(({ id }) => id === run.environmentId);
	const milestone = project.milestones.find(({ id }) => id === run.milestoneId);
	const lastEnd = run.results.reduce((last, { endTime }) => Math.max(last, endTime), 0);
	return {
		id: run.id,
		run_id: run.id,
		title: run.title,
		description: run.description,
		...statusJson(world, run),
		start_time: isoTime(run.startTime),
		end_time: run.endTime === null ? null : isoTime(run.endTime),
		public: run.isPublic,
		stats: statsJson(world, run),
		time_spent: run.results.reduce((sum, { timeSpentMs }) => sum + timeSpentMs, 0),
		elapsed_time: lastEnd === 0 ? 0 : lastEnd - run.startTime,
		environment: environment ? environmentSummary(environment) : null,
		milestone: milestone ? { title: milestone.title, description: null } : null,
		custom_fields: Object.entries(run.customFields).map(([id, value]) => ({ id: Number(id), value })),
		tags: run.tags.map((title, index) => ({ title, internal_id: index + 1 })),
		plan_id: run.planId,
		configurations: run.configurations,
		...(include.includes('cases') ? { cases: run.caseIds } : {}),
		...(include.includes('external_issue') ? { external_issue: issueJson(run) } : {}),
	};
}

/** A result as the API tells it, without its parameters (qase.md 2.x). */
export function resultJson(world: QaseWorld, run: Run, result: Result) {
	return {
		hash: result.hash,
		result_hash: result.hash,
		comment: result.comment,
		stacktrace: result.stacktrace,
		run_id: run.id,
		case_id: result.caseId,
		steps: null,
		status: result.status,
		is_api_result: result.byApi,
		time_spent_ms: result.timeSpentMs,
		end_time: isoTime(result.endTime),
		attachments: attachmentsJson(world, result.attachments),
	};
}

/** A defect as the API tells it. */
export function defectJson(world: QaseWorld, defect: Defect) {
	return {
		id: defect.id,
		title: defect.title,
		actual_result: defect.actualResult,
		severity: severities[defect.severity],
		status: defect.status,
		milestone_id: defect.milestoneId,
		custom_fields: Object.entries(defect.customFields).map(([id, value]) => ({ id: Number(id), value })),
		attachments: attachmentsJson(world, defect.attachments),
		resolved_at: defect.resolvedAt === null ? null : isoTime(defect.resolvedAt),
		author_id: 1,
		external_data: '{}',
		runs: defect.runId === null ? [] : [defect.runId],
		results: defect.resultHash === null ? [] : [defect.resultHash],
		tags: defect.tags.map((title, index) => ({ title, internal_id: index + 1 })),
		created_at: isoTime(defect.createdAt),
		updated_at: isoTime(defect.resolvedAt ?? defect.createdAt),
	};
}

/** A plan as the list tells it. */
export function planJson({ id, title, description = null, caseIds }: Plan) {
	return { id, title, description, cases_count: caseIds.length, created_at: MADE_AT, updated_at: MADE_AT };
}

/** A plan as get tells it. */
export function detailedPlanJson(plan: Plan) {
	const cases = plan.caseIds.map((id) => ({ case_id: id, assignee_id: null }));
	return { ...planJson(plan), average_time: 0, cases };
}

/** An environment as the list tells it. */
export function environmentJson(environment: Environment) {
	return { id: environment.id, ...environmentSummary(environment) };
}

/** A milestone as the list tells it. */
export function milestoneJson({ id, title, description = '', status = 'active', dueDate }: Milestone) {
	return {
		id,
		title,
		description: description || null,
		status,
		due_date: dueDate === undefined ? null : isoTime(dueDate * 1000),
		created_at: MADE_AT,
		updated_at: MADE_AT,
	};
}

function environmentSummary({ title, slug, description = '', host }: Environment) {
	return { title, description: description || null, slug, host: host ?? `https://${slug}.example.com` };
}

function issueJson({ externalIssue }: Run) {
	if (externalIssue === null) return null;
	const { id, type } = externalIssue;
	return { id, type, link: `https://jira.example.com/browse/${encodeURIComponent(id)}` };
}

function statusJson({ tools }: QaseWorld, { status }: Run) {
	const { statusWords, statusNumbers } = tools.variants;
	const [aborted, failed] = statusNumbers === 'failedLast' ? [2, 3] : [3, 2];
	const number = { in_progress: 0, passed: 1, aborted, failed }[status];
	const legacy = { in_progress: 'active', passed: 'complete', failed: 'complete', aborted: 'abort' }[status];
	return { status: number, status_text: statusWords === 'legacy' ? legacy : status };
}

function statsJson({ tools }: QaseWorld, run: Run) {
	const statuses = countCases(run);
	const total = standings(run).length;
	const builtIn = ['untested', 'passed', 'failed', 'blocked', 'skipped', 'retest', 'in_progress', 'invalid'];
	const flat = Object.fromEntries(builtIn.map((slug) => [slug, statuses[slug]]));
	switch (tools.variants.stats) {
		case 'statusesOnly':
			return { total, statuses };
		case 'flatOnly':
			return { total, ...flat };
		case 'sparse':
			return {
				total,
				statuses: Object.fromEntries(Object.entries(statuses).filter(([, count]) => count > 0)),
			};
		case 'emptyMap':
			return { total, statuses: {}, ...flat };
		case 'both':
			return { total, statuses, ...flat };
	}
}

/** ISO 8601 with an offset. */
export function isoTime(at: number): string {
	return new Date(at).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}
