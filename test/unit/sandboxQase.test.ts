import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../sandbox';

let sandbox: Sandbox;
let receiver: Server;
let received: Array<{ headers: Record<string, unknown>; body: Record<string, unknown> }>;
let receiverUrl: string;
let isSilent: boolean;

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
			received.push({ headers: request.headers, body });
			if (isSilent) response.destroy();
			else response.writeHead(500).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/done`;
});

beforeEach(async () => {
	received = [];
	isSilent = false;
	await sandbox.control.reset();
});

afterAll(async () => {
	await sandbox.close();
	await new Promise((resolve) => receiver.close(resolve));
});

async function call(method: string, path: string, body?: unknown, token = sandbox.qase.token) {
	const headers: Record<string, string> = token === '' ? {} : { token };
	if (body !== undefined) headers['content-type'] = 'application/json';
	const answer = await fetch(sandbox.qase.origin + path, {
		method,
		headers,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	return { status: answer.status, json: (await answer.json()) as Record<string, never> };
}

const breaches = async () => (await sandbox.control.violations()).map(({ message }) => message);

describe('calls', () => {
	it('tells in lists what is filtered and what there is in all', async () => {
		const { json } = await call('GET', '/v1/run/SHOP?status=failed&limit=1&offset=1');
		expect(json.result).toMatchObject({ total: 5, filtered: 2, count: 1, entities: [{ id: 5 }] });
	});

	it.each([
		['GET', '/v1/run/SHOP?filters[status]=failed', undefined, 'unknown query name `filters[status]`'],
		['GET', '/v1/run/SHOP?status=complete', undefined, 'query `status` must be one of'],
		['GET', '/v1/run/SHOP?limit=101', undefined, 'query `limit` must be within 1 and 100'],
		['GET', '/v1/run/SHOP?from_start_time=1777629600000', undefined, 'must be within'],
		['GET', '/v1/result/SHOP?from_end_time=2026-05-01', undefined, 'must be Y-m-d H:i:s'],
		['POST', '/v1/run/SHOP', { title: 'a', cases: [1], plan_id: 1 }, 'are combined'],
		['POST', '/v1/run/SHOP', { title: 'a', custom_field: { 7: 1 } }, 'must be an object of strings'],
		['POST', '/v1/run/SHOP/1/complete', {}, 'a body is sent, none is documented'],
		['POST', '/v1/run/SHOP/1/abort', undefined, 'no endpoint POST /v1/run/SHOP/1/abort'],
		['POST', '/v2/SHOP/run/1/results', { results: [{ title: 'a' }] }, 'result field `execution` is missing'],
		[
			'POST',
			'/v2/SHOP/run/1/results',
			{ results: [{ title: 'a', execution: { status: 'passed', time: 1 } }] },
			'unknown execution field `time`',
		],
	])('refuses %s %s %j', async (method, path, body, problem) => {
		const { status, json } = await call(method, path, body);
		expect([400, 404]).toContain(status);
		expect(json).toMatchObject({ status: false });
		expect(await breaches()).toEqual([expect.stringContaining(problem)]);
	});

	it('wants the token in its header, and one that may write', async () => {
		expect((await call('GET', '/v1/project', undefined, '')).status).toBe(401);
		expect(await breaches()).toEqual([expect.stringContaining('no `Token: <api token>` header')]);
		await sandbox.control.clearViolations();
		expect((await call('GET', '/v1/project', undefined, 'another')).status).toBe(401);
		expect((await call('DELETE', '/v1/run/SHOP/1', undefined, sandbox.qase.readOnlyToken)).status).toBe(403);
		expect(await breaches()).toEqual([]);
	});

	it('takes each result in once by its key', async () => {
		const results = [{ id: 'key-1', title: 'pays with points', execution: { status: 'passed' } }];
		for (let times = 0; times < 2; times += 1) {
			expect((await call('POST', '/v2/SHOP/run/4/results', { results })).status).toBe(202);
		}
		const listed = await sandbox.control.qase.results({ project: 'SHOP', runId: 4 });
		expect(listed.filter(({ case_id: caseId }) => caseId === 13)).toHaveLength(1);
	});

	it('completes as passed only when every case has a positive result', async () => {
		const verdictOf = async (...statuses: string[]) => {
			const plan = { project: 'SHOP', title: 'a', caseIds: [1, 2], deliver: false };
			const { id: runId } = (await sandbox.control.qase.createRun(plan)).run;
			for (const [index, status] of statuses.entries()) {
				await sandbox.control.qase.addResult({ project: 'SHOP', runId, caseId: index + 1, status });
			}
			await call('POST', `/v1/run/SHOP/${runId}/complete`);
			const { json } = await call('GET', `/v1/run/SHOP/${runId}`);
			return (json.result as { status_text: string }).status_text;
		};
		expect(await verdictOf('passed', 'passed_with_notes')).toBe('passed');
		expect(await verdictOf('passed', 'blocked')).toBe('failed');
		expect(await verdictOf('passed')).toBe('failed');
	});
});

describe('deliveries', () => {
	const hook = async (more: object = {}) =>
		await sandbox.control.qase.addWebhook({
			project: 'SHOP',
			url: receiverUrl,
			events: ['run.completed'],
			...more,
		});

	it('carry the documented envelope and the secret as it stands', async () => {
		await hook({ secret: 'placeholder' });
		const { run } = await sandbox.control.qase.createRun({ project: 'SHOP', title: 'a', planId: 2 });
		await sandbox.control.qase.finishRun({ project: 'SHOP', runId: run.id, outcome: 'failed', blocked: 1 });

		expect(received).toHaveLength(1);
		expect(received[0].headers).toMatchObject({ 'x-qase-secret': 'placeholder' });
		expect(received[0].body).toEqual({
			event_name: 'run.completed',
			timestamp: expect.any(Number) as number,
			payload: {
				id: run.id,
				cases: 3,
				passed: 1,
				failed: 1,
				blocked: 1,
				duration: expect.any(Number) as number,
			},
			team_member_id: 1,
			project_code: 'SHOP',
		});
	});

	it('stop when a receiver does not answer', async () => {
		await hook();
		isSilent = true;
		for (let times = 0; times < 2; times += 1) {
			await sandbox.control.qase.deliverRun({ project: 'SHOP', runId: 1, event: 'run.completed' });
		}
		expect(received).toHaveLength(1);
		expect(await sandbox.control.qase.webhooks()).toMatchObject([{ enabled: false }]);
	});
});
