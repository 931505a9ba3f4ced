/** The webhook operations of Preclinical, which only the hosted service has. */
import type { INodeParameters } from 'n8n-workflow';

import { startInstance, type Instance } from '../harness';
import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { preclinicalForTests, told } from './support';

const { run, sandbox, agent, setVariants, spoil, calls, asked } = preclinicalForTests();

const URL = 'http://127.0.0.1:9/hook';
const MISSING = '11111111-2222-4333-8444-555555555555';
const control = () => sandbox().control.preclinical;

describe('Create Webhook', () => {
	test('makes one for the organization and one for an agent', async () => {
		const forAll = await run('hosted', 'createWebhook', {
			url: URL,
			additionalFields: { description: 'Nightly', enabled: false, secret: 'placeholder-secret' },
		});
		const forOne = await run('hosted', 'createWebhook', { url: URL, scope: 'agent', ...agent() });

		expect(forAll.error).toBeNull();
		expect(forAll.json).toMatchObject([
			{ url: URL, agent_id: null, description: 'Nightly', is_enabled: false },
		]);
		expect(forOne.json).toMatchObject([{ url: URL, agent_id: sandbox().preclinical.agentId }]);
		expect(JSON.stringify(forAll.json)).not.toContain('placeholder-secret');
		expect(await control().webhooks()).toMatchObject([{ secret: 'placeholder-secret' }, { secret: null }]);
	});

	test.each(hostedVariants.scopeTakenStatus.values)('tells of a taken scope (HTTP %s)', async (status) => {
		await setVariants({ scopeTakenStatus: status });
		await control().addWebhook({ url: 'http://127.0.0.1:9/theirs' });

		expect(told(await run('hosted', 'createWebhook', { url: URL }))).toMatch(
			/^Could not create the webhook: .*\[ALREADY_EXISTS\]/,
		);
	});
});

test.each<[string, INodeParameters]>([
	['createWebhook', { url: URL, additionalFields: { secret: 'placeholder-secret' } }],
	['updateWebhook', { webhookId: MISSING, updateFields: { secret: 'placeholder-secret' } }],
])('%s keeps the secret out of an error that repeats it', async (operation, parameters) => {
	const body = { error: 'The secret placeholder-secret is too short' };
	await spoil('hosted', { fault: { kind: 'status', status: 400, body } });
	const refused = await run('hosted', operation, parameters);

	expect(told(refused)).toMatch(/The secret \*\*\* is too short/);
});

describe('Get Webhook', () => {
	test('reads one, without the token of a trigger', async () => {
		const token = 'a'.repeat(64);
		const { id } = await control().addWebhook({ url: `${URL}?token=${token}` });
		const read = await run('hosted', 'getWebhook', { webhookId: id });

		expect(read.json).toMatchObject([{ id, url: `${URL}?token=***`, consecutive_failures: 0 }]);
	});

	test('tells of one that is not there', async () => {
		expect(told(await run('hosted', 'getWebhook', { webhookId: MISSING }))).toMatch(
			/^Could not read the webhook: Preclinical did not find it/,
		);
	});
});

describe('Get Many Webhooks', () => {
	test('lists all, or those of an agent', async () => {
		const { agentId } = sandbox().preclinical;
		await control().addWebhook({ url: `${URL}?token=${'b'.repeat(64)}` });
		await control().addWebhook({ url: URL, agentId });
		const all = await run('hosted', 'getManyWebhooks');
		const some = await run('hosted', 'getManyWebhooks', { filters: { agentId } });

		expect(all.json.map(({ url }) => url)).toEqual([`${URL}?token=***`, URL]);
		expect(some.json).toMatchObject([{ agent_id: agentId }]);
	});

	test('tells of a refusal', async () => {
		await spoil('hosted', { fault: { kind: 'status', status: 403 } });

		expect(told(await run('hosted', 'getManyWebhooks'))).toMatch(/^Could not list the webhooks: /);
	});
});

