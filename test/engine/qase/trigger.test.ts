/** The Test Run Trigger on Qase: activation, and deliveries that are good, forged, old, repeated or about other things. */
import * as n8n from 'n8n-workflow';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { qaseEvents } from '../../../platforms/qase/events';
import type { TestRun } from '../../../core/model/TestRun';
import { deliver, hooks, listen, startInstance, type Instance, type Listener } from '../harness';
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { byId, PROJECT, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

let instance: Instance;
let workflows = 0;
beforeAll(async () => {
	instance = await startInstance();
});
afterAll(async () => await instance.close());

const EVERYTHING = qaseEvents.map(({ value }) => value);

const settings = (parameters: INodeParameters = {}, secret?: string) => ({
	node: new TestRunTrigger(),
	parameters: { platform: 'qase', events: EVERYTHING, ...parameters },
	...qase.settings({ webhookSecret: secret }),
});

/** A trigger of a workflow of its own, with a webhook in the seeded project that tells it everything. */
async function listening(parameters: INodeParameters = {}, events: string[] = ALL_NAMES): Promise<Listener> {
	const workflowId = `qase-${++workflows}`;
	const listener = listen({ ...settings(parameters), instance, workflowId, webhookId: workflowId });
	const { webhookSecret: secret } = qase.sandbox().qase;
	await qase.control().addWebhook({ project: PROJECT, url: listener.webhookUrl, secret, events });
	return listener;
}

/** The events that started the workflow, once all that was sent to it has been worked off. */
async function eventsOf({ deliveries, webhookUrl }: Listener): Promise<IDataObject[]> {
	await qase.sandbox().control.settle();
	const sent = (await qase.sandbox().control.deliveries()).filter(({ url }) => url === webhookUrl);
	const attempts = sent.flatMap((delivery) => delivery.attempts).length;
	while (deliveries.length < attempts) await new Promise((resolve) => setTimeout(resolve, 5));
	return deliveries.flatMap(({ items }) => items?.map(({ json }) => json) ?? []);
}

const answers = async () => (await qase.sandbox().control.deliveries()).flatMap(({ attempts }) => attempts);

/** A payload of the documented shape for every event that is not about a run. */
const PAYLOADS: Record<string, IDataObject> = {
	'case.created': {
		id: 13,
		title: 'pays with points',
		priority: { id: 2, title: 'Medium', icon: 'x', color: '#aaa' },
	},
	'case.updated': { id: 13 },
	'case.deleted': { id: 13 },
	'case.cloned': { id: 14, from_id: 13 },
	'suite.created': { id: 3, title: 'Basket', description: null, preconditions: null, parent_id: null },
	'suite.updated': { id: 3 },
	'suite.deleted': { id: 3 },
	'suite.cloned': { id: 4, from_id: 3 },
	'plan.created': { id: 5, title: 'Smoke', description: 'Short', cases: { 1: 0, 5: 0 } },
	'plan.updated': { id: 5, cases: { 1: 0 } },
	'plan.deleted': { id: 5 },
	'shared_step.created': { hash: 'a1', title: 'Sign in', steps: [] },
	'shared_step.updated': { hash: 'a1' },
	'shared_step.deleted': { hash: 'a1' },
	'milestone.created': { id: 3, title: 'Autumn', description: '' },
	'milestone.updated': { id: 3 },
	'milestone.deleted': { id: 3 },
	'custom_field.created': { id: 7, title: 'Owner', isRequired: false, type: 'string', entity: 'run' },
	'custom_field.updated': { id: 7, title: 'Owner', isRequired: true, type: 'string', entity: 'run' },
	'custom_field.deleted': { id: 7, title: 'Owner', isRequired: true, type: 'string', entity: 'run' },
	'defect.created': {
		id: 2,
		title: 'No invoice',
		severity: 'normal',
		actual_result: 'None',
		attachments: [],
	},
	'defect.updated': { id: 2 },
	'defect.resolved': { id: 2 },
	'defect.deleted': { id: 2 },
	'review.created': { id: 1, title: 'pays', case_id: 2, project: 'SHOP', created: '2026-05-01 10:00:00' },
	'review.updated': { id: 1, title: 'pays', case_id: 2, project: 'SHOP', data: { id: 2 }, approves: [] },
	'review.approval_status_changed': { id: 1, status: 'request changes' },
	'review.reviewer_added': { id: 1, reviewer: { email: 'qa@example.com', name: 'QA' } },
	'review.reviewer_removed': { id: 1, reviewer: { email: 'qa@example.com', name: 'QA' } },
	'review.merged': { id: 1, merged_by: { email: 'qa@example.com', name: 'QA' } },
	'review.reopened': { id: 1, title: 'pays', case_id: 2, project: 'SHOP', data: { id: '2' }, approves: [] },
	'review.commented': { id: 1, comment: 'Fine', commented_by: { email: 'qa@example.com', name: 'QA' } },
	'review.declined': { id: 1, declined_by: { email: 'qa@example.com', name: 'QA' } },
	'review.deleted': { id: 1, deleted_by: { email: 'qa@example.com', name: 'QA' } },
};

const RUN_NAMES = [
	'run.started',
	'run.aborted',
	'run.updated',
	'run.deleted',
	'run.completed',
	'run.report_changed',
] as const;

const ALL_NAMES = [...Object.keys(PAYLOADS), ...RUN_NAMES, 'run_result.invented', 'run.invented'];

describe('activation', () => {
	const hooksOf = (parameters: INodeParameters = {}, secret?: string) =>
		hooks({ ...settings(parameters, secret), baseUrl: 'http://127.0.0.1:5678' });

	test('asks Qase for nothing, since webhooks are made by hand', async () => {
		const lifecycle = hooksOf();
		await lifecycle.activate();
		await lifecycle.restart();
		expect(await lifecycle.deactivate()).toBeNull();
		expect(await qase.calls()).toEqual([]);
	});

	test('without a secret it says what to set, unless unverified deliveries are allowed', async () => {
		await expect(hooksOf({}, '').activate()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Deliveries of Qase could not be verified without a secret\. Enter a text of your choice .*Project Settings > Webhooks/,
			),
			description: undefined,
		});
		await hooksOf({ options: { allowUnverified: true } }, '').activate();
	});

	test('the notice tells the steps', () => {
		const notice = new TestRunTrigger().description.properties.find(({ name }) => name === 'qaseNotice');
		expect(notice?.displayName).toContain('Project Settings > Webhooks > Create new webhook');
	});
});

