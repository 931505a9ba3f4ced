/** Deliveries of Qodex: the completion of a schedule and the call to a callback URL, in all shapes. */
import type { INodeParameters } from 'n8n-workflow';

import { qodexVariants } from '../../../workshop/sandbox/platforms/qodex/variants';
import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { deliver, hooks } from '../harness';
import { triggersForTests } from './listening';
import { qodexForTests } from './support';

const { sandbox, control, calls, setVariants, spoil, endedRun } = qodexForTests();
const { settings, listening, events, answers } = triggersForTests(sandbox);

describe('the completion of a schedule', () => {
	test.each([
		['passed', 'passed', 0],
		['failed', 'failed', 2],
		['error', 'failed', 2],
		['budget_exceeded', 'inconclusive', 0],
	] as const)('of a run that ended as %s has the verdict %s', async (outcome, verdict, failures) => {
		const listener = listening({ options: { includeFailures: 20 } });
		await control().setSchedule({ id: 'pol_nightly', completionUrl: listener.webhookUrl });
		await control().nextRuns({ outcome: 'stuck' });
		await fetch(sandbox().qodex.scheduleUrl, { method: 'POST' });
		const [{ testRunId }] = await control().runs();
		await control().finishRun({ testRunId, outcome, failures });

		const [event] = await events(listener);
		expect(event).toMatchObject({
			event: 'RUN_FINISH',
			platformEvent: 'test_run_completed',
			platform: 'qodex',
			deliveryKey: `qodex:${testRunId}:test_run_completed`,
			run: {
				id: testRunId,
				name: 'Nightly regression',
				project: { id: 'web-shop', name: 'Web shop' },
				status: 'finished',
				verdict,
				environment: 'staging',
				url: `https://agents.qodex.ai/p/web-shop/test-runs/${testRunId}`,
			},
			raw: { event: 'test_run_completed', testRunId },
		});
		expect((event.run as { failures: object[] }).failures).toHaveLength(failures);
		expect(Date.parse(String(event.occurredAt))).toBeGreaterThan(0);
		expect(await answers()).toEqual([200]);
		expect(listener.deliveries[0].answeredBeforeReturn).toBe(false);
	});

	test('comes without raw delivery and failures when they are not wanted', async () => {
		const listener = listening({ options: { includeRaw: false, includeFailures: 0 } });
		await control().deliverCompletion({ url: listener.webhookUrl, testRunId: await endedRun('failed', 2) });

		const [event] = await events(listener);
		expect(event).not.toHaveProperty('raw');
		expect(event.run).toMatchObject({ verdict: 'failed', failures: null, counts: { failed: 2 } });
	});
});

describe('the call to a callback URL', () => {
	const shapes = qodexVariants.callbackShape.values;
	const counters = qodexVariants.pollCounters.values;

	test.each(shapes.flatMap((shape) => counters.map((count) => [shape, count] as const)))(
		'shaped as %s is read right when polls count as %s',
		async (callbackShape, pollCounters) => {
			const listener = listening();
			const outcomes = ['passed', 'failed', 'error', 'budget_exceeded', 'unknownStatus:archived'] as const;
			for (const [index, terminalWords] of qodexVariants.terminalWords.values.entries()) {
				await setVariants({
					callbackShape,
					pollCounters,
					terminalWords,
					pollDetail: index % 2 ? 'bare' : 'rich',
				});
				const verdicts = [];
				for (const outcome of outcomes) {
					await control().nextRuns({ outcome: 'stuck', runs: 1 });
					const { testRunId } = await control().startRun({ callbackUrl: listener.webhookUrl });
					await control().finishRun({ testRunId, outcome, failures: 2 });
					const event = (await events(listener)).at(-1);
					expect(event).toMatchObject({ event: 'RUN_FINISH', run: { id: testRunId } });
					verdicts.push((event?.run as { verdict: string }).verdict);
				}
				expect(verdicts.slice(0, 4)).toEqual(['passed', 'failed', 'failed', 'inconclusive']);
				expect(verdicts[4]).not.toBe('passed');
			}
		},
	);
});

describe('repeated deliveries', () => {
	test('start one execution, however many come at once', async () => {
		const listener = listening();
		const url = listener.webhookUrl;
		const { id } = await control().deliverCompletion({ url, testRunId: await endedRun('passed') });
		await sandbox().control.redeliver({ id, times: 10, parallel: true });

		expect(await events(listener)).toHaveLength(1);
		expect(new Set(await answers())).toEqual(new Set([200]));
	});

	test('start one each without Drop Duplicates', async () => {
		const listener = listening({ options: { dropDuplicates: false } });
		const url = listener.webhookUrl;
		const { id } = await control().deliverCompletion({ url, testRunId: await endedRun('passed') });
		await sandbox().control.redeliver({ id, times: 2 });

		expect(await events(listener)).toHaveLength(3);
	});

	test('of one that was dropped for an unknown run count again', async () => {
		const listener = listening();
		const testRunId = await endedRun('passed');
		await spoil('GET', { fault: { kind: 'status', status: 404 } });
		const { id } = await control().deliverCompletion({ url: listener.webhookUrl, testRunId });
		await sandbox().control.redeliver({ id });

		expect(await events(listener)).toHaveLength(1);
	});
});

