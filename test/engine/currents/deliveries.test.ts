import type { INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { deliver, listen, startInstance, type Instance, type Listener } from '../harness';
import { PROJECT, useCurrents } from './setup';
import { eventOf, listening, trigger, triggerParameters } from './trigger';

const currents = useCurrents();
const ALL = ['RUN_START', 'RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'];

let instance: Instance;
beforeAll(async () => {
	instance = await startInstance();
});
afterAll(async () => await instance.close());

let listener: Listener | undefined;
afterEach(() => listener?.stop());

/** An active workflow that Currents really delivers to. */
async function activeTrigger(parameters: INodeParameters = {}): Promise<Listener> {
	const hook = trigger(currents, { baseUrl: instance.baseUrl, parameters: { events: ALL, ...parameters } });
	await hook.activate();
	const node = { node: new TestRunTrigger(), parameters: triggerParameters({ events: ALL, ...parameters }) };
	listener = listen({ ...node, ...currents.settings(), instance, staticData: hook.staticData });
	return listener;
}

const start = async (plan = {}) =>
	(await currents.control().createRun({ projectId: PROJECT, ...plan })).run.runId;
const finish = async (
	runId: string,
	outcome: 'passed' | 'failed' | 'flaky' | 'timedOut' | 'canceled',
	end = {},
) => (await currents.control().finishRun({ runId, outcome, ...end })).deliveries;

/** The first `count` events, in the order in which their runs were read. */
async function events(active: Listener, count: number) {
	while (active.deliveries.length < count) await active.next();
	return active.deliveries.map((delivery) => eventOf(delivery));
}

describe('what Currents delivers', () => {
	describe('as an event', () => {
		test.each([
			['passed', 'RUN_FINISH', 'finished', 'passed'],
			['failed', 'RUN_FINISH', 'finished', 'failed'],
			['flaky', 'RUN_FINISH', 'finished', 'passed'],
			['timedOut', 'RUN_TIMEOUT', 'timedOut', 'inconclusive'],
			['canceled', 'RUN_CANCELED', 'canceled', 'inconclusive'],
		] as const)(
			'starts the workflow when a run has %s, in every spelling',
			async (outcome, event, status, verdict) => {
				for (const variants of [
					{},
					{ statusCase: 'lower', runUrl: 'selfHosted', cancellation: 'cancelledAt' },
					{ endedEarlyStatus: 'frozen', deliveryTimestamp: 's', tagsInDelivery: 'absent' },
					{ deliveryTimestamp: 'absent', startPerGroup: 'once' },
				] as const) {
					await currents.sandbox().control.reset();
					await currents.sandbox().control.setVariants({ currents: variants });
					const active = await activeTrigger();

					const runId = await start({ tags: ['nightly'] });
					const [began] = await events(active, 1);
					const deliveries = await finish(runId, outcome);
					const [, ended, ...more] = await events(active, 2);

					expect(more).toEqual([]);
					expect(began).toMatchObject({
						event: 'RUN_START',
						run: { id: runId, status: 'running', verdict: 'pending' },
					});
					expect(ended).toMatchObject({
						event,
						platformEvent: event,
						platform: 'currents',
						run: { id: runId, key: `currents:${runId}`, status, verdict, tags: ['nightly'] },
						raw: JSON.parse(deliveries[0]!.body) as object,
					});
					expect(deliveries[0]!.attempts).toMatchObject([{ status: 200, answer: '{"accepted":true}' }]);
					active.stop();
				}
			},
		);

		test('comes out whole: the main job of this package', async () => {
			const active = await activeTrigger({ options: { includeFailures: 20 } });
			const runId = await start({ ciBuildId: 'web-1', branch: 'release/7' });
			await events(active, 1);

			await finish(runId, 'failed', { failures: 3 });

			const event = (await events(active, 2)).at(-1);
			expect(event).toMatchObject({
				occurredAt: expect.stringMatching(/^\d{4}-.*Z$/),
				receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
				run: {
					project: { id: PROJECT },
					url: `${currents.sandbox().url}/currents/run/${runId}`,
					verdict: 'failed',
					verdictReason: '3 of 12 tests failed.',
					counts: { total: 12, passed: 9, failed: 3 },
					buildId: 'web-1',
					branch: 'release/7',
					failuresTruncated: false,
				},
			});
			expect(event?.run?.durationMs).toEqual(expect.any(Number));
			expect(event?.run?.failures?.map(({ title }) => title)).toEqual([
				'pays with a saved card',
				'pays on invoice',
				'refuses an expired card',
			]);
		});
	});

	describe('with the failures of the run', () => {
		test('with fewer failures wanted than there are, says that some are left out', async () => {
			const active = await activeTrigger({ events: ['RUN_FINISH'], options: { includeFailures: 2 } });

			await finish(await start(), 'failed', { failures: 5 });

			const [event] = await events(active, 1);
			expect(event?.run?.failures).toHaveLength(2);
			expect(event?.run?.failuresTruncated).toBe(true);
		});

		test('says which spec files could not be read', async () => {
			const active = await activeTrigger({ events: ['RUN_FINISH'], options: { includeFailures: 20 } });
			const runId = await start();
			const run = (await currents.control().runs()).find((candidate) => candidate.runId === runId);
			const instanceId = run?.specs[0]?.instanceId;
			const body = { status: 'OK', data: { instanceId, results: {} } };
			const fault = { kind: 'status' as const, status: 200, body };
			await currents.fault({ match: { path: `/instances/${instanceId}` }, fault });

			await finish(runId, 'failed', { failures: 5 });

			const [event] = await events(active, 1);
			expect(event?.run).toMatchObject({
				failures: [{ title: 'narrows by price' }],
				failuresTruncated: true,
				failuresNote:
					'tests/checkout/payment.spec.ts (chromium): 4 failed tests are counted, but none of them could be read.',
			});
		});

		test('for one group each is pending until the last group has ended', async () => {
			const active = await activeTrigger({ events: ['RUN_FINISH'] });
			const runId = await start({ groups: ['chromium', 'firefox'], tests: 4 });

			await finish(runId, 'failed', { group: 'chromium' });
			const [first] = await events(active, 1);
			await finish(runId, 'passed', { group: 'firefox' });
			const [, last] = await events(active, 2);

			expect(first).toMatchObject({ run: { group: 'chromium', status: 'running', verdict: 'pending' } });
			expect(last).toMatchObject({ run: { group: 'firefox', status: 'finished', verdict: 'failed' } });
			expect(last?.run?.counts).toMatchObject({ total: 8, failed: 1 });
			expect(first?.run?.key).toBe(last?.run?.key);
			expect(first?.deliveryKey).not.toBe(last?.deliveryKey);
		});

		test('is answered by n8n, once the execution is stored', async () => {
			const active = await activeTrigger({ events: ['RUN_FINISH'] });

			await finish(await start(), 'passed');
			await events(active, 1);

			expect(active.deliveries).toMatchObject([{ answeredBeforeReturn: false }]);
		});
	});
});

describe('options', () => {
	const body = async (plan = {}, end = {}) => {
		const { runId } = await currents.endedRun(plan, end);
		const [delivery] = await currents.control().deliveryBodies({ runId, event: 'RUN_FINISH' });
		await currents.sandbox().control.clearCalls();
		return { runId, text: JSON.stringify(delivery) };
	};
	const send = async (text: string, parameters: INodeParameters) =>
		await deliver({ ...listening(currents, parameters), body: text });

	test('without Fetch Run nothing is read, and the run is what the delivery tells', async () => {
		const { runId, text } = await body({ branch: 'main', tags: ['a'] }, { outcome: 'failed', failures: 2 });

		const delivery = await send(text, { options: { fetchRun: false } });

		expect(await currents.calls()).toEqual([]);
		expect(delivery).toMatchObject({ status: 200, body: { accepted: true } });
		expect(eventOf(delivery)?.run).toMatchObject({
			id: runId,
			project: { id: PROJECT, name: null },
			url: `https://app.currents.dev/run/${runId}`,
			status: 'finished',
			verdict: 'failed',
			counts: { total: 12, passed: 10, failed: 2 },
			branch: 'main',
			tags: ['a'],
			failures: null,
			durationMs: null,
		});
	});

	test('Include Failures reads the run even without Fetch Run', async () => {
		const { text } = await body({}, { outcome: 'failed' });

		const delivery = await send(text, { options: { fetchRun: false, includeFailures: 1 } });

		expect(eventOf(delivery)?.run?.failures).toHaveLength(1);
	});

	test.each([
		[true, true],
		[false, false],
	])('Include Raw Delivery %j', async (includeRaw, given) => {
		const { text } = await body();

		const event = eventOf(await send(text, { options: { includeRaw } }));

		expect(event && 'raw' in event).toBe(given);
	});

	test.each<[string, object, object, INodeParameters, boolean]>([
		['a verdict that fits', {}, { outcome: 'failed' }, { verdicts: ['failed'] }, true],
		['a verdict that does not', {}, { outcome: 'passed' }, { verdicts: ['failed', 'inconclusive'] }, false],
		['a branch that fits', { branch: 'release/7' }, {}, { branches: 'main, release/*' }, true],
		['a branch that does not', { branch: 'develop' }, {}, { branches: 'main, release/*' }, false],
		['a tag that fits', { tags: ['smoke', 'web'] }, {}, { tags: 'web' }, true],
		['a tag that does not', { tags: ['smoke'] }, {}, { tags: 'web' }, false],
	])('filter by %s', async (_, plan, end, filters, starts) => {
		for (const fetchRun of [true, false]) {
			const { text } = await body(plan, end);

			const delivery = await send(text, { filters, options: { fetchRun } });

			expect(delivery.status).toBe(200);
			expect(eventOf(delivery) !== null).toBe(starts);
		}
	});

	test('an event that is not among the chosen ones starts nothing and reads nothing', async () => {
		const { text } = await body();

		const delivery = await send(text, { events: ['RUN_START', 'RUN_CANCELED'] });

		expect(delivery).toMatchObject({
			status: 200,
			body: { accepted: false, reason: 'RUN_FINISH is not among the chosen events' },
			items: null,
		});
		expect(await currents.calls()).toEqual([]);
	});
});
