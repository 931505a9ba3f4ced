import { boolean, integer, integerText, listOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint, QueryField } from '../../kernel/contract';
import { ok, selfHostedError, slice } from './answers';
import { cancelRun, countRead, startRun } from './lifecycle';
import type { SelfHostedVariants } from './variants';
import { agentJson, runRow, scenarioRunJson, selfHostedDetails } from './wire';
import { hasEnded, type PreclinicalWorld, type Run } from './world';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const paging: Record<string, QueryField> = {
	limit: { check: integerText({ min: 1, max: 100 }) },
	offset: { check: integerText({ min: 0, max: 1_000_000 }) },
};

/** preclinical.md 2.5, as far as a client of runs needs it. */
export function selfHostedEndpoints(world: PreclinicalWorld, variants: SelfHostedVariants): Endpoint[] {
	const runOf = (id: string) => world.runs.find((run) => run.id === id || run.humanId === id);
	const onRun = (act: (run: Run) => Answer) => (call: ApiCall) => {
		const run = runOf(call.params.id);
		return run ? act(run) : selfHostedError(404, 'Test run not found');
	};
	return [
		{
			method: 'POST',
			path: '/start-run',
			section: '2.5',
			body: {
				agent_id: { check: text(), required: true },
				test_suite_id: { check: text() },
				name: { check: text() },
				max_turns: { check: integer({ min: 1 }) },
				concurrency_limit: { check: integer({ min: 1 }) },
				max_scenarios: { check: integer({ min: 1 }) },
				scenario_ids: { check: listOf(text(), { min: 1 }) },
				tags: { check: listOf(text(), { min: 1 }) },
				benchmark_mode: { check: boolean },
				creative_mode: { check: boolean },
			},
			run: ({ body }) => start(world, body),
		},
		{
			method: 'POST',
			path: '/cancel-run',
			section: '2.5',
			body: { test_run_id: { check: text(), required: true } },
			run: ({ body }) => cancel(world, String(body.test_run_id)),
		},
		{
			method: 'GET',
			path: '/api/v1/tests',
			section: '2.5',
			query: { ...paging, status: { check: text() } },
			run({ query }) {
				const status = query.status?.[0];
				const runs = world.runs.filter((run) => !run.deleted && (status ?? run.status) === run.status);
				if (variants.runOrder === 'newestFirst') runs.reverse();
				const { entries } = slice(runs, query, 25);
				return ok({ runs: entries.map((run) => row(variants, run)), total: runs.length });
			},
		},
		{
			method: 'GET',
			path: '/api/v1/tests/:id',
			section: '2.5',
			run: onRun((run) => ({ ...ok(row(variants, run)), after: () => countRead(world, run) })),
		},
		{
			method: 'DELETE',
			path: '/api/v1/tests/:id',
			section: '2.5',
			run: onRun((run) => {
				if (!hasEnded(run)) cancelRun(run);
				run.deleted = true;
				return { status: 204 };
			}),
		},
		{
			method: 'GET',
			path: '/api/v1/scenario-runs',
			section: '2.5',
			query: { ...paging, test_run_id: { check: text(), required: true } },
			run({ query }) {
				const run = runOf(query.test_run_id[0]);
				const all = run ? run.scenarios.map((one) => ({ run, one })) : [];
				const results = slice(all, query, 50).entries.map(({ run: of, one }) => ({
					...scenarioRunJson(of, one),
					...selfHostedDetails(one),
				}));
				return ok({ results, total: all.length });
			},
		},
		{
			method: 'GET',
			path: '/api/v1/scenario-runs/:id',
			section: '2.5',
			run({ params }) {
				if (!UUID.test(params.id)) return selfHostedError(500, '');
				for (const run of world.runs) {
					const one = run.scenarios.find(({ id }) => id === params.id);
					if (one) return ok({ ...scenarioRunJson(run, one), ...selfHostedDetails(one) });
				}
				return selfHostedError(404, 'Scenario run not found');
			},
		},
		{
			method: 'GET',
			path: '/api/v1/agents',
			section: '2.5',
			run: () =>
				ok(
					world.agents.map((agent) => ({
						...agentJson(agent),
						config: { api_key: 'sk-s•••', model: 'small' },
					})),
				),
		},
	];
}

function start(world: PreclinicalWorld, body: Record<string, unknown>): Answer {
	if (!UUID.test(String(body.agent_id))) return selfHostedError(500, '');
	const agent = world.agents.find(({ id, isActive }) => id === body.agent_id && isActive);
	if (!agent) return selfHostedError(400, 'Agent not found or inactive');
	const suite = world.suites.find(({ id }) => id === body.test_suite_id);
	if (body.test_suite_id !== undefined && !suite) return selfHostedError(404, 'Test suite not found');
	const { scenario_ids: ids, tags } = body as { scenario_ids?: string[]; tags?: string[] };
	const chosen = world.scenarios.filter((scenario) => {
		if (ids) return ids.includes(scenario.id);
		if (suite) return suite.scenarioIds.includes(scenario.id);
		return !tags || scenario.tags.some((tag) => tags.includes(tag));
	});
	if (ids && chosen.length === 0) {
		return selfHostedError(400, 'No active scenarios found for the given scenario_ids');
	}
	if (chosen.length === 0) return selfHostedError(400, 'No active scenarios available');
	const most = ids ? Infinity : ((body.max_scenarios as number | undefined) ?? Infinity);
	const run = startRun(world, {
		agent,
		scenarios: chosen.slice(0, most),
		name: body.name as string | undefined,
		suiteId: suite?.id ?? null,
		maxTurns: (body.max_turns as number | undefined) ?? null,
		concurrencyLimit: body.concurrency_limit as number | undefined,
	});
	const total = run.scenarios.length;
	return ok({
		id: run.id,
		test_run_id: run.humanId,
		status: 'running',
		total_scenarios: total,
		scenarios_launched: total,
	});
}

function cancel(world: PreclinicalWorld, id: string): Answer {
	if (!UUID.test(id)) return selfHostedError(500, '');
	const run = world.runs.find((candidate) => candidate.id === id);
	if (!run) return selfHostedError(404, 'Test run not found');
	if (run.canceled) return ok({ status: 'canceled', canceled_scenarios: 0 });
	if (hasEnded(run)) return ok({ status: run.status, message: `Test run is already ${run.status}` });
	cancelRun(run);
	const canceled = run.scenarios.filter(({ status }) => status === 'canceled').length;
	return ok({ status: 'canceled', canceled_scenarios: canceled });
}

function row({ passRate }: SelfHostedVariants, run: Run) {
	const json = runRow(run);
	return passRate === 'exact' ? json : { ...json, pass_rate: Math.fround(json.pass_rate) };
}