describe('filters', () => {
	test.each([
		[{ verdicts: ['failed'] }, 1],
		[{ verdicts: ['passed', 'pending'] }, 0],
		[{ environments: 'production, staging' }, 1],
		[{ environments: 'production' }, 0],
	])('%j let %i of one failed run on staging through', async (filters, count) => {
		const listener = listening({ filters });
		await control().deliverCompletion({ url: listener.webhookUrl, testRunId: await endedRun('failed') });

		expect(await events(listener)).toHaveLength(count);
		expect(await answers()).toEqual([200]);
	});
});

describe('what is no delivery', () => {
	test.each<[string, string]>([
		['broken JSON', '{"testRunId": "run_1"'],
		['null', 'null'],
		['an array', '[{ "testRunId": "run_1" }]'],
		['a text', '"run_1"'],
		['no run id', '{"event": "test_run_completed"}'],
		['a blank run id', '{"testRunId": "  "}'],
		['a run id that is an object', '{"testRunId": { "id": "run_1" }}'],
		['nothing', ''],
		['5 MB of something else', JSON.stringify({ padding: 'x'.repeat(5_000_000) })],
	])('%s is answered with 400 and starts nothing', async (_, body) => {
		const headers = { 'content-type': 'application/json' };
		const delivery = await deliver({ ...settings(), body, headers });

		expect(delivery.status).toBeGreaterThanOrEqual(400);
		expect(delivery.status).toBeLessThan(500);
		expect(delivery.items).toBeNull();
		expect(delivery.error).toBeNull();
		expect(await calls()).toEqual([]);
	});

	test.each(['text/plain', 'application/vnd.api+json'])(
		'one with a byte order mark is read, sent as %s',
		async (type) => {
			const body = `\uFEFF${JSON.stringify({ testRunId: await endedRun('failed', 1) })}`;
			const delivery = await deliver({ ...settings(), body, headers: { 'content-type': type } });

			expect(delivery.items?.map(({ json }) => json.run)).toMatchObject([{ verdict: 'failed' }]);
		},
	);

	test('one that is nested too deep is refused, and the true one after it counts', async () => {
		const headers = { 'content-type': 'application/json' };
		const testRunId = await endedRun('failed', 1);
		const deep = `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`;
		const sent = async (body: string) => await deliver({ ...settings(), workflowId: 'deep', body, headers });

		const refused = await sent(`{"testRunId":"${testRunId}","x":${deep}}`);
		expect(refused).toMatchObject({ status: 400, items: null, error: null });
		expect(refused.body).toEqual({ error: 'The body is nested more than 400 levels deep' });
		expect((await sent(`{"testRunId":"${testRunId}"}`)).items).toHaveLength(1);
	});

	test.each<INodeParameters>([
		{ events: '={{ null }}' },
		{ events: '={{ [undefined] }}' },
		{ events: '={{ "Run Finished" }}' },
		{ filters: { verdicts: '={{ "Failed" }}' } },
		{ filters: { verdicts: '={{ [null] }}' } },
	])('nobody can decide on with %j: it may come again, and the trigger cannot be activated', async (odd) => {
		const headers = { 'content-type': 'application/json' };
		const body = JSON.stringify({ testRunId: await endedRun('failed', 1) });
		const delivery = await deliver({ ...settings(odd), body, headers });

		expect(delivery).toMatchObject({ status: 503, items: null, error: null });
		await expect(hooks(settings(odd)).activate()).rejects.toThrow(
			/'(Trigger On|Verdicts)' has (an entry without a value|no choice)/,
		);
	});

	test('an event of another name is not among the chosen ones', async () => {
		const listener = listening();
		const changes = { event: 'test_run_started' };
		await control().deliverCompletion({
			url: listener.webhookUrl,
			testRunId: await endedRun('passed'),
			changes,
		});

		expect(await answers()).toEqual([200]);
		expect(await events(listener)).toEqual([]);
	});
});

test('activation asks nothing of Qodex, and the panel says what to do by hand', async () => {
	const lifecycle = hooks(settings());
	await lifecycle.activate();
	await lifecycle.deactivate();

	expect(await calls()).toEqual([]);
	const notice = new TestRunTrigger().description.properties.find(({ name }) => name === 'qodexNotice');
	expect(notice).toMatchObject({ type: 'notice', displayOptions: { show: { platform: ['qodex'] } } });
	expect(notice?.displayName).toMatch(/Schedules.*Notifications.*Callback URL/s);
});
