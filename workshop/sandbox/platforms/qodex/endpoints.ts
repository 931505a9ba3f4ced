import { httpUrl, listOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { errorAnswer } from './answers';
import { countPoll, selectScenarios, startRun } from './lifecycle';
import { callbackEcho, pollJson } from './poll';
import type { QodexWorld } from './world';

/** qodex.md 2: all three documented calls. */
export function qodexEndpoints(world: QodexWorld): Endpoint[] {
	return [
		{
			method: 'POST',
			path: '/api/projects/:slug/webhooks/trigger',
			section: '2.1',
			body: {
				environment: { check: text() },
				tags: { check: listOf(text()) },
				mode: { check: text() },
				callback_url: { check: httpUrl() },
			},
			run: (call) => trigger(world, call),
		},
		{
			method: 'GET',
			path: '/api/projects/:slug/test-runs/:testRunId',
			section: '2.2',
			run: (call) => poll(world, call),
		},
		{
			method: 'POST',
			path: '/api/webhooks/schedules/:secret',
			section: '2.3',
			open: true,
			secretParams: ['secret'],
			run: (call) => fireSchedule(world, call),
		},
	];
}

function trigger(world: QodexWorld, { params, body }: ApiCall): Answer {
	const { foreignProjectStatus, unknownEnvironment, nothingRunnableStatus } = world.tools.variants;
	if (params.slug !== world.projectSlug) return fail(world, foreignProjectStatus, 'No such project');
	// An omitted environment means staging, qodex.md 2.1.
	const {
		environment = 'staging',
		tags = [],
		mode = 'brief',
		callback_url: callbackUrl = null,
	} = body as {
		environment?: string;
		tags?: string[];
		mode?: string;
		callback_url?: string;
	};
	if (unknownEnvironment === 'refused' && !world.environments.includes(environment)) {
		return fail(world, '400', `No environment named ${environment}`);
	}
	const scenarios = selectScenarios(world, tags);
	if (scenarios.length === 0) return fail(world, nothingRunnableStatus, 'No runnable scenarios match');
	const run = startRun(world, scenarios, { environment, mode, callbackUrl, schedule: null });
	const { testRunId } = run;
	const reply = { testRunId, status: 'running', scenariosTotal: scenarios.length, mode };
	return { status: 202, body: { ...reply, ...callbackEcho(world, run) } };
}

function poll(world: QodexWorld, { params }: ApiCall): Answer {
	const { foreignProjectStatus, unknownRunStatus } = world.tools.variants;
	if (params.slug !== world.projectSlug) return fail(world, foreignProjectStatus, 'No such project');
	const run = world.runs.find(({ testRunId }) => testRunId === params.testRunId);
	if (!run) return fail(world, unknownRunStatus, 'Test run not found');
	return { status: 200, body: pollJson(world, run), after: () => countPoll(world, run) };
}

function fireSchedule(world: QodexWorld, { params }: ApiCall): Answer {
	const schedule = world.schedules.find(({ secret }) => secret === params.secret);
	if (!schedule) return fail(world, '404', 'No such schedule');
	const scenarios = selectScenarios(world, schedule.tags);
	if (scenarios.length === 0)
		return fail(world, world.tools.variants.nothingRunnableStatus, 'No runnable scenarios match');
	const { environment } = schedule;
	const { testRunId } = startRun(world, scenarios, {
		environment,
		mode: 'brief',
		callbackUrl: null,
		schedule,
	});
	switch (world.tools.variants.scheduleReply) {
		case 'testRunId':
			return { status: 202, body: { testRunId, status: 'running' } };
		case 'empty204':
			return { status: 204 };
		case 'ok':
			return { status: 200, body: { ok: true } };
		case 'text':
			return { status: 200, body: 'Accepted' };
	}
}

function fail(world: QodexWorld, status: string, message: string): Answer {
	return errorAnswer(world, Number(status), message);
}
