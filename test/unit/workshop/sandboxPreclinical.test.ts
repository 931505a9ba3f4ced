/** The sandbox's hosted Preclinical: what contract preclinical.md says, and the variants of what it leaves open. */
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { MISSING, sandboxPreclinicalForTests } from './sandboxPreclinicalForTests';

const { sandbox, hosted } = sandboxPreclinicalForTests();

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
describe('calls and their words', () => {
	test('wants a key, and says so in its own envelope', async () => {
		expect(await hosted('GET', '/runs', undefined, 'wrong')).toMatchObject({ status: 401 });
		expect(await sandbox().control.violations()).toEqual([]);
	});

	test('takes a run from start to its end, with its own words', async () => {
		await sandbox().control.preclinical.nextRuns({ outcome: 'completed', failures: 1, afterReads: 2 });
		const started = await hosted('POST', '/runs', {
			agent_id: sandbox().preclinical.agentId,
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
		expect(await sandbox().control.violations()).toEqual([]);
	});

	test.each([
		['POST', '/runs', { agent_id: MISSING }, 400, 'AGENT_NOT_FOUND'],
		['GET', `/runs/${MISSING}`, undefined, 404, 'RUN_NOT_FOUND'],
		['GET', `/webhooks/${MISSING}`, undefined, 404, 'NOT_FOUND'],
		['GET', `/scenario-runs?test_run_id=${MISSING}`, undefined, 404, 'NOT_FOUND'],
	])('%s %s is refused with a code', async (method, path, body, status, code) => {
		expect(await hosted(method, path, body)).toMatchObject({ status, body: { code } });
		expect(await sandbox().control.violations()).toEqual([]);
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
		expect(await sandbox().control.violations()).toHaveLength(1);
	});

	test.each([
		['live', 1],
		['atEnd', 0],
	] as const)('counts as the variant %s says', async (counts, failed_count) => {
		await sandbox().control.setVariants({ preclinical: { counts } });
		const { id } = await sandbox().control.preclinical.createRun({ scenarios: 3, unlisted: 1 });
		await sandbox().control.preclinical.endScenarios({ runId: id, scenarios: 2, failures: 1 });

		expect((await hosted('GET', `/runs/${id}`)).body).toMatchObject({ total_scenarios: 3, failed_count });
		expect((await hosted('GET', `/scenario-runs?test_run_id=${id}`)).body.total).toBe(2);
	});
});

describe('cancellation and webhooks', () => {
	test('cancels what has not ended, and tells the webhook', async () => {
		const hook = await receiver();
		await sandbox().control.preclinical.addWebhook({ url: hook.url });
		const { id } = await sandbox().control.preclinical.createRun();
		expect(await hosted('POST', `/runs/${id}/cancel`)).toMatchObject({
			status: 200,
			body: { status: 'canceled' },
		});
		expect(await hosted('POST', `/runs/${id}/cancel`)).toMatchObject({
			status: 400,
			body: { code: 'INVALID_STATE', details: { current_status: 'canceled' } },
		});
		await sandbox().control.settle();
		expect(hook.received.map(({ body }) => JSON.parse(body))).toMatchObject([
			{ event: 'test_run_completed', test_run: { id, status: 'canceled' } },
		]);
		await hook.close();
	});

	test('has one webhook per scope, the one of an agent before that of the organization', async () => {
		const [forAll, forOne] = [await receiver(), await receiver()];
		const agent_id = sandbox().preclinical.agentId;
		expect((await hosted('POST', '/webhooks', { url: forAll.url })).status).toBe(201);
		expect((await hosted('POST', '/webhooks', { url: forOne.url, agent_id })).status).toBe(201);
		expect(await hosted('POST', '/webhooks', { url: forOne.url, agent_id })).toMatchObject({
			status: 409,
			body: { code: 'ALREADY_EXISTS' },
		});
		const { id } = await sandbox().control.preclinical.createRun({ agentId: agent_id });
		await sandbox().control.preclinical.finishRun({ runId: id, outcome: 'completed' });
		expect([forAll.received.length, forOne.received.length]).toEqual([0, 1]);
		await Promise.all([forAll.close(), forOne.close()]);
	});

	test('retries as far as the variant says, and counts what failed', async () => {
		for (const [retries, attempts] of [['none', 1] as const, ['twice', 3] as const]) {
			await sandbox().control.reset();
			await sandbox().control.setVariants({ preclinical: { retries } });
			const hook = await receiver(500, 500, 500);
			await sandbox().control.preclinical.addWebhook({ url: hook.url });
			const { id } = await sandbox().control.preclinical.createRun();
			const { deliveries } = await sandbox().control.preclinical.finishRun({ runId: id, outcome: 'failed' });
			expect(deliveries[0].attempts).toHaveLength(attempts);
			expect(new Set(hook.received.map(({ body }) => body)).size).toBe(1);
			expect(await sandbox().control.preclinical.webhooks()).toMatchObject([{ consecutiveFailures: 1 }]);
			await hook.close();
		}
	});

	test.each(hostedVariants.signature.values)('signs as the variant %s says', async (signature) => {
		await sandbox().control.setVariants({ preclinical: { signature } });
		const hook = await receiver();
		await sandbox().control.preclinical.addWebhook({ url: hook.url, secret: 'placeholder' });
		const { id } = await sandbox().control.preclinical.createRun();
		await sandbox().control.preclinical.finishRun({ runId: id, outcome: 'completed' });
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
