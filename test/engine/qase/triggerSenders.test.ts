/** The Test Run Trigger on Qase: deliveries that are good, forged, old or repeated. */
import { WebhookContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { deliver } from '../harness';
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { PROJECT } from './setup';
import { useQaseTrigger } from './triggerSetup';

const { answers, eventsOf, listening, nextWorkflow, qase, settings, started } = useQaseTrigger();

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
			workflowId: nextWorkflow(),
			headers: headers(),
			...delivery,
		});
	const minutesAgo = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60;

	describe('who is refused', () => {
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
				const listener = started();
				await qase
					.control()
					.addWebhook({ project: PROJECT, url: listener.webhookUrl, events: ['defect.created'] });
				await qase.control().deliverEvent({ project: PROJECT, event: 'defect.created', payload: { id: 1 } });
				expect(await answers()).toMatchObject([{ status: 401 }]);
			},
		);

		test('refuses old deliveries and ones from the future, and takes them when the age does not matter', async () => {
			expect(await send({ body: await genuine({ timestamp: minutesAgo(59) }) })).toMatchObject({
				status: 200,
			});
			expect(await send({ body: await genuine({ timestamp: minutesAgo(61) }) })).toMatchObject({
				status: 401,
			});
			expect(await send({ body: await genuine({ timestamp: minutesAgo(-61) }) })).toMatchObject({
				status: 401,
			});
			const old = await genuine({ timestamp: minutesAgo(60 * 24 * 400) });
			expect((await send({ body: old }, { options: { maxAgeMinutes: 0 } })).items).toHaveLength(1);
		});
	});

	describe('the secret of the credential', () => {
		/** Sends deliveries to one trigger; `reads` counts how often its credential was read. */
		const counted = () => {
			const workflowId = nextWorkflow();
			const read = jest.spyOn(WebhookContext.prototype, 'getCredentials');
			const sendWith = async (known: string, sent: string) => {
				const { status } = await deliver({
					...settings({ options: { fetchRun: false } }, known),
					workflowId,
					headers: { 'X-Qase-Secret': sent },
					body: await genuine(),
				});
				return status;
			};
			return { sendWith, reads: () => read.mock.calls.length };
		};

		test('is read once in a burst', async () => {
			const { sendWith, reads } = counted();
			for (let i = 0; i < 5; i++) expect(await sendWith('one', 'one')).toBe(200);
			expect(reads()).toBe(1);
		});

		test('counts as soon as a delivery comes with a new one, and then the old one is refused', async () => {
			const { sendWith } = counted();
			expect(await sendWith('one', 'one')).toBe(200);
			expect(await sendWith('two', 'two')).toBe(200);
			expect(await sendWith('two', 'one')).toBe(401);
		});

		test('counts ten seconds later if no delivery comes with a new one', async () => {
			const { sendWith } = counted();
			const now = jest.spyOn(Date, 'now');
			expect(await sendWith('one', 'one')).toBe(200);
			expect(await sendWith('two', 'one')).toBe(200);
			const later = Date.now() + 10_001;
			now.mockReturnValue(later);
			expect(await sendWith('two', 'one')).toBe(401);
		});

		test('is read once for a stranger, and anew for the next', async () => {
			const { sendWith, reads } = counted();
			expect(await sendWith('one', 'wrong')).toBe(401);
			expect(reads()).toBe(1);
			expect(await sendWith('one', 'one')).toBe(200);
			expect(reads()).toBe(2);
		});
	});

	describe('what starts nothing, or only once', () => {
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
});
