/** Deliveries of Preclinical through the trigger: genuine, samples, and those that are dropped. */
import type { IDataObject } from 'n8n-workflow';

import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { logs } from '../harness';
import { triggersForTests, type ActiveTrigger } from './listening';
import { preclinicalForTests } from './support';

const { sandbox, credentials, agent, setVariants, spoil, asked } = preclinicalForTests();
const { activated, ended, send } = triggersForTests(sandbox, credentials);

const control = () => sandbox().control.preclinical;
const BOTH = { events: ['RUN_FINISH', 'RUN_CANCELED'] };

describe('the end of a run', () => {
	test.each([
		['completed', 0, 'RUN_FINISH', 'finished', 'passed'],
		['completed', 3, 'RUN_FINISH', 'finished', 'failed'],
		['failed', 0, 'RUN_FINISH', 'finished', 'failed'],
		['canceled', 0, 'RUN_CANCELED', 'canceled', 'inconclusive'],
		['unknownStatus:archived', 0, 'RUN_FINISH', 'unknown', 'inconclusive'],
	] as const)('%s with %i failures starts the workflow', async (outcome, failures, name, status, verdict) => {
		for (const deliveryFields of hostedVariants.deliveryFields.values) {
			await sandbox().control.reset();
			await setVariants({ deliveryFields });
			const trigger = await activated({ ...BOTH, options: { includeFailures: 20 } });
			const runId = await ended(outcome, failures);

			const [event, ...more] = await trigger.events();
			expect(more).toEqual([]);
			expect(event).toMatchObject({
				event: name,
				platformEvent: 'test_run_completed',
				platform: 'preclinical',
				deliveryKey: keyOf(name, runId, status),
				occurredAt: expect.any(String),
				run: {
					id: runId,
					project: { id: sandbox().preclinical.agentId, name: 'Appointment desk' },
					url: `${sandbox().url}/preclinical/test/${runId}`,
					status,
					verdict,
					counts: { total: 10, failed: failures },
				},
				raw: { event: 'test_run_completed', test_run: { id: runId } },
			});
			expect((event.run as { failures: unknown[] }).failures).toHaveLength(failures);
			expect(await trigger.answers()).toEqual([200]);
			expect(trigger.deliveries[0].answeredBeforeReturn).toBe(false);
		}
	});

	test('starts nothing when that event was not chosen', async () => {
		const trigger = await activated({ events: ['RUN_CANCELED'] });
		await ended('completed');

		expect(await trigger.events()).toEqual([]);
		expect(await trigger.answers()).toEqual([200]);
	});

	test('is filtered by verdict', async () => {
		const trigger = await activated({ filters: { verdicts: ['failed'] } });
		await ended('completed');
		const runId = await ended('completed', 1);

		expect(await trigger.events()).toMatchObject([{ run: { id: runId } }]);
	});

	test('reaches the trigger of the agent alone', async () => {
		const [, other] = await control().agents();
		const forAll = await activated();
		const forOne = await activated({ scope: 'agent', ...agent() });
		const [mine, theirs] = [await ended('completed'), await ended('completed', 0, other.id)];

		expect(await forOne.events()).toMatchObject([{ run: { id: mine } }]);
		expect(await forAll.events()).toMatchObject([{ run: { id: theirs } }]);
	});

	test('comes through once, however often it is delivered', async () => {
		const trigger = await activated();
		await ended('completed');
		const [{ id }] = await sandbox().control.deliveries();
		await sandbox().control.redeliver({ id, times: 5, parallel: true });
		await sandbox().control.redeliver({ id, times: 2 });

		expect(await trigger.events()).toHaveLength(1);
		expect(new Set(await trigger.answers())).toEqual(new Set([200]));
	});
});

describe('a test delivery', () => {
	async function sample(trigger: ActiveTrigger): Promise<IDataObject> {
		const { baseUrl, apiKey } = sandbox().preclinical;
		const headers = { authorization: `Bearer ${apiKey}` };
		const url = `${baseUrl}/webhooks/${String(trigger.hooks.staticData.webhookId)}/test`;
		return (await (await fetch(url, { method: 'POST', headers })).json()) as IDataObject;
	}

	test('is taken and starts nothing', async () => {
		const trigger = await activated();

		expect(await sample(trigger)).toMatchObject({ success: true, http_status: 200 });
		expect(await trigger.events()).toEqual([]);
	});

	test('starts the workflow when that is wanted, each one, in either scope', async () => {
		for (const scope of [{}, { scope: 'agent', ...agent() }]) {
			const trigger = await activated({ ...scope, options: { ignoreTestDeliveries: false } });
			await sample(trigger);
			await new Promise((resolve) => setTimeout(resolve, 5));
			await sample(trigger);

			const events = await trigger.events();
			expect(events).toHaveLength(2);
			expect(events[0]).toMatchObject({
				event: 'RUN_FINISH',
				platformEvent: 'test',
				run: {
					name: 'Test Webhook Delivery',
					verdict: 'failed',
					url: null,
					counts: { passed: 8, failed: 2 },
				},
				raw: { is_test: true },
			});
			expect(events[0].deliveryKey).not.toBe(events[1].deliveryKey);
			expect((await asked('hosted')).some((call) => call.startsWith('GET /runs/'))).toBe(false);
		}
	});
});

