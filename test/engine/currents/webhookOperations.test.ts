import type { INodeParameters } from 'n8n-workflow';

import { complaint, project, PROJECT, useCurrents } from './setup';

const currents = useCurrents();

const SECRET = 'a-placeholder-for-a-header-secret';
const NO_HOOK = '11111111-2222-4333-8444-555555555555';
const hookUrl = 'https://n8n.example.com/webhook/test-runs';

const stored = async () => await currents.control().webhooks();
const added = async () =>
	await currents.control().addWebhook({
		projectId: PROJECT,
		url: hookUrl,
		hookEvents: ['RUN_FINISH'],
		headers: JSON.stringify({ 'x-token': SECRET }),
		label: 'Nightly',
	});

describe('Create Webhook', () => {
	const create = async (parameters: INodeParameters = {}, changes = {}) =>
		await currents.run('createWebhook', { projectId: project(), url: hookUrl, ...parameters }, changes);

	test('registers a webhook for the usual event', async () => {
		const { json } = await create();

		expect(await stored()).toMatchObject([
			{ projectId: PROJECT, url: hookUrl, hookEvents: ['RUN_FINISH'], headers: null, label: null },
		]);
		expect(json).toEqual(await stored());
	});

	test('takes events, headers and a label, and never shows the headers again', async () => {
		const additionalFields = {
			headers: JSON.stringify({ 'x-token': SECRET, 'x-b': '1' }),
			label: ' Nightly ',
		};
		const run = await create({ events: ['RUN_START', 'RUN_CANCELED'], additionalFields });

		expect(await stored()).toMatchObject([
			{
				hookEvents: ['RUN_START', 'RUN_CANCELED'],
				headers: `{"x-token":"${SECRET}","x-b":"1"}`,
				label: 'Nightly',
			},
		]);
		expect(run.json).toMatchObject([{ label: 'Nightly', headers: '{"x-token":"***","x-b":"***"}' }]);
		expect(
			run.outputs
				.flat()
				.map(({ json }) => JSON.stringify(json))
				.join(),
		).not.toContain(SECRET);
	});

	test('takes headers that an expression gives as an object', async () => {
		await create({ additionalFields: { headers: '={{ ({ "x-a": "b" }) }}' } });

		expect(await stored()).toMatchObject([{ headers: '{"x-a":"b"}' }]);
	});

	test.each<[string, INodeParameters, string]>([
		['no address', { url: '={{ "" }}' }, "'URL' is empty"],
		['no event', { events: '={{ [] }}' }, "'Events' is empty"],
		['headers that are no JSON', { additionalFields: { headers: '{ x' } }, "'Headers' is not valid JSON"],
		[
			'headers that are a list',
			{ additionalFields: { headers: '["x"]' } },
			"'Headers' must be a JSON object whose values are texts",
		],
		[
			'headers with a number',
			{ additionalFields: { headers: '{"x":1}' } },
			"'Headers' must be a JSON object whose values are texts",
		],
		[
			'headers that are too long',
			{ additionalFields: { headers: JSON.stringify({ x: 'y'.repeat(4096) }) } },
			"'Headers' is longer than 4096 characters",
		],
	])('refuses %s without a request', async (_, parameters, message) => {
		expect(complaint(await create(parameters)).message).toBe(message);
		expect(await currents.calls()).toEqual([]);
	});

	test('says when the project is unknown', async () => {
		const run = await create({ projectId: project('nothing') });

		expect(complaint(run).message).toBe('Could not create the webhook: Currents did not find it (HTTP 404)');
	});

	test('explains that a read-only key cannot do it', async () => {
		const run = await create({}, { apiKey: currents.sandbox().currents.readOnlyApiKey });

		expect(complaint(run)).toEqual({
			message: 'Could not create the webhook: Currents does not allow it with this key (HTTP 403)',
			description: expect.stringMatching(/The API key has no write permission.*Make a Read & Write key/),
		});
		expect(await stored()).toEqual([]);
	});
});