describe('events', () => {
	test('there are 40 that can be chosen, and the others', () => {
		expect(EVERYTHING).toHaveLength(41);
		expect(Object.keys(PAYLOADS)).toHaveLength(34);
		const own = Object.keys(PAYLOADS).concat('run.updated', 'run.deleted', 'run.report_changed');
		expect([...EVERYTHING].sort()).toEqual(
			['RUN_START', 'RUN_FINISH', 'RUN_CANCELED', 'other', ...own].sort(),
		);
	});

	test.each(qaseVariants.eventKey.values)('each comes by its own name, told in %s', async (eventKey) => {
		await qase.setVariants({ eventKey });
		const listener = await listening();
		for (const [event, payload] of Object.entries(PAYLOADS)) {
			await qase.control().deliverEvent({ project: PROJECT, event, payload });
		}

		const events = await eventsOf(listener);

		expect(events.map(({ event }) => event)).toEqual(Object.keys(PAYLOADS));
		for (const event of events) {
			expect(event).toMatchObject({
				platform: 'qase',
				platformEvent: event.event,
				run: null,
				raw: { project_code: 'SHOP', payload: PAYLOADS[String(event.event)] },
			});
			expect(Date.parse(String(event.occurredAt))).toBeGreaterThan(0);
		}
		expect(new Set(events.map(({ deliveryKey }) => deliveryKey)).size).toBe(events.length);
		expect(await qase.calls()).toEqual([]);
	});

	test('only the chosen ones start the workflow', async () => {
		const listener = await listening({ events: ['defect.created'] });
		for (const event of ['defect.created', 'defect.resolved', 'run_result.invented']) {
			await qase.control().deliverEvent({ project: PROJECT, event, payload: { id: 1 } });
		}
		expect((await eventsOf(listener)).map(({ event }) => event)).toEqual(['defect.created']);
		expect((await answers()).map(({ status }) => status)).toEqual([200, 200, 200]);
	});

	test('names that Qase has not published come as other events', async () => {
		const listener = await listening({ events: ['other'] });
		for (const event of ['run_result.invented', 'run.invented', 'defect.created']) {
			await qase
				.control()
				.deliverEvent({ project: PROJECT, event, payload: { run_id: 1 }, teamMemberId: null });
		}
		expect(await eventsOf(listener)).toMatchObject([
			{ event: 'run_result.invented', run: null },
			{ event: 'run.invented', run: null },
		]);
	});
});

