/** The sandbox's self-hosted Preclinical: what contract preclinical.md says, and the variants of what it leaves open. */
import { MISSING, sandboxPreclinicalForTests } from './sandboxPreclinicalForTests';

const { sandbox, selfHosted } = sandboxPreclinicalForTests();

describe('runs and their state', () => {
	test('starts at the root and tells runs as tests, in its own words', async () => {
		await sandbox().control.preclinicalOss.nextRuns({
			outcome: 'completed',
			failures: 1,
			errors: 1,
			afterMs: 0,
		});
		const started = await selfHosted('POST', '/start-run', {
			agent_id: sandbox().preclinicalOss.agentId,
			tags: ['privacy'],
		});
		expect(started).toMatchObject({
			status: 200,
			body: {
				test_run_id: expect.stringMatching(/^run_\d{14}_/),
				status: 'running',
				total_scenarios: 6,
				scenarios_launched: 6,
			},
		});
		const { id, test_run_id: humanId } = started.body;
		while ((await selfHosted('GET', `/api/v1/tests/${humanId}`)).body.status !== 'completed');
		const { body } = await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${id}&limit=2`);
		expect(body).toMatchObject({ total: 6, results: [{}, {}] });
		expect(body).not.toHaveProperty('limit');
		const [failed, error] = [await only(id, 'failed'), await only(id, 'error')];
		expect(failed.criteria_results[0]).toMatchObject({ decision: 'NOT MET', points_possible: 10 });
		expect(failed.transcript[0]).toMatchObject({ role: 'attacker', turn: 1 });
		expect(error).toMatchObject({ error_code: 'SERVER_ERROR', passed: null, criteria_results: null });
	});

	/** The one scenario run with a status. */
	async function only(runId: string, status: string) {
		const { body } = await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${runId}`);
		const matching = body.results.filter((one: { status: string }) => one.status === status);
		expect(matching).toHaveLength(1);
		return matching[0];
	}

	test('counts a run only once it is finalized, and never one that was canceled', async () => {
		const oss = sandbox().control.preclinicalOss;
		const { id } = await oss.createRun({ scenarios: 4 });
		const { id: canceled } = await oss.createRun({ scenarios: 4 });
		for (const runId of [id, canceled]) await oss.endScenarios({ runId, scenarios: 2, failures: 1 });
		await selfHosted('POST', '/cancel-run', { test_run_id: canceled });
		const counts = async (runId: string) => {
			const { body } = await selfHosted('GET', `/api/v1/tests/${runId}`);
			return [body.status, body.passed_count, body.failed_count, body.error_count, body.is_finalizing];
		};

		expect(await counts(id)).toEqual(['running', 0, 0, 0, false]);
		expect(await counts(canceled)).toEqual(['canceled', 0, 0, 0, false]);
		await oss.finishRun({ runId: id, outcome: 'completed', errors: 1 });
		expect(await counts(id)).toEqual(['completed', 2, 1, 1, true]);
	});

	test('can leave a run running whose scenarios have all ended', async () => {
		await sandbox().control.preclinicalOss.nextRuns({ outcome: 'leftRunning', failures: 1, afterReads: 1 });
		const body = { agent_id: sandbox().preclinicalOss.agentId, tags: ['privacy'] };
		const { id } = (await selfHosted('POST', '/start-run', body)).body;
		for (let read = 0; read < 3; read++) {
			expect((await selfHosted('GET', `/api/v1/tests/${id}`)).body.status).toBe('running');
		}
		const listed = (await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${id}`)).body.results;
		const statuses = listed.map(({ status }: { status: string }) => status).sort();
		expect(statuses).toEqual(['failed', ...Array.from({ length: 5 }, () => 'passed')]);
	});

	test('tells the transcript of what was stopped halfway as text, with a system role', async () => {
		const oss = sandbox().control.preclinicalOss;
		const { id } = await oss.createRun({ scenarios: 4 });
		await oss.endScenarios({ runId: id, scenarios: 3, errors: 1, failedGradings: 1 });
		await selfHosted('POST', '/cancel-run', { test_run_id: id });
		const listed = (await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${id}`)).body.results;
		const of = (code: string | null, status: string) =>
			listed.find((one: Record<string, unknown>) => one.error_code === code && one.status === status);

		expect(JSON.parse(of('SERVER_ERROR', 'error').transcript)).toMatchObject([
			{ role: 'attacker', turn: 1 },
			{ role: 'system', content: expect.stringMatching(/^\[Error: /) },
		]);
		expect(of('UNKNOWN', 'error')).toMatchObject({
			passed: false,
			grade_summary: expect.stringMatching(/^Grading failed after 3 attempts/),
			criteria_results: [],
			transcript: [{ role: 'attacker' }, { role: 'target' }],
		});
		expect(of(null, 'canceled')).toMatchObject({
			transcript: expect.any(String),
			completed_at: null,
			canceled_at: expect.any(String),
		});
		expect(of(null, 'passed').transcript).toBeInstanceOf(Array);
	});
});