describe('Update Webhook', () => {
	test('changes what is given and nothing else', async () => {
		const { id } = await control().addWebhook({ url: URL, description: 'Old', secret: 'kept-placeholder' });
		const updated = await run('hosted', 'updateWebhook', {
			webhookId: id,
			updateFields: { enabled: false, description: 'New' },
		});

		expect(updated.json).toMatchObject([{ id, description: 'New', is_enabled: false, url: URL }]);
		expect((await calls('hosted')).map(({ body }) => body)).toEqual([
			{ description: 'New', is_enabled: false },
		]);
		expect(await control().webhooks()).toMatchObject([{ secret: 'kept-placeholder' }]);
	});

	test('refuses to change nothing, and tells of one that is not there', async () => {
		const nothing = await run('hosted', 'updateWebhook', { webhookId: MISSING });
		const missing = await run('hosted', 'updateWebhook', { webhookId: MISSING, updateFields: { url: URL } });

		expect(told(nothing)).toMatch(/'Update Fields' is empty/);
		expect(told(missing)).toMatch(/^Could not update the webhook: Preclinical did not find it/);
		expect(await asked('hosted')).toEqual([`PUT /webhooks/${MISSING}`]);
	});
});

describe('Delete Webhook', () => {
	test.each(['204', '200'] as const)('deletes (HTTP %s)', async (deleteWebhook) => {
		await setVariants({ deleteWebhook });
		const { id } = await control().addWebhook({ url: URL });
		const deleted = await run('hosted', 'deleteWebhook', { webhookId: id });

		expect(deleted.json).toEqual([{ deleted: true, webhookId: id }]);
		expect(await control().webhooks()).toEqual([]);
	});

	test.each(['noCall404', 'noCall405'] as const)(
		'switches off where it cannot (%s)',
		async (deleteWebhook) => {
			await setVariants({ deleteWebhook });
			const { id } = await control().addWebhook({ url: URL });
			const deleted = await run('hosted', 'deleteWebhook', { webhookId: id });

			expect(deleted.json).toEqual([{ deleted: false, disabled: true, webhookId: id }]);
			expect(await control().webhooks()).toMatchObject([{ id, isEnabled: false }]);
		},
	);

	test('tells of one that is not there', async () => {
		expect(told(await run('hosted', 'deleteWebhook', { webhookId: MISSING }))).toMatch(
			/^Could not delete the webhook: Preclinical did not find it/,
		);
	});
});

describe('Send Test Delivery', () => {
	let instance: Instance;
	beforeAll(async () => {
		instance = await startInstance();
	});
	afterAll(async () => await instance.close());

	test('tells how it went, also when it did not arrive', async () => {
		instance.serve('/taken', async (_req, res) => void res.status(200).json({}));
		const { id } = await control().addWebhook({ url: `${instance.baseUrl}/taken` });
		const taken = await run('hosted', 'sendTestDelivery', { webhookId: id });
		instance.unserve('/taken');
		const lost = await run('hosted', 'sendTestDelivery', { webhookId: id });

		expect(taken.json).toMatchObject([{ success: true, http_status: 200 }]);
		expect(lost.json).toMatchObject([{ success: false, http_status: 404 }]);
	});

	test('tells of one that is not there', async () => {
		expect(told(await run('hosted', 'sendTestDelivery', { webhookId: MISSING }))).toMatch(
			/^Could not send a test delivery: Preclinical did not find it/,
		);
	});
});

test.each([
	['createWebhook', { url: URL }],
	['getWebhook', { webhookId: MISSING }],
	['getManyWebhooks', {}],
	['updateWebhook', { webhookId: MISSING, updateFields: { url: URL } }],
	['deleteWebhook', { webhookId: MISSING }],
	['sendTestDelivery', { webhookId: MISSING }],
])('%s says that a self-hosted server has none, before any request', async (operation, parameters) => {
	expect(told(await run('selfHosted', operation, parameters))).toMatch(
		/^Webhooks exist only in the hosted Preclinical/,
	);
	expect(await asked('selfHosted')).toEqual([]);
});
