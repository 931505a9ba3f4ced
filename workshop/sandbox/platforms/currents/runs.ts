import { boolean, integer, listOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { failed, notFound, ok, oneCursor, page } from './answers';
import { deliverEvent } from './deliveries';
import { cancelRun, resetMachines } from './lifecycle';
import { filterRuns, findQuery, hasTags, listQuery } from './runFilters';
import { cancellationJson, fullRunJson, runJson } from './wire';
import { visibleRun, type CurrentsWorld, type Run } from './world';

/** currents.md 2.2. */
export function runEndpoints(world: CurrentsWorld): Endpoint[] {
	const onRun = (act: (run: Run, call: ApiCall) => Answer) => (call: ApiCall) => {
		const run = visibleRun(world, call.params.runId);
		return run ? act(run, call) : notFound;
	};
	return [
		{
			method: 'GET',
			path: '/projects/:projectId/runs',
			section: '2.2',
			query: listQuery,
			rule: oneCursor,
			run: (call) => listRuns(world, call),
		},
		{
			method: 'GET',
			path: '/runs/find',
			section: '2.2',
			query: findQuery,
			run: (call) => findRun(world, call),
		},
		{
			method: 'GET',
			path: '/runs/:runId',
			section: '2.2',
			run: onRun((run) => ({ ...ok(fullRunJson(world, run)), after: () => countRead(run) })),
		},
		{
			method: 'PUT',
			path: '/runs/cancel-ci/github',
			section: '2.2',
			body: {
				githubRunId: { check: text(), required: true },
				githubRunAttempt: { check: integer({ min: 1 }), required: true },
				projectId: { check: text() },
				ciBuildId: { check: text() },
			},
			run: ({ body }) => cancelByGithub(world, body),
		},
		{ method: 'PUT', path: '/runs/:runId/cancel', section: '2.2', run: onRun((run) => cancel(world, run)) },
		{
			method: 'PUT',
			path: '/runs/:runId/reset',
			section: '2.2',
			body: {
				machineId: { check: listOf(text(), { min: 1, max: 63 }), required: true },
				isBatchedOr8n: { check: boolean },
			},
			run: onRun((run, { body }) => {
				resetMachines(run, body.machineId as string[]);
				return ok({});
			}),
		},
		{
			method: 'DELETE',
			path: '/runs/:runId',
			section: '2.2',
			run: onRun((run) => {
				world.runs = world.runs.filter((other) => other !== run);
				return world.tools.variants.deleteEmptyBody === 'on' ? { status: 204 } : ok({ runId: run.runId });
			}),
		},
	];
}

function listRuns(world: CurrentsWorld, call: ApiCall): Answer {
	const { projectId } = call.params;
	if (!world.projects.some((project) => project.projectId === projectId)) return notFound;
	const visible = newestFirst(world, projectId);
	const selected = filterRuns(world, visible, call.query);
	const answer = page(
		call,
		selected,
		({ runId }) => `cur-${runId}`,
		(run) => runJson(world, run),
	);
	return { ...answer, after: () => countHiddenRead(world, projectId) };
}

function findRun(world: CurrentsWorld, { query }: ApiCall): Answer {
	const projectId = query.projectId[0];
	const [ciBuildId, branch] = [query.ciBuildId?.[0], query.branch?.[0]];
	const tags = query['tags[]'];
	const runs = newestFirst(world, projectId);
	const run = ciBuildId
		? runs.find((candidate) => candidate.ciBuildId === ciBuildId)
		: runs.find(
				(candidate) =>
					candidate.state === 'complete' &&
					(!branch || candidate.branch === branch) &&
					hasTags(candidate, tags),
			);
	const after = () => {
		countHiddenRead(world, projectId);
		if (run) countRead(run);
	};
	if (!run) return { ...notFound, after };
	// The shape of pwLastRun is unknown: an empty object is all that can be said.
	const extra = query.pwLastRun?.[0] === 'true' ? { pwLastRun: {} } : {};
	return { ...ok({ ...fullRunJson(world, run), ...extra }), after };
}

function cancel(world: CurrentsWorld, run: Run): Answer {
	const { cancelTwice, cancelFinished, cancellation } = world.tools.variants;
	if (run.state === 'canceled' && cancelTwice === '422') return failed(422, 'Run already cancelled');
	if (run.state !== 'canceled' && run.state !== 'inProgress' && cancelFinished === '422') {
		return failed(422, 'Run already completed');
	}
	const first = run.state === 'inProgress';
	if (first) cancelRun(run, 'api');
	const { runId } = run;
	const at = run.cancellation?.at ?? new Date().toISOString();
	const fields = cancellationJson(world, run) ?? { actor: 'sandbox', canceledAt: at, reason: 'api' };
	return {
		...ok(cancellation === 'canceledAt' ? { runId, ...fields } : { runId, cancelled: true, cancelledAt: at }),
		after: first ? () => void deliverEvent(world, run, 'RUN_CANCELED', run.groups) : undefined,
	};
}

function cancelByGithub(world: CurrentsWorld, body: Record<string, unknown>): Answer {
	const { githubRunId, githubRunAttempt } = body;
	const run = newestFirst(world, body.projectId as string | undefined).find(
		({ github, ciBuildId }) =>
			github?.runId === githubRunId &&
			github?.attempt === githubRunAttempt &&
			(body.ciBuildId === undefined || body.ciBuildId === ciBuildId),
	);
	if (!run) return notFound;
	const answer = cancel(world, run);
	if (answer.status !== 200) return answer;
	const fields = { ...cancellationJson(world, run), githubRunId, githubRunAttempt };
	const runId = world.tools.variants.githubCancelRunId === 'present' ? { runId: run.runId } : {};
	return { ...answer, ...ok({ ...runId, ...fields }) };
}

function newestFirst(world: CurrentsWorld, projectId?: string): Run[] {
	return world.runs
		.filter((run) => run.hiddenReads === 0 && (projectId ?? run.projectId) === run.projectId)
		.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
		.reverse();
}

function countHiddenRead(world: CurrentsWorld, projectId: string) {
	for (const run of world.runs) if (run.projectId === projectId && run.hiddenReads > 0) run.hiddenReads -= 1;
}

function countRead(run: Run) {
	if (!run.planned) return;
	run.planned.afterReads -= 1;
	if (run.planned.afterReads > 0) return;
	const { end } = run.planned;
	run.planned = null;
	end();
}
