/** The Test Run Trigger set to TestCLIX: deliveries that are good, filtered out or repeated. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TESTCLIX_TOLERANT_TEST_ID } from '../../../workshop/sandbox/platforms/testclix/seed';
import { listen, startInstance, type Instance, type Listener } from '../harness';
import { testclixForTests } from './support';

const { sandbox, control, testId, calls, spoil, setVariants, settings } = testclixForTests();

let instance: Instance;
let workflows = 0;
beforeAll(async () => {
	instance = await startInstance();
});
afterAll(async () => await instance.close());

/** A trigger of a workflow of its own, with the webhook of the project set up for it. */
async function listening(parameters: INodeParameters = {}): Promise<Listener> {
	const workflowId = `workflow-${++workflows}`;
	const listener = listen({ ...settings(parameters), instance, workflowId, webhookId: workflowId });
	const { webhookSecret: secret } = sandbox().testclix;
	await control().setWebhook({ enabled: true, url: listener.webhookUrl, secret });
	return listener;
}

/** The events that started the workflow, once all that was sent has been worked off. */
async function events({ deliveries }: Listener): Promise<IDataObject[]> {
	await sandbox().control.settle();
	const sent = await sandbox().control.deliveries();
	const attempts = sent.flatMap((delivery) => delivery.attempts).length;
	while (deliveries.length < attempts) await new Promise((resolve) => setTimeout(resolve, 5));
	return deliveries.flatMap(({ items }) => items?.map(({ json }) => json) ?? []);
}

/** What TestCLIX was answered, in order. */
async function answers(): Promise<Array<number | null>> {
	const sent = await sandbox().control.deliveries();
	return sent.flatMap(({ attempts }) => attempts.map(({ status }) => status));
}

const finish = async (outcome: 'pass' | 'error', of = testId()) => {
	await control().startRun({ testId: of, outcome, stuck: true });
	return await control().finishRun({ testId: of, outcome });
};

describe('a genuine delivery', () => {
	describe('starts the workflow', () => {
		test.each([
			['pass', 'passed', { total: 1, passed: 1, failed: 0 }, []],
			['error', 'failed', { total: 1, passed: 0, failed: 1 }, [expect.objectContaining({ status: 'error' })]],
		] as const)('starts the workflow: %s', async (outcome, verdict, counts, failures) => {
			const listener = await listening();
			const [delivery] = await finish(outcome);
			const body = JSON.parse(delivery?.body ?? '') as IDataObject;

			expect(await events(listener)).toEqual([
				expect.objectContaining({
					event: 'RUN_FINISH',
					platformEvent: 'RUN_FINISH',
					platform: 'testclix',
					occurredAt: new Date(Math.round(Number(body.timestamp) * 1000)).toISOString(),
					raw: body,
					run: expect.objectContaining({
						id: testId(),
						key: `testclix:${testId()}`,
						status: 'finished',
						verdict,
						counts: expect.objectContaining(counts),
						startedAt: new Date(String(body.created_at)).toISOString(),
						failures,
					}),
				}),
			]);
			expect(await answers()).toEqual([200]);
		});

		test.each([
			{ statusCase: 'title' },
			{ signatureEncoding: 'base64' },
			{ signatureEncoding: 'upperHex' },
			{ bodySpacing: 'compact' },
		] as const)('is known in another reading of the docs: %j', async (variants) => {
			await setVariants(variants);
			const listener = await listening();
			await finish('error');

			expect(await events(listener)).toMatchObject([{ run: { verdict: 'failed' } }]);
		});

		test('is answered by n8n once the execution is stored', async () => {
			const listener = await listening();
			await finish('pass');
			await events(listener);

			expect(listener.deliveries).toMatchObject([{ answeredBeforeReturn: false }]);
			expect((await calls()).map(({ method, path }) => `${method} ${path}`)).toEqual([
				'GET /v1/api/status/01HSANDBOXCHECKOUT%2601HSANDBOXSHOP',
			]);
		});
	});

	describe('keeps its verdict', () => {
		test('keeps its verdict whatever the status of the test is, and tells that status', async () => {
			const listener = await listening();
			await finish('error', TESTCLIX_TOLERANT_TEST_ID);
			const [event] = await events(listener);

			expect(event).toMatchObject({ run: { verdict: 'failed' } });
			expect((event?.run as IDataObject).verdictReason).toMatch(/over its latest runs, is "pass"\.$/);
		});

		test.each([
			['queued', 'pass', 'passed'],
			['error', 'pass', 'passed'],
			['pass', 'error', 'failed'],
		])('a test that is "%s" by now does not change "%s"', async (now, status, verdict) => {
			const listener = await listening();
			await control().setTest({ testId: testId(), status: now });
			await control().deliver({ testId: testId(), status });

			expect(await events(listener)).toMatchObject([{ run: { status: 'finished', verdict } }]);
		});

		test.each([
			['is not known to the API', { deliveredId: 'run' }, null, /no longer has this run/],
			['cannot be read', {}, { kind: 'status', status: 403 }, /Only what the delivery reported is known/],
		] as const)('is not lost when its id %s', async (_, variants, fault, doubt) => {
			await setVariants(variants);
			if (fault) await spoil('GET', { fault });
			const listener = await listening();
			await finish('error');
			const [event] = await events(listener);

			expect(event).toMatchObject({ run: { verdict: 'failed' } });
			expect((event?.run as IDataObject).doubt).toMatch(doubt);
			expect(await answers()).toEqual([200]);
		});

		test('asks TestCLIX nothing without Fetch Run', async () => {
			const listener = await listening({ options: { fetchRun: false } });
			await finish('pass');

			expect(await events(listener)).toMatchObject([{ run: { verdict: 'passed' } }]);
			expect(await calls()).toEqual([]);
			expect(await answers()).toEqual([200]);
		});

		test('names the failed test when failures are asked for', async () => {
			const listener = await listening({ options: { includeFailures: 5 } });
			await finish('error');

			expect(await events(listener)).toMatchObject([
				{ run: { failures: [{ title: testId(), status: 'error' }], failuresTruncated: false } },
			]);
		});

		test('with a result that is not published is inconclusive', async () => {
			const listener = await listening();
			await control().deliver({ testId: testId(), status: 'blocked' });

			expect(await events(listener)).toMatchObject([
				{ run: { status: 'finished', verdict: 'inconclusive' } },
			]);
		});
	});
});

