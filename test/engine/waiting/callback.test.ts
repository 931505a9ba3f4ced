/** Wait mode `callback`, with a sandbox that calls the resume URL over HTTP. */
import { setTimeout as sleep } from 'node:timers/promises';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { connect, logs, sendRequest, startWorkflow } from '../harness';
import { credentialsFor, credentialTypes } from '../support';
import { outOf, STILL_RUNNING, told, WAIT, waitingForTests } from './support';

// The time to the look after the start and the looks after a callback take seconds, which the tests need not.
jest.mock('../../../n8n/waiting/callbackTimes', () => ({ FIRST_LOOK_MS: 0, LAST_LOOKS_MS: 0 }));

const { sandbox, run, asTool, calls } = waitingForTests();
const qodex = () => sandbox().control.qodex;

const CALLBACK = {
	resource: 'qodex',
	operation: 'startRunAndWait',
	environment: 'staging',
	scope: 'all',
	waitMode: 'callback',
};

/** A run that has been started and whose callback is still to come. */
async function stored(parameters = {}) {
	await qodex().nextRuns({ outcome: 'stuck' });
	const execution = await run({ ...CALLBACK, ...parameters });
	expect(execution.status).toBe('waiting');
	const [{ testRunId, callbackUrl }] = await qodex().runs();
	return { execution, testRunId, callbackUrl: String(callbackUrl) };
}

const callBack = async (url: string | URL) =>
	(await sendRequest(String(url), { body: '{"testRunId":"another-run","passed":true}' })).status;

/** The URL with another query parameter, or without it. */
function changed(url: string, name: string, value?: string): URL {
	const other = new URL(url);
	if (value === undefined) other.searchParams.delete(name);
	else other.searchParams.set(name, value);
	return other;
}

describe('a run that is called back', () => {
	test.each([
		['passed', 'passed', 0],
		['failed', 'failed', 1],
		['budget_exceeded', 'inconclusive', 2],
	] as const)('as %s comes out as it is read then', async (outcome, verdict, output) => {
		const { execution, testRunId } = await stored();
		await qodex().finishRun({ testRunId, outcome });
		const resumed = await execution.resumed;

		expect(resumed.status).toBe('success');
		expect(outOf(resumed)).toMatchObject({ platform: 'qodex', id: testRunId, verdict });
		expect(outOf(resumed)).not.toHaveProperty('waiting');
		expect(resumed.output('Gate', output)).toHaveLength(1);
		expect(resumed.output('Wait')[0]?.pairedItem).toEqual({ item: 0 });
	});

	test('comes out as the JSON of Qodex without Simplify', async () => {
		const { execution, testRunId } = await stored({ simplify: false });
		await qodex().finishRun({ testRunId, outcome: 'passed' });

		const [{ poll }] = await qodex().runs();
		expect(outOf(await execution.resumed)).toEqual(poll);
	});

	test('keeps the token of the callback URL, and the signature of n8n, out of what it stores and puts out', async () => {
		await sandbox().control.setVariants({ qodex: { callbackEcho: 'yes' } });
		const { execution, testRunId, callbackUrl } = await stored({ simplify: false });
		const secrets = [...new URL(callbackUrl).searchParams.values()];
		await qodex().finishRun({ testRunId, outcome: 'passed' });
		const resumed = await execution.resumed;

		expect(outOf(resumed)).toHaveProperty('callback_url', expect.stringContaining('token=***'));
		expect(execution.stored).not.toContain(new URL(callbackUrl).searchParams.get('token'));
		for (const secret of secrets) expect(JSON.stringify(outOf(resumed))).not.toContain(secret);
	});

	test('keeps them also in the rounds of a loop, which know no more than a digest', async () => {
		await sandbox().control.setVariants({ qodex: { callbackEcho: 'yes' } });
		await qodex().nextRuns({ outcome: 'stuck' });
		const execution = await startWorkflow({
			nodeTypes: { 'n8n-nodes-test-runs.testRun': new TestRun() },
			credentials: credentialsFor(sandbox()),
			credentialTypes,
			workflow: {
				nodes: [
					{ name: WAIT, type: 'n8n-nodes-test-runs.testRun', parameters: { ...CALLBACK, simplify: false } },
				],
				connections: connect([WAIT, WAIT]),
			},
		}).finished;
		const [{ callbackUrl }] = await qodex().runs();
		const again = await execution.resume();

		expect(again.status).toBe('waiting');
		expect(outOf(again)).toHaveProperty('callback_url', expect.stringContaining('token=***'));
		const token = new URL(String(callbackUrl)).searchParams.get('token') ?? '';
		expect(again.stored).not.toContain(token);
	});

	test('comes out as that JSON also when it has a field of the run model', async () => {
		const answers = [
			{
				match: { method: 'POST' },
				status: 202,
				body: { testRunId: 'run_1', status: 'running', verdict: null },
			},
			{
				match: { method: 'GET' },
				status: 200,
				body: { testRunId: 'run_1', status: 'running', verdict: null },
			},
			{
				match: { method: 'GET' },
				status: 200,
				body: { testRunId: 'run_1', status: 'completed', passed: true, verdict: 'pass' },
			},
		] as const;
		for (const { match, status, body } of answers) {
			await sandbox().control.addFault({ platform: 'qodex', match, fault: { kind: 'status', status, body } });
		}
		const execution = await run({ ...CALLBACK, simplify: false });
		const [start] = await sandbox().control.calls({ platform: 'qodex' });
		void callBack((start?.body as { callback_url: string }).callback_url);

		expect(outOf(await execution.resumed)).toEqual(answers[2].body);
	});

	test('is called back only once for one start', async () => {
		const { execution, testRunId, callbackUrl } = await stored();
		await qodex().finishRun({ testRunId, outcome: 'passed' });
		await execution.resumed;

		expect(await callBack(callbackUrl)).toBe(409);
		expect((await calls('qodex')).filter((call) => call.startsWith('POST'))).toHaveLength(1);
	});
});

