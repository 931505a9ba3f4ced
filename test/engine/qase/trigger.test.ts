/** The Test Run Trigger on Qase: activation, events of all kinds, and filters. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { hooks } from '../harness';
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { PROJECT } from './setup';
import { EVERYTHING, PAYLOADS, useQaseTrigger } from './triggerSetup';

const { answers, eventsOf, listening, qase, settings } = useQaseTrigger();

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
