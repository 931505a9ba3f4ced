/** The sandbox's Preclinical, hosted and self-hosted: what contract preclinical.md says, and the variants of what it leaves open. */
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../../workshop/sandbox';
import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => await sandbox.control.reset());
afterAll(async () => await sandbox.close());

const MISSING = '11111111-2222-4333-8444-555555555555';

async function ask(
	base: string,
	method: string,
	path: string,
	body?: object,
	key = sandbox.preclinical.apiKey,
) {
	const headers: Record<string, string> = { authorization: `Bearer ${key}` };
	if (body) headers['content-type'] = 'application/json';
	const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
	const content = await answer.text();
	const isJson = /json/.test(answer.headers.get('content-type') ?? '');
	return { status: answer.status, body: isJson ? JSON.parse(content) : content };
}
const hosted = async (method: string, path: string, body?: object, key?: string) =>
	await ask(sandbox.preclinical.baseUrl, method, path, body, key);
const selfHosted = async (method: string, path: string, body?: object) =>
	await ask(sandbox.preclinicalOss.baseUrl, method, path, body);

/** A receiver that answers with the statuses given, then with 200. */
async function receiver(...statuses: number[]) {
	const received: Array<{ headers: Record<string, unknown>; body: string }> = [];
	const server: Server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => {
			received.push({ headers: req.headers, body: Buffer.concat(chunks).toString() });
			res.writeHead(statuses.shift() ?? 200).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
	return { url, received, close: async () => await new Promise((resolve) => server.close(resolve)) };
}

describe('hosted', () => {
	describe('calls and their words', () => {
		test('wants a key, and says so in its own envelope', async () => {
			expect(await hosted('GET', '/runs', undefined, 'wrong')).toMatchObject({ status: 401 });
			expect(await sandbox.control.violations()).toEqual([]);
		});

		test('takes a run from start to its end, with its own words', async () => {
			await sandbox.control.preclinical.nextRuns({ outcome: 'completed', failures: 1, afterReads: 2 });
			const started = await hosted('POST', '/runs', {
				agent_id: sandbox.preclinical.agentId,
				max_scenarios: 3,
			});
			expect(started).toMatchObject({
				status: 201,
				body: { test_run_id: expect.stringMatching(/^TR-\d{5}$/), status: 'pending', total_scenarios: 3 },
			});
			const { id, poll_url: path } = started.body;
			expect(path).toBe(`/api/v1/runs/${id}`);
			const statuses = [];
			for (let read = 0; read < 3; read++) statuses.push((await hosted('GET', `/runs/${id}`)).body.status);
			expect(statuses).toEqual(['pending', 'running', 'completed']);

			const { body } = await hosted('GET', `/scenario-runs?test_run_id=${id}&passed=false`);
			expect(body).toMatchObject({ total: 1, limit: 50, offset: 0, scenario_runs: [{ status: 'failed' }] });
			const one = await hosted('GET', `/scenario-runs/${body.scenario_runs[0].id}`);
			expect(one.body.criteria_results.map(({ decision }: { decision: string }) => decision)).toEqual([
				'NOT_MET',
				'PARTIAL',
				'MET',
			]);
			expect(one.body.transcript.map(({ role }: { role: string }) => role)).toEqual(['user', 'assistant']);
			expect(await sandbox.control.violations()).toEqual([]);
		});

		test.each([
			['POST', '/runs', { agent_id: MISSING }, 400, 'AGENT_NOT_FOUND'],
			['GET', `/runs/${MISSING}`, undefined, 404, 'RUN_NOT_FOUND'],
			['GET', `/webhooks/${MISSING}`, undefined, 404, 'NOT_FOUND'],
			['GET', `/scenario-runs?test_run_id=${MISSING}`, undefined, 404, 'NOT_FOUND'],
		])('%s %s is refused with a code', async (method, path, body, status, code) => {
			expect(await hosted(method, path, body)).toMatchObject({ status, body: { code } });
			expect(await sandbox.control.violations()).toEqual([]);
		});

		test.each([
			['GET', '/tests', undefined],
			['POST', '/runs', { agent_id: 'x', tags: ['y'] }],
			['GET', '/runs?limit=101', undefined],
			['GET', '/scenario-runs', undefined],
			['DELETE', `/runs/${MISSING}`, undefined],
			['PUT', `/webhooks/${MISSING}`, { agent_id: 'x' }],
		])('%s %s is no documented call', async (method, path, body) => {
			await hosted(method, path, body);
			expect(await sandbox.control.violations()).toHaveLength(1);
		});

		test.each([
			['live', 1],
			['atEnd', 0],
		] as const)('counts as the variant %s says', async (counts, failed_count) => {
			await sandbox.control.setVariants({ preclinical: { counts } });
			const { id } = await sandbox.control.preclinical.createRun({ scenarios: 3, unlisted: 1 });
			await sandbox.control.preclinical.endScenarios({ runId: id, scenarios: 2, failures: 1 });

			expect((await hosted('GET', `/runs/${id}`)).body).toMatchObject({ total_scenarios: 3, failed_count });
			expect((await hosted('GET', `/scenario-runs?test_run_id=${id}`)).body.total).toBe(2);
		});
	});

	describe('cancellation and webhooks', () => {
		test('cancels what has not ended, and tells the webhook', async () => {
			const hook = await receiver();
			await sandbox.control.preclinical.addWebhook({ url: hook.url });
			const { id } = await sandbox.control.preclinical.createRun();
			expect(await hosted('POST', `/runs/${id}/cancel`)).toMatchObject({
				status: 200,
				body: { status: 'canceled' },
			});
			expect(await hosted('POST', `/runs/${id}/cancel`)).toMatchObject({
				status: 400,
				body: { code: 'INVALID_STATE', details: { current_status: 'canceled' } },
			});
			await sandbox.control.settle();
			expect(hook.received.map(({ body }) => JSON.parse(body))).toMatchObject([
				{ event: 'test_run_completed', test_run: { id, status: 'canceled' } },
			]);
			await hook.close();
		});

		test('has one webhook per scope, the one of an agent before that of the organization', async () => {
			const [forAll, forOne] = [await receiver(), await receiver()];
			const agent_id = sandbox.preclinical.agentId;
			expect((await hosted('POST', '/webhooks', { url: forAll.url })).status).toBe(201);
			expect((await hosted('POST', '/webhooks', { url: forOne.url, agent_id })).status).toBe(201);
			expect(await hosted('POST', '/webhooks', { url: forOne.url, agent_id })).toMatchObject({
				status: 409,
				body: { code: 'ALREADY_EXISTS' },
			});
			const { id } = await sandbox.control.preclinical.createRun({ agentId: agent_id });
			await sandbox.control.preclinical.finishRun({ runId: id, outcome: 'completed' });
			expect([forAll.received.length, forOne.received.length]).toEqual([0, 1]);
			await Promise.all([forAll.close(), forOne.close()]);
		});

		test('retries as far as the variant says, and counts what failed', async () => {
			for (const [retries, attempts] of [['none', 1] as const, ['twice', 3] as const]) {
				await sandbox.control.reset();
				await sandbox.control.setVariants({ preclinical: { retries } });
				const hook = await receiver(500, 500, 500);
				await sandbox.control.preclinical.addWebhook({ url: hook.url });
				const { id } = await sandbox.control.preclinical.createRun();
				const { deliveries } = await sandbox.control.preclinical.finishRun({ runId: id, outcome: 'failed' });
				expect(deliveries[0].attempts).toHaveLength(attempts);
				expect(new Set(hook.received.map(({ body }) => body)).size).toBe(1);
				expect(await sandbox.control.preclinical.webhooks()).toMatchObject([{ consecutiveFailures: 1 }]);
				await hook.close();
			}
		});

		test.each(hostedVariants.signature.values)('signs as the variant %s says', async (signature) => {
			await sandbox.control.setVariants({ preclinical: { signature } });
			const hook = await receiver();
			await sandbox.control.preclinical.addWebhook({ url: hook.url, secret: 'placeholder' });
			const { id } = await sandbox.control.preclinical.createRun();
			await sandbox.control.preclinical.finishRun({ runId: id, outcome: 'completed' });
			const [{ headers, body }] = hook.received;
			const hmac = (algorithm: string, encoding: 'hex' | 'base64') =>
				createHmac(algorithm, 'placeholder').update(body).digest(encoding);
			const expected = {
				none: undefined,
				sha256Hex: hmac('sha256', 'hex'),
				sha256HexPrefixed: `sha256=${hmac('sha256', 'hex')}`,
				sha256Base64: hmac('sha256', 'base64'),
				sha1Hex: hmac('sha1', 'hex'),
				sha512Hex: hmac('sha512', 'hex'),
			}[signature];
			expect(headers['x-sandbox-signature']).toBe(expected);
			await hook.close();
		});
	});
});

describe('self-hosted', () => {
	describe('runs and their state', () => {
		test('starts at the root and tells runs as tests, in its own words', async () => {
			await sandbox.control.preclinicalOss.nextRuns({
				outcome: 'completed',
				failures: 1,
				errors: 1,
				afterMs: 0,
			});
			const started = await selfHosted('POST', '/start-run', {
				agent_id: sandbox.preclinicalOss.agentId,
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
			const oss = sandbox.control.preclinicalOss;
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
			await sandbox.control.preclinicalOss.nextRuns({ outcome: 'leftRunning', failures: 1, afterReads: 1 });
			const body = { agent_id: sandbox.preclinicalOss.agentId, tags: ['privacy'] };
			const { id } = (await selfHosted('POST', '/start-run', body)).body;
			for (let read = 0; read < 3; read++) {
				expect((await selfHosted('GET', `/api/v1/tests/${id}`)).body.status).toBe('running');
			}
			const listed = (await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${id}`)).body.results;
			const statuses = listed.map(({ status }: { status: string }) => status).sort();
			expect(statuses).toEqual(['failed', ...Array.from({ length: 5 }, () => 'passed')]);
		});

		test('tells the transcript of what was stopped halfway as text, with a system role', async () => {
			const oss = sandbox.control.preclinicalOss;
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
			const { id } = await sandbox.control.preclinicalOss.createRun();
			const { results } = (await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${id}`)).body;
			const ids = results.map((one: { id: string }) => one.id);

			expect(ids).toEqual([...ids].sort().reverse());
			expect((await selfHosted('GET', `/api/v1/scenario-runs?test_run_id=${MISSING}`)).status).toBe(404);
		});

		test('drops scenarios that are not there or not active, and names those unfit for benchmark mode', async () => {
			const [first, second] = await sandbox.control.preclinicalOss.scenarios();
			const unfit = (await sandbox.control.preclinicalOss.scenarios()).find((one) => !one.fitsBenchmark)!;
			await sandbox.control.preclinicalOss.setScenario({ scenarioId: second.id, active: false });
			const start = async (body: object) =>
				await selfHosted('POST', '/start-run', { agent_id: sandbox.preclinicalOss.agentId, ...body });

			expect((await start({ scenario_ids: [first.id, second.id, MISSING] })).body.total_scenarios).toBe(1);
			expect((await start({ scenario_ids: [first.id, 'no-uuid'] })).status).toBe(500);
			expect((await start({ test_suite_id: 'no-uuid' })).status).toBe(500);
			expect(await start({ benchmark_mode: true, scenario_ids: [first.id, unfit.id] })).toMatchObject({
				status: 400,
				body: { invalid_scenarios: [{ id: unfit.id, name: unfit.name }] },
			});
			expect((await start({})).body.total_scenarios).toBe(23);
		});

		test('lists scenarios by tag, and starts no run of an agent that is not active', async () => {
			const { agentId } = sandbox.preclinicalOss;
			const { body } = await selfHosted('GET', '/api/v1/scenarios?tag=appointment');
			expect(body).toMatchObject({ total: 3, scenarios: [{ tags: ['appointment'] }, {}, {}] });
			expect((await selfHosted('GET', '/api/v1/scenarios')).body.total).toBe(24);

			await sandbox.control.preclinicalOss.setAgent({ agentId, active: false });
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
				await sandbox.control.setVariants({ preclinicalOss: { health } });
				const answer = await selfHosted('GET', '/health');
				expect(answer).toMatchObject({ status: 503, body: { status: 'error', checks } });
			}
			expect((await selfHosted('GET', '/api/v1/tests')).status).toBe(200);
		});

		test('lists agents bare and asks for no key', async () => {
			const { body } = await selfHosted('GET', '/api/v1/agents');
			expect(body).toHaveLength(3);
			expect(await sandbox.control.violations()).toEqual([]);
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
			const { id } = await sandbox.control.preclinicalOss.createRun();
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
			expect(await sandbox.control.violations()).toHaveLength(1);
		});
	});
});