describe('a callback', () => {
	test('before the execution is stored is made up for by the look after the start', async () => {
		await qodex().nextRuns({ outcome: 'passed', afterMs: 0 });
		const execution = await run(CALLBACK);

		expect(execution.status).toBe('success');
		expect(outOf(execution)).toMatchObject({ verdict: 'passed' });
	});

	test('that comes twice at the same time resumes once', async () => {
		const { execution, testRunId, callbackUrl } = await stored();
		// Long enough for all to be there before the first of them resumes: n8n 1 would let each of them do so.
		await sandbox().control.addFault({
			platform: 'qodex',
			match: { method: 'GET' },
			times: 3,
			fault: { kind: 'delay', ms: 200 },
		});
		const both = Promise.all([callBack(callbackUrl), callBack(callbackUrl)]);
		await qodex().finishRun({ testRunId, outcome: 'passed' });

		expect((await both).every((status) => status === 200 || status === 409)).toBe(true);
		expect(outOf(await execution.resumed)).toMatchObject({ verdict: 'passed' });
		expect((await execution.resumed).timesRun('Gate')).toBe(1);
		// The others have read the run by now, and try to resume as well if they ever do.
		await sleep(200);
		expect(logs.text('n8n')).not.toContain('does not wait');
	});

	test('for a run that is not over is accepted, and changes nothing', async () => {
		const { execution, testRunId, callbackUrl } = await stored();

		expect(await callBack(callbackUrl)).toBe(200);
		expect(execution.status).toBe('waiting');
		await qodex().finishRun({ testRunId, outcome: 'failed' });
		expect(outOf(await execution.resumed)).toMatchObject({ id: testRunId, verdict: 'failed' });
	});

	test('never takes the verdict, nor the run, from what it says', async () => {
		const { execution, testRunId, callbackUrl } = await stored();
		const other = await qodex().startRun({});
		await qodex().finishRun({ testRunId: other.testRunId, outcome: 'passed' });
		const body = JSON.stringify({ testRunId: other.testRunId, passed: true, status: 'passed' });

		expect((await sendRequest(callbackUrl, { body })).status).toBe(200);
		expect(execution.status).toBe('waiting');
		await qodex().finishRun({ testRunId, outcome: 'failed' });
		expect(outOf(await execution.resumed)).toMatchObject({ id: testRunId, verdict: 'failed' });
	});

	test.each([
		['without our token', 'token', undefined],
		['with another token', 'token', '0'.repeat(64)],
		['with an empty token', 'token', ''],
	])('%s is refused, and the platform is not asked', async (_, name, value) => {
		const { execution, callbackUrl } = await stored();
		const before = (await calls('qodex')).length;

		expect(await callBack(changed(callbackUrl, name, value))).toBe(401);
		expect(execution.status).toBe('waiting');
		expect(await calls('qodex')).toHaveLength(before);
	});

	test('cannot be made up by who can read the execution', async () => {
		const { execution, callbackUrl } = await stored();
		const token = new URL(callbackUrl).searchParams.get('token') ?? '';

		expect(token).toMatch(/^[0-9a-f]{64}$/);
		expect(execution.stored + logs.text()).not.toContain(token);
		const { callback } = outOf(execution).waiting as { callback: string };
		expect(await callBack(changed(callbackUrl, 'token', callback))).toBe(401);
	});

	test.each([
		['does not know it any more', { kind: 'status', status: 404 }],
		['refuses the key', { kind: 'status', status: 401 }],
	] as const)('when Qodex %s lets the run go on as pending, to be looked at again', async (_, fault) => {
		const { execution, testRunId, callbackUrl } = await stored();
		await sandbox().control.addFault({ platform: 'qodex', match: { method: 'GET' }, times: 99, fault });
		void callBack(callbackUrl);
		const resumed = await execution.resumed;

		expect(outOf(resumed)).toMatchObject({ id: testRunId, verdict: 'pending' });
		expect(outOf(resumed).verdictReason).toMatch(
			/^Qodex called back, but the run could not be read\. Could not/,
		);
		expect(outOf(resumed).doubt).toBe(outOf(resumed).verdictReason);
		expect(resumed.output('Gate', STILL_RUNNING)).toHaveLength(1);
	});
});

