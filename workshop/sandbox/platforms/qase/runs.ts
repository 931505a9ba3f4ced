import { boolean } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { done, failed, finds, holds, ok, page, within } from './answers';
import { deliverEvent, runPayload } from './deliveries';
import { addRun, completeRun, isOver } from './lifecycle';
import { onProject } from './lists';
import { createFields, includeQuery, issueFields, listQuery, updateFields } from './runFields';
import { runJson } from './wire';
import type { Project, QaseWorld, Run } from './world';

/** qase.md 2.2. */
export function runEndpoints(world: QaseWorld): Endpoint[] {
	const onRun = (act: (project: Project, run: Run, call: ApiCall) => Answer) =>
		onProject(world, (project, call) => {
			const run = project.runs.find((candidate) => String(candidate.id) === call.params.id);
			return run ? act(project, run, call) : failed(world, 404, 'Run not found');
		});
	return [
		{
			method: 'GET',
			path: '/v1/run/:code',
			section: '2.2',
			query: listQuery,
			run: onProject(world, (project, call) => listRuns(world, project, call)),
		},
		{
			method: 'POST',
			path: '/v1/run/:code',
			section: '2.2',
			body: createFields,
			rule: onlyOneSource,
			run: onProject(world, (project, call) => createRun(world, project, call)),
		},
		{
			method: 'GET',
			path: '/v1/run/:code/:id',
			section: '2.2',
			query: includeQuery,
			run: onRun((project, run, { query }) => ({
				...ok(runJson(world, project, run, query.include?.[0].split(','))),
				after: () => countRead(run),
			})),
		},
		{
			method: 'PATCH',
			path: '/v1/run/:code/:id',
			section: '2.2',
			body: updateFields,
			rule: ({ body }) => (Object.keys(body).length === 0 ? 'the body has no field' : null),
			run: onRun((project, run, { body }) => updateRun(world, project, run, body)),
		},
		{
			method: 'DELETE',
			path: '/v1/run/:code/:id',
			section: '2.2',
			run: onRun((project, run) => {
				project.runs = project.runs.filter((other) => other !== run);
				const payload = runPayload(world, project, run, 'run.deleted');
				return {
					...ok({ id: run.id }),
					after: () => void deliverEvent(world, project, 'run.deleted', payload),
				};
			}),
		},
		{
			method: 'POST',
			path: '/v1/run/:code/:id/complete',
			section: '2.2',
			run: onRun((project, run) => complete(world, project, run)),
		},
		{
			method: 'PATCH',
			path: '/v1/run/:code/:id/public',
			section: '2.2',
			body: { status: { check: boolean, required: true } },
			run: onRun((project, run, { body }) => publish(world, project, run, body.status === true)),
		},
		{
			method: 'POST',
			path: '/v1/run/:code/external-issue',
			section: '2.2',
			body: issueFields,
			run: onProject(world, (project, call) => linkIssues(world, project, call)),
		},
	];
}

function listRuns(world: QaseWorld, project: Project, call: ApiCall): Answer {
	const { query } = call;
	const seconds = (name: string, otherwise: number) => Number(query[name]?.[0] ?? otherwise);
	const isAt = within(world, seconds('from_start_time', -Infinity), seconds('to_start_time', Infinity));
	const runs = project.runs.filter(
		(run) =>
			finds(call, run.title) &&
			holds(call, 'status', run.status) &&
			holds(call, 'milestone', String(run.milestoneId)) &&
			holds(call, 'environment', String(run.environmentId)) &&
			isAt(run.startTime),
	);
	const include = query.include?.[0].split(',');
	return page(call, project.runs, runs, (run) => runJson(world, project, run, include));
}

/** What wins is unknown (qase.md 6.1 #14), so no client should leave it open. */
function onlyOneSource({ body }: ApiCall): string | null {
	const several = (names: string[]) => {
		const given = names.filter((name) => body[name] !== undefined);
		return given.length > 1 ? `${given.join(' and ')} are combined` : null;
	};
	return (
		several(['plan_id', 'cases', 'include_all_cases']) ?? several(['environment_id', 'environment_slug'])
	);
}