describe('scenarios and agents', () => {
	test('lists the scenarios of a run by their random ids, 404 for a run that is not there', async () => {
		const { id } = await sandbox().control.preclinicalOss.createRun();
		const { results } = (await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${id}`)).body;
		const ids = results.map((one: { id: string }) => one.id);

		expect(ids).toEqual([...ids].sort().reverse());
		expect((await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${MISSING}`)).status).toBe(404);
	});

	test('drops scenarios that are not there or not active, and names those unfit for benchmark mode', async () => {
		const [first, second] = await sandbox().control.preclinicalOss.scenarios();
		const unfit = (await sandbox().control.preclinicalOss.scenarios()).find((one) => !one.fitsBenchmark)!;
		await sandbox().control.preclinicalOss.setScenario({ scenarioId: second.id, active: false });
		const start = async (body: object) =>
			await selfHosted('POST', '/start-run', { agent_id: sandbox().preclinicalOss.agentId, ...body });

		expect((await start({ scenario_ids: [first.id, second.id, MISSING] })).body.total_scenarios).toBe(1);
		expect((await start({ scenario_ids: [first.id, 'no-uuid'] })).status).toBe(500);
		expect((await start({ test_suite_id: 'no-uuid' })).status).toBe(500);
		expect(await start({ benchmark_mode: true, scenario_ids: [first.id, unfit.id] })).toMatchObject({
			status: 400,
			body: { invalid_scenarios: [{ id: unfit.id, name: unfit.name }] },
		});
		expect((await start({})).body.total_scenarios).toBe(23);
	});

	test('generates scenarios that are listed and run once they are approved', async () => {
		const { agentId } = sandbox().preclinicalOss;
		const path = '/api/v1/scenarios/generate';
		const wishes = { text: 'If it burns, leave. When in doubt, ask. Closed on Sundays.', category: 'fire' };
		const { status, body } = await selfHosted('POST', `${path}-batch`, { ...wishes, tags: ['new'] });
		const [{ scenario_id: id }] = body.scenarios;
		const row = { category: 'fire', tags: ['new'], scenario_type: 'custom', approved: false };
		const start = async () =>
			(await selfHosted('POST', '/start-run', { agent_id: agentId, scenario_ids: [id] })).status;
		const listed = async () => (await selfHosted('GET', '/api/v1/scenarios?tag=new')).body.total;

		expect([status, body.total, body.scenarios]).toMatchObject([201, 2, [row, row]]);
		expect([await listed(), await start()]).toEqual([0, 400]);
		await sandbox().control.preclinicalOss.setScenario({ scenarioId: id, active: true, approved: true });
		expect([await listed(), await start()]).toEqual([1, 200]);

		expect(await selfHosted('POST', path, { ...wishes, name: 'Fire' })).toMatchObject({
			status: 201,
			body: { name: 'Fire', approved: false },
		});
		await sandbox().control.setVariants({ preclinicalOss: { health: 'noModelKey' } });
		expect((await selfHosted('POST', path, wishes)).status).toBe(500);
	});

	test('lists scenarios by tag, and starts no run of an agent that is not active', async () => {
		const { agentId } = sandbox().preclinicalOss;
		const { body } = await selfHosted('GET', '/api/v1/scenarios?tag=appointment');
		expect(body).toMatchObject({ total: 3, scenarios: [{ tags: ['appointment'] }, {}, {}] });
		expect((await selfHosted('GET', '/api/v1/scenarios')).body.total).toBe(24);

		await sandbox().control.preclinicalOss.setAgent({ agentId, active: false });
		expect(await selfHosted('POST', '/start-run', { agent_id: agentId })).toEqual({
			status: 400,
			body: { error: 'Agent not found or inactive' },
		});
	});

	test('tells of itself, with 503 when something is missing', async () => {
		expect(await selfHosted('GET', '/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
		for (const [health, checks] of [
			['noModelKey', { database: { status: 'ok' }, tester_model: { status: 'error' } }],
			['noDatabase', { database: { status: 'error' }, tester_model: { status: 'ok' } }],
		] as const) {
			await sandbox().control.setVariants({ preclinicalOss: { health } });
			const answer = await selfHosted('GET', '/health');
			expect(answer).toMatchObject({ status: 503, body: { status: 'error', checks } });
		}
		expect((await selfHosted('GET', '/api/v1/tests')).status).toBe(200);
	});

	test('lists agents bare and asks for no key', async () => {
		const { body } = await selfHosted('GET', '/api/v1/agents');
		expect(body).toHaveLength(3);
		expect(await sandbox().control.violations()).toEqual([]);
	});
});