describe('filters', () => {
	test('by test, letter by letter', async () => {
		const listener = await listening({ filters: { testIds: `${testId()}, 01HSANDBOXOTHER` } });
		await finish('pass', TESTCLIX_TOLERANT_TEST_ID);
		await control().deliver({ testId: testId().toLowerCase() });
		await finish('pass');

		expect(await events(listener)).toMatchObject([{ run: { id: testId() } }]);
		expect(await answers()).toEqual([200, 200, 200]);
	});

	test('by verdict', async () => {
		const listener = await listening({ filters: { verdicts: ['failed'] } });
		await finish('pass');
		await finish('error');

		expect(await events(listener)).toMatchObject([{ run: { verdict: 'failed' } }]);
		expect(await answers()).toEqual([200, 200]);
	});
});

describe('a delivery that is sent again', () => {
	test.each([{}, { headers: { 'x-forwarded-for': '127.0.0.1' } }])('starts nothing: %j', async (how) => {
		const listener = await listening();
		const [delivery] = await finish('error');
		await sandbox().control.redeliver({ id: delivery?.id ?? 0, times: 3, parallel: true, ...how });

		expect(await events(listener)).toHaveLength(1);
		expect(await answers()).toEqual([200, 200, 200, 200]);
	});

	test('starts nothing with a timestamp of its own', async () => {
		const listener = await listening();
		const createdAt = '2026-05-01T08:00:00Z';
		const now = Date.now() / 1000;
		for (const timestamp of [now, now + 1.5, now + 2.5]) {
			await control().deliver({ testId: testId(), createdAt, timestamp });
		}

		expect(await events(listener)).toHaveLength(1);
	});

	test('starts one execution for each run and for each result', async () => {
		const listener = await listening();
		for (const [createdAt, status] of [
			['2026-05-01T08:00:00Z', 'pass'],
			['2026-05-01T09:00:00Z', 'pass'],
			['2026-05-01T09:00:00Z', 'error'],
		] as const) {
			await control().deliver({ testId: testId(), createdAt, status });
		}

		expect(new Set((await events(listener)).map(({ deliveryKey }) => deliveryKey)).size).toBe(3);
	});

	test.each(['kept', 'renewed'] as const)(
		'is sent three times more when it is refused, timestamp %s',
		async (retriedTimestamp) => {
			await setVariants({ retriedTimestamp });
			await listening();
			await control().setWebhook({ secret: 'another secret' });
			await finish('pass');

			expect(await answers()).toEqual([401, 401, 401, 401]);
		},
	);
});