describe('Get Webhook and Get Many Webhooks', () => {
	const masked = async () => ({ ...(await added()), headers: '{"x-token":"***"}' });

	test('give webhooks without the values of their headers', async () => {
		const hook = await masked();

		const one = await currents.run('getWebhook', { webhookId: hook.hookId });
		const many = await currents.run('getManyWebhooks', { projectId: project() });

		expect(one.json).toEqual([hook]);
		expect(many.json).toEqual([hook]);
		for (const run of [one, many]) expect(run.stored).not.toContain(SECRET);
	});

	test('list those of the chosen project alone', async () => {
		await added();

		expect(await currents.run('getManyWebhooks', { projectId: project('docs03') })).toMatchObject({
			status: 'success',
			json: [],
		});
	});

	test('work with a read-only key', async () => {
		const { hookId } = await added();
		const apiKey = currents.sandbox().currents.readOnlyApiKey;

		expect((await currents.run('getWebhook', { webhookId: hookId }, { apiKey })).status).toBe('success');
	});

	test.each([
		['getWebhook', { webhookId: NO_HOOK }, 'Could not read the webhook: Currents did not find it (HTTP 404)'],
		['getWebhook', { webhookId: '={{ "" }}' }, "'Webhook' is empty"],
		[
			'getManyWebhooks',
			{ projectId: project('x') },
			'Could not list the webhooks: Currents did not find it (HTTP 404)',
		],
		['getManyWebhooks', { projectId: project('={{ "" }}') }, "'Project' is empty"],
	])('%s says what is wrong with %j', async (operation, parameters, message) => {
		expect(complaint(await currents.run(operation, parameters)).message).toBe(message);
	});
});

describe('Update Webhook', () => {
	const update = async (updateFields: INodeParameters, webhookId?: string, changes = {}) =>
		await currents.run(
			'updateWebhook',
			{ webhookId: webhookId ?? (await added()).hookId, updateFields },
			changes,
		);

	test.each<[string, INodeParameters, object]>([
		[
			'address',
			{ url: 'https://n8n.example.com/webhook/other' },
			{ url: 'https://n8n.example.com/webhook/other' },
		],
		['events', { events: ['RUN_TIMEOUT'] }, { hookEvents: ['RUN_TIMEOUT'] }],
		['label', { label: 'Weekly' }, { label: 'Weekly' }],
		['headers', { headers: '{"x-token":"new"}' }, { headers: '{"x-token":"new"}' }],
	])('changes the %s and nothing else', async (_, updateFields, change) => {
		const before = await added();

		await update(updateFields, before.hookId);

		expect(await stored()).toEqual([{ ...before, ...change, updatedAt: expect.any(String) }]);
	});

	test('does not show the values of headers', async () => {
		const run = await update({ label: 'Weekly' });

		expect(run.json).toMatchObject([{ label: 'Weekly', headers: '{"x-token":"***"}' }]);
		expect(run.stored).not.toContain(SECRET);
	});

	test.each<[string, INodeParameters, string]>([
		['nothing to change', {}, "'Update Fields' is empty"],
		['an empty list of events alone', { events: [] as string[] }, "'Events' is empty"],
		['headers that are no JSON', { headers: '{' }, "'Headers' is not valid JSON"],
	])('refuses %s', async (_, updateFields, message) => {
		const before = await added();

		expect(complaint(await update(updateFields, before.hookId)).message).toBe(message);
		expect(await stored()).toEqual([before]);
	});

	test('says when there is no such webhook, or no right to change it', async () => {
		const { hookId } = await added();
		const apiKey = currents.sandbox().currents.readOnlyApiKey;

		expect(complaint(await update({ label: 'x' }, NO_HOOK)).message).toMatch(/did not find it \(HTTP 404\)/);
		expect(complaint(await update({ label: 'x' }, hookId, { apiKey })).message).toMatch(/\(HTTP 403\)/);
	});
});

describe('Delete Webhook', () => {
	test.each(['off', 'on'] as const)('deletes it, with an empty answer %s', async (deleteEmptyBody) => {
		await currents.sandbox().control.setVariants({ currents: { deleteEmptyBody } });
		const { hookId } = await added();

		const { json } = await currents.run('deleteWebhook', { webhookId: hookId });

		expect(json).toEqual([{ deleted: true, webhookId: hookId }]);
		expect(await stored()).toEqual([]);
	});

	test('says when it is gone already, or when the key may not', async () => {
		const { hookId } = await added();
		const apiKey = currents.sandbox().currents.readOnlyApiKey;

		const gone = await currents.run('deleteWebhook', { webhookId: NO_HOOK });
		const forbidden = await currents.run('deleteWebhook', { webhookId: hookId }, { apiKey });

		expect(complaint(gone).message).toBe('Could not delete the webhook: Currents did not find it (HTTP 404)');
		expect(complaint(forbidden).message).toMatch(/\(HTTP 403\)/);
		expect(await stored()).toHaveLength(1);
	});
});
