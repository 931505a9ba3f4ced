import type { INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { deliver, listen, startInstance, type Delivery, type Instance, type Listener } from '../harness';
import { PROJECT, useCurrents } from './setup';
import { eventOf, listening, trigger, triggerParameters } from './trigger';

const currents = useCurrents();
const RECEIVED_BEFORE = { accepted: false, reason: 'This delivery was received before' };

async function bodyOf(runId: string, event: 'RUN_START' | 'RUN_FINISH' = 'RUN_FINISH') {
	return (await currents.control().deliveryBodies({ runId, event })) as Array<Record<string, unknown>>;
}

async function passedRun() {
	const { runId } = await currents.endedRun();
	return (await bodyOf(runId))[0]!;
}

type Changes = {
	options?: INodeParameters;
	workflowId?: string;
	mode?: 'test';
	headers?: Record<string, string>;
};

async function send(body: object, { options = {}, workflowId, headers, ...changes }: Changes = {}) {
	const base = listening(currents, { options }, workflowId);
	return await deliver({
		...base,
		...changes,
		headers: { ...base.headers, ...headers },
		body: JSON.stringify(body),
	});
}

const started = (deliveries: Delivery[]) =>
	deliveries.filter((delivery) => eventOf(delivery) !== null).length;

describe('a delivery that is repeated', () => {
	test('starts one execution, and the sender is told', async () => {
		const body = await passedRun();

		const deliveries = [await send(body), await send(body), await send(body)];

		expect(started(deliveries)).toBe(1);
		expect(deliveries[0]).toMatchObject({ status: 200, body: { accepted: true } });
		for (const repeated of deliveries.slice(1)) {
			expect(repeated).toMatchObject({ status: 200, body: RECEIVED_BEFORE, items: null });
		}
	});

	test.each([true, false])('ten times at once starts one execution (Fetch Run %j)', async (fetchRun) => {
		const body = await passedRun();

		const sending = Array.from({ length: 10 }, async () => await send(body, { options: { fetchRun } }));
		const deliveries = await Promise.all(sending);

		expect(started(deliveries)).toBe(1);
		expect(deliveries.every(({ status }) => status === 200)).toBe(true);
	});

	test('with another timestamp is still the same', async () => {
		const body = await passedRun();
		const at = (ms: number) => ({ headers: { 'x-timestamp': `${Date.now() - ms}` } });

		expect(started([await send(body, at(60_000)), await send(body, at(0))])).toBe(1);
	});

	test('starts as often as it comes when Drop Duplicates is off', async () => {
		const body = await passedRun();
		const options = { dropDuplicates: false };

		expect(started([await send(body, { options }), await send(body, { options })])).toBe(2);
	});

	test('has the same key, so that a workflow can find repetitions by itself', async () => {
		const body = await passedRun();
		const options = { dropDuplicates: false };

		const keys = [await send(body, { options }), await send(body, { options })].map(
			(one) => eventOf(one)?.deliveryKey,
		);

		expect(keys[0]).toMatch(/^currents:shop01:RUN_FINISH:[0-9a-f]{32}:[0-9a-f]{8}$/);
		expect(keys[0]).toBe(keys[1]);
	});

	test('is not held against it when it was refused before', async () => {
		const body = await passedRun();
		const wrong = { headers: { 'x-test-runs-secret': 'wrong' } };

		expect((await send(body, wrong)).status).toBe(401);
		expect(started([await send(body)])).toBe(1);
	});
});

describe('a delivery is not taken for a repetition', () => {
	test('when it goes to another workflow', async () => {
		const body = await passedRun();

		expect(started([await send(body, { workflowId: 'a' }), await send(body, { workflowId: 'b' })])).toBe(2);
	});

	test('when the editor listens beside the active workflow', async () => {
		const body = await passedRun();

		expect(started([await send(body), await send(body, { mode: 'test' })])).toBe(2);
	});

	test.each<[string, object]>([
		['another run', { runUrl: 'https://app.currents.dev/run/0123456789abcdef' }],
		['another event', { event: 'RUN_TIMEOUT' }],
		['another group', { groupId: 'firefox' }],
		['other counts, as after a reset', { passes: 1, failures: 11 }],
	])('when it tells of %s', async (_, changes) => {
		const body = await passedRun();
		const parameters = { events: ['RUN_FINISH', 'RUN_TIMEOUT'] };
		const deliverBody = async (given: object) =>
			await deliver({ ...listening(currents, parameters), body: JSON.stringify(given) });

		expect(started([await deliverBody(body), await deliverBody({ ...body, ...changes })])).toBe(2);
	});

	test('in the groups of one run', async () => {
		const groups = ['chromium', 'firefox', 'webkit'];
		const { runId } = await currents.endedRun({ groups });
		const bodies = await bodyOf(runId);

		const deliveries = [];
		for (const body of [...bodies, ...bodies]) deliveries.push(await send(body));

		expect(started(deliveries)).toBe(3);
		expect(deliveries.slice(0, 3).map((delivery) => eventOf(delivery)?.run?.group)).toEqual(groups);
	});
});

describe('on an active workflow', () => {
	let instance: Instance;
	let listener: Listener;
	beforeAll(async () => {
		instance = await startInstance();
	});
	afterEach(() => listener.stop());
	afterAll(async () => await instance.close());

	test('ten redeliveries at once start nothing more', async () => {
		const hook = trigger(currents, { baseUrl: instance.baseUrl });
		await hook.activate();
		const node = { node: new TestRunTrigger(), parameters: triggerParameters() };
		listener = listen({ ...node, ...currents.settings(), instance, staticData: hook.staticData });
		const { runId } = (await currents.control().createRun({ projectId: PROJECT })).run;
		const finished = await currents.control().finishRun({ runId, outcome: 'failed' });

		const { redeliver } = currents.sandbox().control;
		const repeated = await redeliver({ id: finished.deliveries[0]!.id, times: 10, parallel: true });
		while (listener.deliveries.length < 11) await listener.next();

		expect(started(listener.deliveries)).toBe(1);
		expect(repeated.map(({ attempts }) => JSON.parse(attempts[0]!.answer ?? '') as object)).toEqual(
			Array.from({ length: 10 }, () => RECEIVED_BEFORE),
		);
	});
});