function createRun(world: QaseWorld, project: Project, { body }: ApiCall): Answer {
	const given = body as Record<string, never>;
	const { plan_id: planId, milestone_id: milestoneId } = given;
	if (planId !== undefined && !project.plans.some((plan) => plan.id === planId)) {
		return failed(world, 422, 'Plan not found', 'plan_id');
	}
	const environmentId = environmentOf(project, body);
	if (environmentId === 'unknown') return failed(world, 422, 'Environment not found', 'environment_id');
	const run = addRun(project, {
		title: given.title,
		description: given.description,
		planId,
		environmentId: environmentId ?? undefined,
		milestoneId,
		tags: given.tags,
		configurations: given.configurations,
		customFields: given.custom_field,
		caseIds: given.cases ?? (planId || given.include_all_cases ? undefined : []),
		startTime: given.start_time === undefined ? undefined : Date.parse(`${String(given.start_time)}Z`),
	});
	return {
		...ok({ id: run.id }),
		after: () =>
			void deliverEvent(world, project, 'run.started', runPayload(world, project, run, 'run.started')),
	};
}

function updateRun(world: QaseWorld, project: Project, run: Run, body: Record<string, unknown>): Answer {
	const environmentId = environmentOf(project, body);
	if (environmentId === 'unknown') return failed(world, 422, 'Environment not found', 'environment_id');
	if (environmentId !== undefined) run.environmentId = environmentId;
	const set = <Name extends keyof Run>(name: Name, field: string, cleared: Run[Name]) => {
		if (field in body) run[name] = (body[field] as Run[Name]) ?? cleared;
	};
	set('title', 'title', run.title);
	set('description', 'description', null);
	set('milestoneId', 'milestone_id', null);
	set('tags', 'tags', []);
	set('configurations', 'configurations', []);
	set('customFields', 'custom_field', {});
	return done();
}

/** Id of the environment named by id or slug; `null` for none, `undefined` when the body says nothing of it. */
function environmentOf(
	{ environments }: Project,
	{ environment_id: id, environment_slug: slug }: Record<string, unknown>,
): number | null | undefined | 'unknown' {
	const named = id ?? slug;
	if (named === undefined || named === null) return named;
	return environments.find((entry) => entry.id === id || entry.slug === slug)?.id ?? 'unknown';
}

/** The answer has no documented body. */
function linkIssues(world: QaseWorld, project: Project, { body }: ApiCall): Answer {
	const links = body.links as Array<{ run_id: number; external_issue?: string | null }>;
	const runs = links.map(({ run_id: runId }) => project.runs.find(({ id }) => id === runId));
	if (runs.includes(undefined)) return failed(world, 404, 'Run not found');
	links.forEach(({ external_issue: id }, index) => {
		runs[index]!.externalIssue = id ? { id, type: String(body.type) } : null;
	});
	return { status: 200 };
}

function complete(world: QaseWorld, project: Project, run: Run): Answer {
	if (isOver(run)) {
		const status = Number(world.tools.variants.completeTwice);
		return status === 200 ? done() : failed(world, status, 'The run is not active');
	}
	completeRun(project, run);
	const payload = runPayload(world, project, run, 'run.completed');
	return { ...done(), after: () => void deliverEvent(world, project, 'run.completed', payload) };
}

function publish(world: QaseWorld, project: Project, run: Run, isPublic: boolean): Answer {
	run.isPublic = isPublic;
	const url = `https://app.qase.io/public/report/${project.code.toLowerCase()}-${run.id}`;
	const off = { nullUrl: { url: null }, staleUrl: { url }, noUrl: {} }[world.tools.variants.publishOff];
	const payload = runPayload(world, project, run, 'run.report_changed');
	return {
		...ok(isPublic ? { url } : off),
		after: () => void deliverEvent(world, project, 'run.report_changed', payload),
	};
}

function countRead(run: Run) {
	if (!run.planned) return;
	run.planned.afterReads -= 1;
	if (run.planned.afterReads > 0) return;
	const { end } = run.planned;
	run.planned = null;
	end();
}