describe('a run that is never called back', () => {
	test('comes out as pending when the time limit has passed', async () => {
		const before = Date.now();
		const { execution, testRunId } = await stored({ timeoutMinutes: 20 });
		const limit = Number(execution.waitTill);
		const resumed = await execution.resume();

		expect(limit - before).toBeGreaterThanOrEqual(20 * 60_000);
		expect(limit - Date.now()).toBeLessThanOrEqual(20 * 60_000);
		expect(outOf(resumed)).toMatchObject({ id: testRunId, status: 'running', verdict: 'pending' });
		expect(resumed.output('Gate', STILL_RUNNING)).toHaveLength(1);
	});

	test.each([0, 0.5])(
		'is stored for as long as n8n needs, with a limit of %d minutes',
		async (timeoutMinutes) => {
			const before = Date.now();
			const { execution } = await stored({ timeoutMinutes });

			expect(Number(execution.waitTill) - before).toBeGreaterThanOrEqual(65_000);
		},
	);

	test('is called back after the time limit as well, where a Gate leads it back to the node', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const execution = await run(CALLBACK, { loop: true });
		const [{ testRunId }] = await qodex().runs();
		const again = await execution.resume();
		expect(again.status).toBe('waiting');
		await qodex().finishRun({ testRunId, outcome: 'failed' });

		expect(outOf(await again.resumed)).toMatchObject({ id: testRunId, verdict: 'failed' });
		expect((await calls('qodex')).filter((call) => call.startsWith('POST'))).toHaveLength(1);
	});

	test('and called back late is left as it is', async () => {
		const { execution, callbackUrl } = await stored();
		await execution.resume();

		expect(await callBack(callbackUrl)).toBe(409);
	});

	test('that has a status nobody published is pending all the same', async () => {
		await qodex().nextRuns({ outcome: 'unknownStatus:archived', afterMs: 0 });
		const resumed = await (await run(CALLBACK)).resume();

		expect(outOf(resumed)).toMatchObject({ status: 'unknown', verdict: 'pending' });
	});
});

describe('nothing is started', () => {
	test('for several items, since an execution has one resume URL', async () => {
		const execution = await run(CALLBACK, { input: [{}, {}] });

		expect(told(execution)).toMatch(
			/^This wait mode takes one item, but there are 2 \| Nothing was started\..*Loop Over Items/,
		);
		expect(await calls('qodex')).toEqual([]);
	});

	test('when Qodex could not call this n8n, and the error names the settings', async () => {
		const origin = 'https://qodex.example';
		const credentials = { testRunQodexApi: { apiKey: 'qk_placeholder', projectSlug: 'web-shop', origin } };
		const execution = await run(CALLBACK, { credentials });

		expect(told(execution)).toMatch(
			/^Qodex cannot reach this n8n at http:\/\/127\.0\.0\.1:\d+ \|.*N8N_WEBHOOK_URL \(WEBHOOK_URL/,
		);
	});

	test('when the mode is not for this operation', async () => {
		const execution = await run({ ...CALLBACK, operation: 'waitForRun', runId: 'run_1' });

		expect(told(execution)).toMatch(/^'Wait Mode' has no choice 'callback'/);
		expect(await calls('qodex')).toEqual([]);
	});
});

test('a start that fails is an error, or an item with Continue On Fail, and nothing is stored', async () => {
	const fault = { kind: 'status', status: 422, body: { error: 'Nothing to run' } } as const;
	await sandbox().control.addFault({ platform: 'qodex', match: { method: 'POST' }, times: 2, fault });

	expect(await run(CALLBACK)).toMatchObject({ status: 'error' });
	const execution = await run(CALLBACK, { continueOnFail: true });
	expect(execution.status).not.toBe('waiting');
	expect(execution.items('Wait')).toEqual([
		{
			error: expect.stringMatching(/HTTP 422/) as string,
			message: expect.stringMatching(/^Qodex says/) as string,
		},
	]);
});

test('a run that cannot be read after its start is stored as it was started', async () => {
	const fault = { kind: 'status', status: 500 } as const;
	await sandbox().control.addFault({ platform: 'qodex', match: { method: 'GET' }, times: 99, fault });
	const execution = await run(CALLBACK);

	expect(execution.status).toBe('waiting');
	expect(outOf(await execution.resume())).toMatchObject({ status: 'running', verdict: 'pending' });
});

test.each(['context', 'engine'] as const)('an agent does not wait by callback (%s)', async (via) => {
	const tool = await asTool(CALLBACK, via);

	expect(tool.status).toBe('success');
	expect(JSON.stringify(tool.response)).toContain('"verdict":"passed"');
	expect((await qodex().runs())[0]?.callbackUrl).toBeNull();
});
