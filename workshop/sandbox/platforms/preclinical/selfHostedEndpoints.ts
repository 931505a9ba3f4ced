import { boolean, integer, integerText, listOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint, QueryField } from '../../kernel/contract';
import { ok, selfHostedError, slice } from './answers';
import { generatingEndpoints } from './generating';
import { cancelRun, countRead, startRun } from './lifecycle';
import { isUsable, scenarioEndpoints } from './scenarios';
import type { SelfHostedVariants } from './variants';
import { csvOf, runRow, scenarioRunJson, selfHostedDetails } from './wire';
import { hasEnded, listedScenarios, UUID, type PreclinicalWorld, type Run, type Scenario } from './world';

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
		{ method: 'GET', path: '/health', section: '2.5', run: () => health(variants) },
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
				const runs = world.runs.filter((run) => !run.deletedAt && (status ?? run.status) === run.status);
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
				if (run.deletedAt) return selfHostedError(404, 'Test run not found');
				if (!hasEnded(run)) cancelRun(run);
				run.deletedAt = new Date().toISOString();
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
				if (!run) return selfHostedError(404, 'Test run not found');
				// All have one time, so the order is that of their random ids.
				const all = listedScenarios(run).sort((a, b) => (a.id < b.id ? 1 : -1));
				const results = slice(all, query, 50).entries.map((one) => ({
					...scenarioRunJson(run, one),
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
		...scenarioEndpoints(world),
		...generatingEndpoints(world, variants),
		{
			method: 'GET',
			path: '/api/v1/tests/:id/export-csv',
			section: '2.5',
			run: onRun((run) => ({
				status: 200,
				headers: { 'content-disposition': 'attachment' },
				text: { contentType: 'text/csv; charset=utf-8', content: csvOf(run) },
			})),
		},
	];
}

/** Each check as the server words it; a browser warning is usual. */
function health({ health: state }: SelfHostedVariants): Answer {
	const check = (isFine: boolean, detail: string) => ({ status: isFine ? 'ok' : 'error', detail });
	const model = check(state !== 'noModelKey', 'The model key of this check.');
	const status = state === 'ok' ? 'ok' : 'error';
	const body = {
		status,
		timestamp: new Date().toISOString(),
		checks: {
			database: check(state !== 'noDatabase', 'The database connection.'),
			tester_model: model,
			grader_model: model,
			browser_provider: { status: 'warning', detail: 'Browser agents cannot run yet.' },
		},
		setup: { tester_model: 'small', grader_model: 'small', worker_concurrency: 5 },
	};
	return { status: status === 'ok' ? 200 : 503, body };
}

function start(world: PreclinicalWorld, body: Record<string, unknown>): Answer {
	const { agent_id: agentId, test_suite_id: suiteId, scenario_ids: ids } = body as Partial<StartIds>;
	const given = [agentId, ...(ids ?? [suiteId ?? agentId])];
	if (given.some((id) => !UUID.test(String(id)))) return selfHostedError(500, '');
	const agent = world.agents.find(({ id, isActive }) => id === agentId && isActive);
	if (!agent) return selfHostedError(400, 'Agent not found or inactive');
	const suite = world.suites.find(({ id }) => id === suiteId);
	if (suiteId !== undefined && !ids && !suite) return selfHostedError(404, 'Test suite not found');
	const chosen = world.scenarios.filter(chooser(body, suite?.scenarioIds));
	if (ids && chosen.length === 0) {
		return selfHostedError(400, 'No active scenarios found for the given scenario_ids');
	}
	if (chosen.length === 0) return selfHostedError(400, 'No active scenarios available');
	const most = ids ? Infinity : ((body.max_scenarios as number | undefined) ?? Infinity);
	const scenarios = chosen.slice(0, most);
	const unfit = body.benchmark_mode ? scenarios.filter(({ fitsBenchmark }) => !fitsBenchmark) : [];
	if (unfit.length > 0) return refuseBenchmark(unfit);
	const run = startRun(world, {
		agent,
		scenarios,
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

interface StartIds {
	agent_id: string;
	test_suite_id: string;
	scenario_ids: string[];
}

/** Which scenarios a start is for, in the order in which the choices count. What is not usable is left out. */
function chooser(body: Record<string, unknown>, suite?: string[]): (scenario: Scenario) => boolean {
	const { scenario_ids: ids, tags } = body as { scenario_ids?: string[]; tags?: string[] };
	if (ids) return (one) => isUsable(one) && ids.includes(one.id);
	if (suite) return ({ id }) => suite.includes(id);
	return (one) => isUsable(one) && (!tags || one.tags.some((tag) => tags.includes(tag)));
}

function refuseBenchmark(unfit: Scenario[]): Answer {
	const error =
		'Benchmark mode requires initial_message, clinical_facts, and gold_standard in scenario content';
	return {
		status: 400,
		body: { error, invalid_scenarios: unfit.map(({ id, name }) => ({ id, name })) },
	};
}

/** A run that was canceled before is canceled again, which moves its time. */
function cancel(world: PreclinicalWorld, id: string): Answer {
	if (!UUID.test(id)) return selfHostedError(500, '');
	const run = world.runs.find((candidate) => candidate.id === id);
	if (!run) return selfHostedError(404, 'Test run not found');
	if (run.canceled) {
		run.endedAt = new Date().toISOString();
		return ok({ status: 'canceled', canceled_scenarios: 0 });
	}
	if (hasEnded(run)) return ok({ status: run.status, message: 'Test run already finalized' });
	cancelRun(run);
	const canceled = run.scenarios.filter(({ status }) => status === 'canceled').length;
	return ok({ status: 'canceled', canceled_scenarios: canceled });
}

function row({ passRate }: SelfHostedVariants, run: Run) {
	const json = runRow(run);
	return passRate === 'exact' ? json : { ...json, pass_rate: Math.fround(json.pass_rate) };
}
