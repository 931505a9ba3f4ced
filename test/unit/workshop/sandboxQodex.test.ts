import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../../workshop/sandbox';
import type { VariantChanges } from '../../../workshop/sandbox/control';

interface Reply {
	status: number;
	json: Record<string, unknown>;
	text: string;
}

let sandbox: Sandbox;
let receiver: Server;
let received: Array<Record<string, unknown>>;
let receiverUrl: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
			response.writeHead(500).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/done`;
});

beforeEach(async () => {
	received = [];
	await sandbox.control.reset();
});

afterAll(async () => {
	await sandbox.close();
	await new Promise((resolve) => receiver.close(resolve));
});

async function call(method: string, path: string, body?: unknown, key: string | null = sandbox.qodex.apiKey) {
	const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
	if (body !== undefined) headers['content-type'] = 'application/json';
	const answer = await fetch(sandbox.qodex.origin + path, {
		method,
		headers,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.text();
	const isJson = text.startsWith('{');
	return { status: answer.status, json: isJson ? JSON.parse(text) : {}, text } as Reply;
}

const trigger = async (body: unknown = { environment: 'staging' }) =>
	await call('POST', '/api/projects/web-shop/webhooks/trigger', body);

const poll = async (id: unknown) =>
	await call('GET', `/api/projects/web-shop/test-runs/${encodeURIComponent(String(id))}`);

/** Starts a run and ends it at once, and answers with its poll reply. */
async function pollEnded(
	outcome: Parameters<Sandbox['control']['qodex']['finishRun']>[0]['outcome'],
	changes: VariantChanges = {},
) {
	await sandbox.control.setVariants(changes);
	await sandbox.control.qodex.nextRuns({ outcome: 'stuck' });
	const { testRunId } = (await trigger()).json;
	await sandbox.control.qodex.finishRun({ testRunId: String(testRunId), outcome });
	return (await poll(testRunId)).json;
}

describe('trigger', () => {
	it('answers 202 with exactly the documented fields', async () => {
		const { status, json } = await trigger({ environment: 'staging', tags: ['smoke'], mode: 'brief' });
		expect(status).toBe(202);
		expect(json).toEqual({
			testRunId: expect.stringMatching(/^run_/) as string,
			status: 'running',
			scenariosTotal: 3,
			mode: 'brief',
		});
	});

	it('runs the whole active suite without tags, drafts never', async () => {
		expect((await trigger({ tags: [] })).json.scenariosTotal).toBe(7);
		expect((await trigger({ tags: ['drafts'] })).status).toBe(400);
		expect(await sandbox.control.qodex.runs()).toHaveLength(1);
		expect(await sandbox.control.violations()).toEqual([]);
	});

	it('starts another run on every call', async () => {
		const first = await trigger();
		const second = await trigger();
		expect(first.json.testRunId).not.toBe(second.json.testRunId);
		expect(await sandbox.control.qodex.runs()).toHaveLength(2);
	});

	it.each([
		['an unknown field', { callbackUrl: 'https://n8n.example.com' }, 'unknown body field `callbackUrl`'],
		['an empty environment', { environment: '' }, '`environment` must not be empty'],
		['tags as text', { tags: 'smoke' }, '`tags` must be an array'],
		['a relative callback', { callback_url: '/done' }, 'http or https URL'],
		['a list as body', [], 'not a JSON object'],
	])('refuses %s', async (_name, body, text) => {
		const { status, json } = await trigger(body);
		expect([status, json.error]).toEqual([400, expect.stringMatching(/^contract qodex\.md 2\.1: /)]);
		expect(json.error).toContain(text);
		expect(await sandbox.control.violations()).toHaveLength(1);
		expect(await sandbox.control.qodex.runs()).toEqual([]);
	});

	it('refuses other projects and wrong keys without calling them violations', async () => {
		expect((await call('POST', '/api/projects/other/webhooks/trigger', {})).status).toBe(404);
		expect((await call('POST', '/api/projects/web-shop/webhooks/trigger', {}, 'qk_wrong')).status).toBe(401);
		expect(await sandbox.control.violations()).toEqual([]);
	});
});

describe('poll', () => {
	it('shows the run going, then its end, after the planned polls', async () => {
		await sandbox.control.qodex.nextRuns({ outcome: 'failed', failures: 2, afterPolls: 2, runs: 1 });
		const { testRunId } = (await trigger()).json;
		const replies = [await poll(testRunId), await poll(testRunId), await poll(testRunId)].map(
			({ json }) => json,
		);
		expect(replies.map(({ status }) => status)).toEqual(['running', 'running', 'failed']);
		expect(replies[2]).toMatchObject({
			summary: { total: 7, passed: 5, failed: 2 },
			failedScenarios: [{ status: 'fail' }, { status: 'fail' }],
		});
	});

	it('knows runs that pass by themselves, and runs that never end', async () => {
		await sandbox.control.qodex.nextRuns({ outcome: 'passed', afterMs: 0, runs: 1 });
		await sandbox.control.qodex.nextRuns({ outcome: 'stuck', afterMs: 0, afterPolls: 1, runs: 1 });
		const [passing, stuck] = [(await trigger()).json.testRunId, (await trigger()).json.testRunId];
		while ((await poll(passing)).json.status === 'running');
		expect((await poll(passing)).json.status).toBe('passed');
		expect((await poll(stuck)).json.status).toBe('running');
	});

	it('counts erroring scenarios in no counter but the total', async () => {
		expect(await pollEnded('error')).toMatchObject({
			status: 'failed',
			summary: { total: 7, passed: 6, failed: 0 },
			failedScenarios: [{ status: 'error' }],
		});
	});

	it.each([
		['budget_exceeded', 'budget_exceeded'],
		['unknownStatus:archived', 'archived'],
	] as const)('ends as %s', async (outcome, status) => {
		expect((await pollEnded(outcome)).status).toBe(status);
	});

	it.each([
		['passed/failed', 'passed', { status: 'passed' }],
		['completed+passed', 'passed', { status: 'completed', passed: true }],
		['completed+passed', 'failed', { status: 'completed', passed: false }],
		['success/failure', 'failed', { status: 'failure' }],
		['pass/fail', 'failed', { status: 'fail' }],
	] as const)('words the end as %s', async (terminalWords, outcome, expected) => {
		expect(await pollEnded(outcome, { qodex: { terminalWords } })).toMatchObject(expected);
	});

	it.each(['testRun', 'data', 'run'] as const)('wraps the reply in %s', async (pollShape) => {
		const json = await pollEnded('passed', { qodex: { pollShape } });
		expect(Object.keys(json)).toEqual([pollShape]);
		expect(json[pollShape]).toMatchObject({ status: 'passed' });
	});

	it.each([
		['flatCounters', { scenariosTotal: 7, scenariosPassed: 6, scenariosFailed: 1 }],
		['none', {}],
	] as const)('counts as %s, without details', async (pollCounters, counters) => {
		const json = await pollEnded('failed', { qodex: { pollCounters, pollDetail: 'bare' } });
		expect(json).toEqual({ testRunId: json.testRunId, status: 'failed', mode: 'brief', ...counters });
	});

	it('counts as a list of scenarios', async () => {
		const json = await pollEnded('failed', { qodex: { pollCounters: 'scenarios' } });
		expect(json.scenarios).toHaveLength(7);
		expect(json.scenarios).toContainEqual({ name: 'Search for an article', status: 'pass' });
	});

	it('takes ids that need encoding', async () => {
		await sandbox.control.setVariants({ qodex: { runId: 'needsEncoding' } });
		const { testRunId } = (await trigger()).json;
		expect(testRunId).toMatch(/^run\/.*&\?$/);
		expect((await poll(testRunId)).json.testRunId).toBe(testRunId);
	});

	it.each([
		['errorString', { error: 'Test run not found' }],
		['message', { message: 'Test run not found' }],
		['errors', { errors: [{ message: 'Test run not found' }] }],
	] as const)('words errors as %s', async (errorShape, body) => {
		await sandbox.control.setVariants({ qodex: { errorShape, unknownRunStatus: '400' } });
		expect(await poll('run_none')).toMatchObject({ status: 400, json: body });
	});

	it('words errors as plain text', async () => {
		await sandbox.control.setVariants({ qodex: { errorShape: 'plainText' } });
		expect(await poll('run_none')).toMatchObject({ status: 404, text: 'Test run not found' });
	});
});

describe('deliveries', () => {
	it('calls callback_url once, unsigned, and not again when that fails', async () => {
		await sandbox.control.qodex.nextRuns({ outcome: 'failed', afterPolls: 1 });
		const { testRunId } = (await trigger({ callback_url: receiverUrl })).json;
		await poll(testRunId);
		await sandbox.control.settle();
		expect(received).toHaveLength(1);
		expect(received[0]).toMatchObject({
			event: 'test_run_completed',
			testRunId,
			policy: null,
			passed: false,
		});
		const [delivery] = await sandbox.control.deliveries();
		expect(delivery.attempts).toMatchObject([{ status: 500 }]);
		expect(delivery.headers).toEqual({ 'Content-Type': 'application/json' });
	});

	it.each([
		['countsOnly', ['runUrl', 'summary', 'testRunId']],
		['flatCounts', ['failed', 'passed', 'runUrl', 'testRunId']],
		['minimal', ['testRunId']],
	] as const)('shapes the callback as %s', async (callbackShape, fields) => {
		await sandbox.control.setVariants({ qodex: { callbackShape } });
		await sandbox.control.qodex.nextRuns({ outcome: 'stuck' });
		const { testRunId } = (await trigger({ callback_url: receiverUrl })).json;
		await sandbox.control.qodex.finishRun({ testRunId: String(testRunId), outcome: 'passed' });
		expect(Object.keys(received[0]).sort()).toEqual(fields);
	});

	it('fires schedules, paused ones too, and completes them with the documented fields', async () => {
		await sandbox.control.qodex.nextRuns({ outcome: 'stuck' });
		await sandbox.control.qodex.setSchedule({ id: 'pol_weekly', completionUrl: receiverUrl });
		const schedule = (await sandbox.control.qodex.schedules()).find(({ active }) => !active);
		const fired = await fetch(String(schedule?.url), { method: 'POST' });
		const { testRunId } = (await fired.json()) as { testRunId: string };
		await sandbox.control.qodex.finishRun({ testRunId, outcome: 'passed' });
		expect(received).toEqual([
			{
				event: 'test_run_completed',
				projectName: 'Web shop',
				projectSlug: 'web-shop',
				testRunId,
				policy: { id: 'pol_weekly', name: 'Weekly security' },
				passed: true,
				summary: { total: 1, passed: 1, failed: 0 },
				failedScenarios: [],
				environment: 'staging',
				durationMs: expect.any(Number) as number,
				runUrl: `https://agents.qodex.ai/p/web-shop/test-runs/${testRunId}`,
				timestamp: expect.any(Number) as number,
			},
		]);
	});

	it.each([
		['failure', 'passed', 0],
		['failure', 'failed', 1],
		['never', 'failed', 0],
	] as const)('notifies on %s of a run that %s %d times', async (notifyOn, outcome, times) => {
		await sandbox.control.qodex.nextRuns({ outcome: 'stuck' });
		await sandbox.control.qodex.setSchedule({ id: 'pol_nightly', completionUrl: receiverUrl, notifyOn });
		await fetch(sandbox.qodex.scheduleUrl, { method: 'POST' });
		const [{ testRunId }] = await sandbox.control.qodex.runs();
		await sandbox.control.qodex.finishRun({ testRunId, outcome });
		expect(received).toHaveLength(times);
	});

	it.each([
		['empty204', 204, ''],
		['ok', 200, '{"ok":true}'],
		['text', 200, 'Accepted'],
	] as const)('answers a schedule call with %s', async (scheduleReply, status, text) => {
		await sandbox.control.setVariants({ qodex: { scheduleReply } });
		const reply = await fetch(sandbox.qodex.scheduleUrl, { method: 'POST' });
		expect([reply.status, await reply.text()]).toEqual([status, text]);
	});

	it('keeps schedule secrets out of the log, and refuses a key beside them', async () => {
		const path = new URL(sandbox.qodex.scheduleUrl).pathname.replace('/qodex', '');
		expect((await call('POST', path, undefined, null)).status).toBe(202);
		expect((await call('POST', path)).status).toBe(400);
		expect((await sandbox.control.violations()).map(({ message }) => message)).toEqual([
			expect.stringContaining('the secret in the path is the credential'),
		]);
		expect(JSON.stringify(await sandbox.control.calls())).not.toContain('secret-nightly');
	});

	it('delivers genuine, changed and forged completions on demand', async () => {
		await sandbox.control.qodex.nextRuns({ outcome: 'stuck' });
		const { testRunId } = await sandbox.control.qodex.startRun({ tags: ['smoke'] });
		await sandbox.control.qodex.finishRun({ testRunId, outcome: 'failed' });
		const { deliverCompletion } = sandbox.control.qodex;
		await deliverCompletion({ url: receiverUrl, testRunId });
		await deliverCompletion({ url: receiverUrl, testRunId, changes: { passed: true } });
		await deliverCompletion({ url: receiverUrl });
		expect(received.map(({ passed }) => passed)).toEqual([false, true, true]);
		expect((await poll(received[2].testRunId)).status).toBe(404);
	});
});