describe('runs', () => {
	const run = (event: IDataObject) => event.run as unknown as TestRun;

	test('the verdict is read from the run, and not guessed from the counts of the delivery', async () => {
		const listener = await listening();
		const { id: runId } = await qase.openRun({ environmentId: 1, tags: ['nightly'] });
		await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.started' });
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'failed', failures: 0, invalid: 1 });

		const [started, finished] = await eventsOf(listener);

		expect(started).toMatchObject({
			event: 'RUN_START',
			platformEvent: 'run.started',
			run: { key: `qase:SHOP:${runId}`, name: 'Checkout', status: 'running', verdict: 'pending' },
		});
		expect(finished).toMatchObject({
			event: 'RUN_FINISH',
			platformEvent: 'run.completed',
			raw: { payload: { id: runId, cases: 12, passed: 11, failed: 0, blocked: 0 } },
			run: {
				key: `qase:SHOP:${runId}`,
				name: 'Checkout',
				status: 'finished',
				verdict: 'failed',
				counts: { total: 12, passed: 11, failed: 0, other: 1 },
				environment: 'staging',
				tags: ['nightly'],
			},
		});
		expect(run(finished).failures).toMatchObject([{ status: 'error' }]);
		expect(listener.deliveries.map(({ answeredBeforeReturn }) => answeredBeforeReturn)).toEqual([
			false,
			false,
		]);
	});

	test.each(
		qaseVariants.statusWords.values.flatMap((words) =>
			qaseVariants.skippedName.values.map((name) => [words, name] as const),
		),
	)('an aborted run is canceled (%s, %s)', async (statusWords, skippedName) => {
		await qase.setVariants({ statusWords, skippedName, durationUnit: 's' });
		const listener = await listening();
		const { id: runId } = await qase.openRun();
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'aborted', skipped: 2 });

		expect(await eventsOf(listener)).toMatchObject([
			{
				event: 'RUN_CANCELED',
				run: { status: 'canceled', verdict: 'inconclusive', counts: { total: 12, skipped: 2, pending: 6 } },
			},
		]);
	});

	test('no more failures are read than asked for', async () => {
		const listener = await listening({ options: { includeFailures: 1 } });
		const { id: runId } = await qase.openRun();
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'failed', failures: 2 });
		const [event] = await eventsOf(listener);
		expect(run(event).failures?.map(({ title }) => title)).toEqual(['pays with a saved card']);
		expect(run(event).failuresTruncated).toBe(true);
	});

	test.each(qaseVariants.casesAddedName.values)(
		'other events of a run carry it, too (%s)',
		async (casesAddedName) => {
			await qase.setVariants({ casesAddedName });
			const listener = await listening();
			const { id: runId } = await qase.endedRun({ outcome: 'failed' });
			await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.updated' });
			await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.report_changed' });
			expect(await eventsOf(listener)).toMatchObject([
				{ event: 'run.updated', run: { id: String(runId), verdict: 'failed' } },
				{ event: 'run.report_changed', run: { id: String(runId), verdict: 'failed' } },
			]);
		},
	);

	test('a deleted run is not looked for', async () => {
		const listener = await listening();
		const { id: runId } = await qase.endedRun();
		await qase.control().deleteRun({ project: PROJECT, runId });
		expect(await eventsOf(listener)).toMatchObject([
			{ event: 'run.deleted', run: { id: String(runId), verdict: 'inconclusive' } },
		]);
		expect(await qase.calls()).toEqual([]);
	});

	test('what the node does at Qase comes back as events', async () => {
		const listener = await listening();
		const { json } = await qase.run('startRun', { title: 'Empty', casesFrom: 'none' });
		const runId = byId(String(json[0].id));
		await qase.run('completeRun', { runId });
		await qase.run('publishRun', { runId });
		await qase.run('deleteRun', { runId });
		// Each comes once its run is read, which takes longer for some of them.
		expect((await eventsOf(listener)).map(({ event }) => event).sort()).toEqual([
			'RUN_FINISH',
			'RUN_START',
			'run.deleted',
			'run.report_changed',
		]);
	});

	test.each([
		['is down', { fault: { kind: 'status', status: 503 }, times: 20 }],
		['refuses the token', { fault: { kind: 'status', status: 401 }, times: 20 }],
	] as const)('when Qase %s, the event comes as inconclusive and says why', async (_, rule) => {
		const listener = await listening();
		const { id: runId } = await qase.openRun();
		await qase.fault(rule);
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });
		const [event] = await eventsOf(listener);
		expect(event).toMatchObject({
			event: 'RUN_FINISH',
			run: { status: 'finished', verdict: 'inconclusive', counts: { total: 12, passed: 12 } },
		});
		expect(run(event).doubt).toMatch(
			/^Could not read the run: Qase .*Only what the delivery reported is known\.$/,
		);
	});

	test('muted failures make no failed run where the verdict of Qase is trusted', async () => {
		const listener = await listening({ options: { trustVerdict: true }, filters: { verdicts: ['passed'] } });
		const { id: runId } = await qase.openRun();
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed', failures: 1 });
		expect(await eventsOf(listener)).toMatchObject([
			{ event: 'RUN_FINISH', run: { verdict: 'passed', passedDespiteFailures: true, counts: { failed: 1 } } },
		]);
	});

	test('the run is read once Qase can be asked again, long after the answer', async () => {
		await qase.setVariants({ retryAfter: '1' });
		const listener = await listening();
		const { id: runId } = await qase.openRun();
		await qase.fault({ times: 3, fault: { kind: 'status', status: 429 } });
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });
		expect(await answers()).toMatchObject([{ status: 200 }]);
		expect(await eventsOf(listener)).toMatchObject([{ run: { verdict: 'passed' } }]);
	});

	test('the answer does not wait for long for Qase', async () => {
		const listener = await listening();
		const { id: runId } = await qase.openRun();
		await qase.fault({ fault: { kind: 'delay', ms: 700 } });
		const settled = listener.next();
		const waited = jest.spyOn(n8n, 'sleep').mockResolvedValue();
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });
		expect(await answers()).toMatchObject([{ status: 200 }]);
		expect(listener.deliveries).toEqual([]);
		waited.mockRestore();
		expect((await settled).items).toMatchObject([{ json: { run: { verdict: 'passed' } } }]);
	});

	test('a completed run that Qase shows in progress for a moment has its verdict', async () => {
		jest.spyOn(n8n, 'sleep').mockResolvedValue();
		const listener = await listening();
		const { id: runId } = await qase.openRun();
		const going = { id: runId, title: 'Checkout', status_text: 'in_progress', stats: { total: 12 } };
		await qase.fault({
			match: { path: '/v1/run/' },
			fault: { kind: 'status', status: 200, body: { status: true, result: going } },
			times: 2,
		});
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });

		expect(await eventsOf(listener)).toMatchObject([
			{ event: 'RUN_FINISH', run: { status: 'finished', verdict: 'passed', doubt: null } },
		]);
	});

	test('a completed run that Qase still shows in progress after ten seconds is inconclusive, and in doubt', async () => {
		const waited = jest.spyOn(n8n, 'sleep').mockResolvedValue();
		const listener = await listening();
		const { id: runId } = await qase.openRun();
		await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.completed' });
		expect(await eventsOf(listener)).toMatchObject([
			{
				event: 'RUN_FINISH',
				run: {
					status: 'finished',
					verdict: 'inconclusive',
					doubt:
						'Qase still showed the run as running, although its end had been reported: the result is what the delivery reported.',
				},
			},
		]);
		expect(waited.mock.calls.filter(([ms]: unknown[]) => ms === 2_000)).toHaveLength(5);
	});

	test('without reading the run there is no verdict', async () => {
		const listener = await listening({ options: { fetchRun: false } });
		const { id: runId } = await qase.openRun();
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });
		expect(await eventsOf(listener)).toMatchObject([
			{ run: { status: 'finished', verdict: 'inconclusive', counts: { passed: 12, failed: 0 } } },
		]);
		expect(await qase.calls()).toEqual([]);
	});
});