describe('errors and cancellation', () => {
	test('answers 500 in plain text to an ID that is no UUID', async () => {
		expect(await selfHosted('POST', '/start-run', { agent_id: 'desk' })).toEqual({
			status: 500,
			body: 'Internal Server Error',
		});
		expect((await selfHosted('POST', '/cancel-run', { test_run_id: 'run_1' })).status).toBe(500);
	});

	test('cancels with 200 whatever the state, moving the time of what was canceled, and deletes softly', async () => {
		const { id } = await sandbox().control.preclinicalOss.createRun();
		const cancel = async () => (await selfHosted('POST', '/cancel-run', { test_run_id: id })).body;
		const canceledAt = async () => (await selfHosted('GET', `/api/v1/tests/${id}`)).body.canceled_at;
		expect(await cancel()).toEqual({ status: 'canceled', canceled_scenarios: 20 });
		const first = await canceledAt();
		// Times have whole milliseconds.
		while (new Date().toISOString() === first);
		expect(await cancel()).toEqual({ status: 'canceled', canceled_scenarios: 0 });
		expect(await canceledAt()).not.toBe(first);
		expect((await selfHosted('GET', `/api/v1/tests/${id}`)).body).toMatchObject({
			status: 'canceled',
			completed_at: null,
		});
		expect((await selfHosted('DELETE', `/api/v1/tests/${id}`)).status).toBe(204);
		expect((await selfHosted('DELETE', `/api/v1/tests/${id}`)).status).toBe(404);
		expect(await selfHosted('GET', `/api/v1/tests/${id}`)).toMatchObject({
			status: 200,
			body: { deleted_at: expect.any(String) },
		});
		const { runs } = (await selfHosted('GET', '/api/v1/tests?limit=100')).body;
		expect(runs.map((run: { id: string }) => run.id)).not.toContain(id);
	});

	test.each(['/api/v1/webhooks', '/api/v1/runs', '/api/v1/test-suites'])('has no %s', async (path) => {
		expect((await selfHosted('GET', path)).status).toBe(404);
		expect(await sandbox().control.violations()).toHaveLength(1);
	});
});
