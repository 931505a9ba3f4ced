import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../../workshop/sandbox';

let sandbox: Sandbox;
let receiver: Server;
let received: Array<{ headers: Record<string, unknown>; raw: string }>;
let answer: number;
let receiverUrl: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({ headers: request.headers, raw: Buffer.concat(chunks).toString() });
			response.writeHead(answer).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/testclix`;
});

beforeEach(async () => {
	received = [];
	answer = 200;
	await sandbox.control.reset();
});

afterAll(async () => {
	await sandbox.close();
	await new Promise((resolve) => receiver.close(resolve));
});

async function call(method: string, path: string, { key = sandbox.testclix.apiKey, body = '' } = {}) {
	const headers: Record<string, string> = key === '' ? {} : { 'x-api-key': key };
	const answered = await fetch(sandbox.testclix.baseUrl + path, { method, headers, body: body || undefined });
	return { status: answered.status, json: (await answered.json()) as Record<string, unknown> };
}

const control = () => sandbox.control.testclix;
const testPath = () => encodeURIComponent(sandbox.testclix.testId);
const statusOf = async () => (await call('GET', `/v1/api/status/${testPath()}`)).json.status;
const breaches = async () => (await sandbox.control.violations()).map(({ message }) => message);

describe('calls', () => {
	it('answers the four documented ones', async () => {
		const { testId } = sandbox.testclix;
		expect((await call('GET', '/v1/api/status')).json).toEqual({ status: 'pass' });
		expect((await call('GET', '/v1/api/status/details')).json).toEqual({
			status: 'pass',
			tests: { error: { count: 0, items: [] } },
		});
		expect((await call('GET', `/v1/api/status/${testPath()}`)).json).toEqual({
			test_id: testId,
			status: 'pass',
		});
		expect((await call('POST', `/v1/api/execute/${testPath()}`)).json).toEqual({
			test_id: testId,
			status: 'queued',
		});
		expect(await breaches()).toEqual([]);
	});

	it.each([
		['GET', '/v1/api/tests', '', 'no endpoint GET /v1/api/tests'],
		['GET', '/v1/api/status?limit=1', '', 'unknown query name `limit`'],
		['POST', '/v1/api/execute/abc', '{}', 'a body is sent, none is documented'],
		['GET', '/v1/api/execute/abc', '', 'wrong method GET'],
	])('refuses %s %s %s', async (method, path, body, problem) => {
		const { status, json } = await call(method, path, { body });
		expect([400, 404]).toContain(status);
		expect(json).toEqual({ message: expect.stringContaining(problem) as string });
		expect(await breaches()).toEqual([expect.stringContaining(problem)]);
	});

	it('words its refusals as documented', async () => {
		expect(await call('GET', '/v1/api/status', { key: 'wrong' })).toMatchObject({
			status: 403,
			json: { message: expect.stringContaining('explicit deny') as string },
		});
		expect(await call('GET', '/v1/api/status/NONE')).toEqual({
			status: 404,
			json: { message: "Scenario doesn't exists" },
		});
		await control().setAllowance({ executions: 1 });
		expect((await call('POST', `/v1/api/execute/${testPath()}`)).status).toBe(200);
		expect(await call('POST', `/v1/api/execute/${testPath()}`)).toEqual({
			status: 403,
			json: { message: 'Execution limit exceeded' },
		});
		expect(await breaches()).toEqual([]);
		expect((await call('GET', '/v1/api/status', { key: '' })).status).toBe(401);
		expect(await breaches()).toEqual([expect.stringContaining('no `x-api-key` header')]);
	});
});

describe('a run', () => {
	it('shows late, then queued, then processing, then its result', async () => {
		await control().nextRuns({ outcome: 'error', lagReads: 2, activeReads: 3 });
		await call('POST', `/v1/api/execute/${testPath()}`);
		const seen = [];
		while (seen.length < 7) seen.push(await statusOf());
		expect(seen).toEqual(['pass', 'pass', 'queued', 'processing', 'processing', 'error', 'error']);
	});

	it('is evaluated together with those before it', async () => {
		const { testId } = sandbox.testclix;
		await control().setTest({ testId, failuresToAlarm: 2, evaluationPeriod: 3 });
		const outcomes = ['error', 'pass', 'error', 'pass', 'pass'] as const;
		const seen = [];
		for (const outcome of outcomes) {
			await control().startRun({ testId, outcome, activeReads: 0 });
			seen.push(await statusOf());
		}
		expect(seen).toEqual(['pass', 'pass', 'error', 'pass', 'pass']);
	});
});

describe('deliveries', () => {
	const deliverVector = async () =>
		await control().deliver({
			testId: 'TEST_ID_EXAMPLE',
			timestamp: 1696332892.123456,
			createdAt: '2022-08-17T09:57:39Z',
		});
	const setWebhook = async (more: object = {}) =>
		await control().setWebhook({ enabled: true, url: receiverUrl, secret: 'whsecret', ...more });

	it.each([
		['hex', 'c2af77a65e85ba2b4baab1602f65d44914f650a5'],
		['base64', 'wq93pl6FuitLqrFgL2XUSRT2UKU='],
	] as const)('are signed over their bytes (%s)', async (signatureEncoding, signature) => {
		await sandbox.control.setVariants({ testclix: { signatureEncoding } });
		await setWebhook({ customHeaders: { 'X-Token': 'abc' } });
		await deliverVector();
		expect(received).toEqual([
			{
				headers: expect.objectContaining({
					'x-clix-signature': signature,
					'content-type': 'application/json',
					'x-token': 'abc',
				}) as object,
				raw: '{"timestamp": 1696332892.123456, "test_id": "TEST_ID_EXAMPLE", "status": "pass", "created_at": "2022-08-17T09:57:39Z"}',
			},
		]);
	});

	it('have no signature without a secret', async () => {
		await setWebhook({ secret: null });
		await deliverVector();
		expect(received[0]?.headers).not.toHaveProperty('x-clix-signature');
	});

	it.each([
		[200, 1],
		[204, 4],
		[500, 4],
	])('that are answered with %d are sent %d times', async (status, times) => {
		answer = status;
		await setWebhook();
		await deliverVector();
		expect(received).toHaveLength(times);
		expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
	});
});