describe('filters', () => {
	test.each([
		['verdicts', { verdicts: ['failed'] }, true],
		['verdicts', { verdicts: ['passed'] }, false],
		['tags', { tags: 'smoke, nightly' }, true],
		['tags', { tags: 'smoke' }, false],
		['environments', { environments: 'staging' }, true],
		['environments', { environments: 'production' }, false],
		['projects', { projects: 'APP, SHOP' }, true],
		['projects', { projects: 'APP' }, false],
	])('%s: %j', async (_, filters, passes) => {
		const listener = await listening({ filters });
		const { id: runId } = await qase.openRun({ environmentId: 1, tags: ['nightly'] });
		await qase.control().finishRun({ project: PROJECT, runId, outcome: 'failed' });
		expect(await eventsOf(listener)).toHaveLength(passes ? 1 : 0);
		expect(await answers()).toMatchObject([{ status: 200 }]);
	});

	test('of projects hold for events without a run, too', async () => {
		const listener = await listening({ filters: { projects: 'APP' } });
		await qase.control().deliverEvent({ project: PROJECT, event: 'defect.created', payload: { id: 1 } });
		expect(await eventsOf(listener)).toEqual([]);
	});
});

describe('senders', () => {
	const genuine = async (changes: { timestamp?: number } = {}) => {
		const { id: runId } = await qase.endedRun({ outcome: 'failed' });
		const body = await qase
			.control()
			.deliveryBody({ project: PROJECT, runId, event: 'run.completed', ...changes });
		return JSON.stringify(body);
	};
	const headers = () => ({ 'X-Qase-Secret': qase.sandbox().qase.webhookSecret });
	const send = async (
		delivery: { body: string; headers?: Record<string, string>; dropRawBody?: boolean },
		more = {},
	) =>
		await deliver({
			...settings(more),
			workflowId: `sender-${++workflows}`,
			headers: headers(),
			...delivery,
		});
	const minutesAgo = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60;

	test('the secret alone is what counts: the raw body is not needed', async () => {
		const body = await genuine();
		expect((await send({ body })).items).toHaveLength(1);
		expect((await send({ body, dropRawBody: true })).items).toHaveLength(1);
	});

	test.each([
		['a wrong secret', { 'X-Qase-Secret': 'sandbox-qase-webhook-secreT' }],
		['a part of the secret', { 'X-Qase-Secret': 'sandbox-qase-webhook' }],
		['an empty secret', { 'X-Qase-Secret': '' }],
		['no secret', {}],
	])('refuses %s with 401', async (_, wrong) => {
		const result = await send({ body: await genuine(), headers: wrong as Record<string, string> });
		expect(result).toMatchObject({ status: 401, items: null, error: null });
		expect(result.text).not.toContain('sandbox-qase');
		expect(await qase.calls()).toEqual([]);
	});

	test('refuses everything when no secret is set, unless unverified deliveries are allowed', async () => {
		const body = await genuine();
		const noSecret = (options: IDataObject) => ({
			...settings({ options: options as INodeParameters }, ''),
			body,
		});
		expect(await deliver({ ...noSecret({}), headers: headers() })).toMatchObject({ status: 401 });
		expect(await deliver({ ...noSecret({}), headers: { 'X-Qase-Secret': '' } })).toMatchObject({
			status: 401,
		});
		expect(
			(await deliver({ ...noSecret({ allowUnverified: true }), workflowId: 'open' })).items,
		).toHaveLength(1);
	});

	test.each(qaseVariants.emptySecret.values)(
		'refuses a webhook made without a secret (%s)',
		async (emptySecret) => {
			await qase.setVariants({ emptySecret });
			const workflowId = `qase-${++workflows}`;
			const listener = listen({ ...settings(), instance, workflowId, webhookId: workflowId });
			await qase
				.control()
				.addWebhook({ project: PROJECT, url: listener.webhookUrl, events: ['defect.created'] });
			await qase.control().deliverEvent({ project: PROJECT, event: 'defect.created', payload: { id: 1 } });
			expect(await answers()).toMatchObject([{ status: 401 }]);
		},
	);

	test('refuses old deliveries and ones from the future, and takes them when the age does not matter', async () => {
		expect(await send({ body: await genuine({ timestamp: minutesAgo(59) }) })).toMatchObject({ status: 200 });
		expect(await send({ body: await genuine({ timestamp: minutesAgo(61) }) })).toMatchObject({ status: 401 });
		expect(await send({ body: await genuine({ timestamp: minutesAgo(-61) }) })).toMatchObject({
			status: 401,
		});
		const old = await genuine({ timestamp: minutesAgo(60 * 24 * 400) });
		expect((await send({ body: old }, { options: { maxAgeMinutes: 0 } })).items).toHaveLength(1);
	});

	test('a repeated delivery starts the workflow once', async () => {
		const listener = await listening();
		const { id: runId } = await qase.endedRun();
		const [{ id }] = await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.completed' });
		await qase.sandbox().control.redeliver({ id, times: 5, parallel: true });
		expect(await eventsOf(listener)).toHaveLength(1);
		expect((await answers()).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
	});

	test('a delivery that was refused may be sent again, and starts nothing either time', async () => {
		await qase.setVariants({ retries: 'once' });
		const listener = await listening({}, ['defect.created']);
		await qase.control().addWebhook({
			project: PROJECT,
			url: listener.webhookUrl,
			secret: 'another-secret',
			events: ['defect.resolved'],
		});
		await qase.control().deliverEvent({ project: PROJECT, event: 'defect.resolved', payload: { id: 1 } });
		expect((await answers()).map(({ status }) => status)).toEqual([401, 401]);
		expect(await eventsOf(listener)).toEqual([]);
	});

	test('two changes of one thing are two events', async () => {
		const listener = await listening();
		const change = { project: PROJECT, event: 'case.updated', payload: { id: 3 } };
		await qase.control().deliverEvent({ ...change, timestamp: minutesAgo(2) });
		await qase.control().deliverEvent({ ...change, timestamp: minutesAgo(1) });
		expect(await eventsOf(listener)).toHaveLength(2);
	});

	test.each([
		['an empty object', '{}'],
		['a list', '[]'],
		['no payload', '{"event_name":"run.completed","project_code":"SHOP"}'],
		['a payload that is no object', '{"event_name":"run.completed","project_code":"SHOP","payload":[12]}'],
		['a run without an id', '{"event_name":"run.completed","project_code":"SHOP","payload":{}}'],
		['a run without a project', '{"event_name":"run.completed","payload":{"id":12}}'],
	])('answers 400 to %s', async (_, body) => {
		expect(await send({ body })).toMatchObject({ status: 400, items: null, error: null });
	});
});