describe('the run is read back', () => {
	test('and wins over a body that lies about it', async () => {
		const trigger = await activated();
		const { id } = await control().createRun({ scenarios: 10 });
		await sandbox().control.setVariants({ preclinical: { deliveryFields: 'sparse' } });
		const lie = { passed_count: 10, failed_count: 0, status: 'completed' };
		const body = await control().deliveryBody({ runId: id, changes: lie });
		expect((await send(trigger, body)).events).toMatchObject([{ run: { id, verdict: 'pending' } }]);
		await control().finishRun({ runId: id, outcome: 'completed', failures: 4 });

		expect((await trigger.events())[1]).toMatchObject({ run: { verdict: 'failed', counts: { failed: 4 } } });
	});

	test('and one that is not there starts nothing', async () => {
		const { id } = await control().createRun();
		for (const notFoundStatus of hostedVariants.notFoundStatus.values) {
			await setVariants({ notFoundStatus });
			const forged = { id: '11111111-2222-4333-8444-555555555555', status: 'completed' };
			const body = await control().deliveryBody({ runId: id, changes: forged });
			const trigger = await activated();

			expect(await send(trigger, body)).toEqual({ events: [], status: 200 });
			expect(logs.text('node')).toMatch(/a delivery was dropped, Preclinical has no run 11111111/);
			await trigger.hooks.deactivate();
		}
	});

	test('and one of another agent starts nothing', async () => {
		const [mine, other] = await control().agents();
		const { id } = await control().createRun({ agentId: other.id });
		await control().finishRun({ runId: id, outcome: 'completed' });
		const trigger = await activated({ scope: 'agent', ...agent(mine.id) });
		const honest = await control().deliveryBody({ runId: id });
		const forged = await control().deliveryBody({ runId: id, changes: { agent_id: mine.id } });

		expect(await send(trigger, honest)).toEqual({ events: [], status: 400 });
		expect(await send(trigger, forged)).toEqual({ events: [], status: 200 });
	});

	test('and a platform that cannot be asked makes it inconclusive, not lost', async () => {
		const trigger = await activated();
		await spoil('hosted', {
			match: { path: '/runs' },
			fault: { kind: 'status', status: 500 },
			times: 99,
		});
		const runId = await ended('completed');

		expect(await trigger.events()).toMatchObject([
			{
				run: {
					id: runId,
					verdict: 'inconclusive',
					status: 'unknown',
					verdictReason: 'The delivery could not be confirmed.',
					doubt: expect.stringMatching(/^Could not read the run: .*Nothing from the delivery is used/),
				},
			},
		]);
	});
});

describe('what is no delivery', () => {
	test.each([
		['a list', [1]],
		['an object of something else', { hello: 'world' }],
		['a delivery without its run', { event: 'test_run_completed', timestamp: null }],
		['a run without its id', { event: 'test_run_completed', test_run: { status: 'completed' } }],
		['a run without its event', { test_run: { id: 'x', status: 'completed' } }],
	])('is answered with 400: %s', async (_, body) => {
		expect(await send(await activated(), body)).toEqual({ events: [], status: 400 });
	});

	test('an event of another name starts nothing', async () => {
		const { id } = await control().createRun();
		const body = await control().deliveryBody({ runId: id });
		const sent = await send(await activated(BOTH), { ...body, event: 'agent_created' });

		expect(sent).toEqual({ events: [], status: 200 });
	});

	test('with unverified deliveries allowed, anyone may knock, but the run is still read back', async () => {
		const trigger = await activated({ options: { allowUnverified: true } });
		const { id } = await control().createRun({ scenarios: 3 });
		const body = await control().deliveryBody({
			runId: id,
			changes: { status: 'completed', passed_count: 3 },
		});

		const sent = await send(trigger, body, { token: '' });
		expect(sent).toMatchObject({ status: 200, events: [{ run: { id, verdict: 'pending' } }] });
	});
});

function keyOf(name: string, runId: string, status: string): string {
	const key = `preclinical:${sandbox().preclinical.agentId}:${name}:${runId}`;
	return status === 'unknown' ? `${key}:unknown` : key;
}
