import { booleanText, integer, integerText, oneOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint, QueryField } from '../../kernel/contract';
import { created, fail, notFound, ok, slice } from './answers';
import { cancelRun, countRead, startRun } from './lifecycle';
import type { HostedVariants } from './variants';
import { durationSeconds, hostedDetails, hostedRunJson, scenarioRunJson } from './wire';
import { hasEnded, listedScenarios, type PreclinicalWorld, type Run, type ScenarioRun } from './world';

const DEMO_SCENARIOS = 20;

/** What a list may call completed. */
const GRADED = ['passed', 'failed'];

const paging: Record<string, QueryField> = {
	limit: { check: integerText({ min: 1, max: 100 }) },
	offset: { check: integerText({ min: 0, max: 1_000_000 }) },
};

/** preclinical.md 2.1 and 2.2. */
export function hostedEndpoints(world: PreclinicalWorld, variants: HostedVariants): Endpoint[] {
	const onRun = (act: (run: Run) => Answer) => (call: ApiCall) => {
		const run = world.runs.find(({ id }) => id === call.params.id);
		return run ? act(run) : notFound(variants, 'Test run not found', 'RUN_NOT_FOUND');
	};
	return [
		{
			method: 'POST',
			path: '/runs',
			section: '2.1',
			body: {
				agent_id: { check: text(), required: true },
				test_suite_id: { check: text() },
				name: { check: text() },
				test_mode: { check: oneOf(['demo', 'full']) },
				max_scenarios: { check: integer({ min: 1 }) },
				max_turns: { check: integer({ min: 1 }) },
			},
			run: ({ body }) => start(world, variants, body),
		},
		{
			method: 'GET',
			path: '/runs',
			section: '2.1',
			query: {
				...paging,
				status: { check: oneOf(['pending', 'running', 'grading', 'completed', 'failed', 'canceled']) },
			},
			run: ({ query }) => listRuns(world, variants, query),
		},
		{
			method: 'GET',
			path: '/runs/:id',
			section: '2.1',
			run: onRun((run) => {
				const { created_at: createdAt, ...rest } = hostedRunJson(run, variants);
				const body = { ...rest, duration_seconds: durationSeconds(run) };
				return {
					...ok(variants.createdAt === 'listOnly' ? body : { ...body, created_at: createdAt }),
					after: () => countRead(world, run),
				};
			}),
		},
		{
			method: 'POST',
			path: '/runs/:id/cancel',
			section: '2.1',
			run: onRun((run) => {
				if (hasEnded(run)) {
					const details = { current_status: run.status };
					const words = `Cannot cancel a test run that is ${run.status}`;
					return fail(Number(variants.cancelEndedStatus), 'INVALID_STATE', words, details);
				}
				cancelRun(run);
				const { id, status } = run;
				return {
					...ok({ id, status, message: 'Test run canceled' }),
					after: () => void world.onEnd(run),
				};
			}),
		},
		{
			method: 'GET',
			path: '/scenario-runs',
			section: '2.2',
			query: {
				...paging,
				test_run_id: { check: text(), required: true },
				status: { check: oneOf(['pending', 'running', 'completed', 'failed', 'error']) },
				passed: { check: booleanText },
			},
			run: ({ query }) => listScenarioRuns(world, variants, query),
		},
		{
			method: 'GET',
			path: '/scenario-runs/:id',
			section: '2.2',
			run: ({ params }) => readScenarioRun(world, variants, params.id),
		},
	];
}

function start(world: PreclinicalWorld, variants: HostedVariants, body: Record<string, unknown>): Answer {
	const agent = world.agents.find(({ id, isActive }) => id === body.agent_id && isActive);
	if (!agent) {
		const details = { agent_id: body.agent_id };
		return fail(Number(variants.unknownAgentStatus), 'AGENT_NOT_FOUND', 'Agent not found', details);
	}
	const suite = world.suites.find(({ id }) => id === body.test_suite_id);
	if (body.test_suite_id !== undefined && !suite) {
		return fail(400, 'INVALID_FIELD_VALUE', 'Unknown test suite', { field: 'test_suite_id' });
	}
	const inSuite = world.scenarios.filter(({ id }) => suite?.scenarioIds.includes(id) ?? true);
	const most = Math.min(
		body.test_mode === 'full' ? Infinity : DEMO_SCENARIOS,
		(body.max_scenarios as number | undefined) ?? Infinity,
	);
	const run = startRun(world, {
		agent,
		scenarios: inSuite.slice(0, most),
		name: body.name as string | undefined,
		maxTurns: (body.max_turns as number | undefined) ?? 4,
		status: variants.startStatus,
	});
	return created({
		id: run.id,
		test_run_id: run.humanId,
		status: run.status,
		total_scenarios: run.scenarios.length,
		poll_url: `/api/v1/runs/${run.id}`,
	});
}

function listRuns(
	world: PreclinicalWorld,
	variants: HostedVariants,
	query: Record<string, string[]>,
): Answer {
	const status = query.status?.[0];
	const runs = world.runs.filter((run) => (status ?? run.status) === run.status);
	if (variants.runOrder === 'newestFirst') runs.reverse();
	const { entries, limit, offset } = slice(runs, query, 20);
	const listed = entries.map((run) => hostedRunJson(run, variants));
	return ok({ runs: listed, total: runs.length, limit, offset });
}

function listScenarioRuns(
	world: PreclinicalWorld,
	variants: HostedVariants,
	query: Record<string, string[]>,
): Answer {
	const run = world.runs.find(({ id }) => id === query.test_run_id[0]);
	if (!run) return notFound(variants, 'Test run not found');
	const [status, passed] = [query.status?.[0], query.passed?.[0]];
	const all = listedScenarios(run).map((one) => {
		const json = hostedScenario(run, one);
		const isCompleted = GRADED.includes(json.status) && variants.listedScenarioStatus === 'completed';
		return isCompleted ? { ...json, status: 'completed' } : json;
	});
	const matching = all.filter(
		(one) =>
			(status === undefined ||
				one.status === status ||
				(status === 'completed' && GRADED.includes(one.status))) &&
			(passed === undefined || String(one.passed) === passed),
	);
	const { entries, limit, offset } = slice(matching, query, 50);
	return ok({ scenario_runs: entries, total: matching.length, limit, offset });
}

function readScenarioRun(world: PreclinicalWorld, variants: HostedVariants, id: string): Answer {
	for (const run of world.runs) {
		const one = run.scenarios.find((candidate) => candidate.id === id);
		if (one) return ok({ ...hostedScenario(run, one), ...hostedDetails(one) });
	}
	return notFound(variants, 'Scenario run not found');
}

/** The hosted vocabulary has no canceled scenario: what a cancel stopped has not been run. */
function hostedScenario(run: Run, one: ScenarioRun) {
	const json = scenarioRunJson(run, one);
	return one.status === 'canceled' ? { ...json, status: 'pending' } : json;
}
