import * as fc from 'fast-check';
import type { IDataObject, IHookFunctions, INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import {
	createWebhook,
	deleteWebhook,
	rememberedRegistration,
	webhookExists,
	type Registration,
} from '../../../../n8n/webhooks/lifecycle';
import type { RegistrarContext, WantedWebhook, WebhookRegistrar } from '../../../../n8n/webhooks/contract';

const node = { name: 'Trigger', type: 'testRunTrigger', typeVersion: 1, parameters: {} } as unknown as INode;
const OWNER = { instanceId: 'n8n-a', workflowId: 'w1' };
const URL_HERE = 'https://n8n.example.com/webhook/a';

type Stored = { id: string; url: string; events: string[]; secret: string; label: string };

/** A platform that keeps webhooks in memory, and may hide the secrets that it sends. */
function platform({ hidesSecrets = false } = {}) {
	const state = { hooks: [] as Stored[], down: new Set<string>(), count: 0, calls: [] as string[] };
	const at = (call: string) => {
		state.calls.push(call);
		if (state.down.has(call)) throw new NodeApiError(node, { message: call }, { message: `no ${call}` });
	};
	const registrar = (scope = 'p1'): WebhookRegistrar => ({
		platform: 'Example',
		apiUrl: 'https://api.example.com',
		scope,
		list: async () => {
			at('list');
			return state.hooks.map(({ secret, ...hook }) => ({
				...hook,
				sendsSecret: (wanted: string) => hidesSecrets || wanted === secret,
			}));
		},
		create: async ({ url, events, secret, label }: WantedWebhook) => {
			at('create');
			const hook = { id: `h${++state.count}`, url, events, secret, label };
			state.hooks.push(hook);
			if (state.down.has('answer')) throw new NodeApiError(node, {}, { message: 'no answer' });
			return hook;
		},
		update: async (id, { url, events, secret, label }) => {
			at('update');
			Object.assign(
				state.hooks.find((hook) => hook.id === id)!,
				{ url, events, secret, label },
			);
		},
		remove: async (id) => {
			at('remove');
			if (!state.hooks.some((hook) => hook.id === id)) {
				throw new NodeApiError(node, { message: 'gone' }, { httpCode: '404' });
			}
			state.hooks = state.hooks.filter((hook) => hook.id !== id);
		},
	});
	return { state, registrar };
}

function context(
	data: IDataObject,
	{ url = URL_HERE, events = ['RUN_FINISH'], name = 'Nightly', owner = OWNER } = {},
) {
	const warnings: string[] = [];
	const ctx = {
		getWorkflowStaticData: () => data,
		getNodeWebhookUrl: () => url,
		getNodeParameter: () => events,
		getWorkflow: () => ({ id: owner.workflowId, name }),
		getInstanceId: () => owner.instanceId,
		getNode: () => node,
		logger: { warn: (message: string) => warnings.push(message) },
	} as unknown as IHookFunctions;
	return { ctx, warnings };
}

/** What n8n does on activation. */
async function activate(ctx: RegistrarContext, registrar: WebhookRegistrar) {
	if (!(await webhookExists(ctx, registrar))) await createWebhook(ctx, registrar);
}

describe('a registration that is remembered', () => {
	const parts = { webhookId: 'h1', webhookUrl: URL_HERE, scope: 'p1', secret: 's' };

	test('is taken whole or not at all', () => {
		expect(rememberedRegistration({ ...parts, ...OWNER, other: 1 })).toEqual({ ...parts, ...OWNER });
		for (const key of Object.keys(parts)) {
			expect(rememberedRegistration({ ...parts, [key]: undefined })).toBeNull();
			expect(rememberedRegistration({ ...parts, [key]: '' })).toBeNull();
		}
	});
});

describe('activation', () => {
	test.each([false, true])(
		'leaves exactly one webhook with our secret, however things stood (secrets hidden: %j)',
		async (hidesSecrets) => {
			const url = fc.constantFrom(
				URL_HERE,
				'https://n8n.example.com/webhook/old',
				'https://other.example.com/x',
			);
			const hook = fc.record({
				url,
				events: fc.constantFrom<string[]>(['RUN_FINISH'], ['RUN_START']),
				secret: fc.constantFrom('known', 'x'),
			});
			const known = fc.record({
				webhookId: fc.constantFrom('f1', 'f2', 'gone'),
				webhookUrl: url,
				scope: fc.constantFrom('p1', 'p2'),
				secret: fc.constant('known'),
				...{ instanceId: fc.constantFrom('n8n-a', 'n8n-b'), workflowId: fc.constantFrom('w1', 'w2') },
			});
			const memory: fc.Arbitrary<Partial<Registration>> = fc.oneof(fc.constant({}), known);
			await fc.assert(
				fc.asyncProperty(fc.array(hook, { maxLength: 4 }), memory, async (hooks, remembered) => {
					const { state, registrar } = platform({ hidesSecrets });
					state.hooks = hooks.map((one, index) => ({ ...one, id: `f${index + 1}`, label: '' }));
					const data: IDataObject = { ...remembered };
					const isOwn = remembered.instanceId === 'n8n-a' && remembered.workflowId === 'w1';
					const removable = (id: string) => isOwn && id === remembered.webhookId;
					const foreign = state.hooks.filter((one) => one.url !== URL_HERE && !removable(one.id));

					await activate(context(data).ctx, registrar());

					const ours = state.hooks.filter((one) => one.url === URL_HERE);
					expect(ours.map(({ id, events }) => ({ id, events }))).toEqual([
						{ id: data.webhookId, events: ['RUN_FINISH'] },
					]);
					if (!hidesSecrets || !isOwn) expect(ours[0]!.secret).toBe(data.secret);
					expect(state.hooks).toEqual(expect.arrayContaining(foreign));
					expect(data).toMatchObject({ webhookUrl: URL_HERE, scope: 'p1' });
				}),
				{ numRuns: 300 },
			);
		},
	);

	test('again changes nothing at the platform', async () => {
		const { state, registrar } = platform();
		const data: IDataObject = {};
		await activate(context(data).ctx, registrar());
		const before = structuredClone({ hooks: state.hooks, data });
		state.calls = [];

		await activate(context(data).ctx, registrar());

		expect({ hooks: state.hooks, data }).toEqual(before);
		expect(state.calls).toEqual(['list']);
	});

	test('takes the same events in another order for the same', async () => {
		const { state, registrar } = platform();
		const data: IDataObject = {};
		await activate(context(data, { events: ['RUN_START', 'RUN_FINISH'] }).ctx, registrar());
		state.calls = [];

		await activate(context(data, { events: ['RUN_FINISH', 'RUN_START'] }).ctx, registrar());

		expect(state.calls).toEqual(['list']);
	});

	test('makes a secret of 256 bits, another one for each webhook', async () => {
		const secrets = [];
		for (const url of ['a', 'b']) {
			const data: IDataObject = {};
			await activate(context(data, { url: `https://n8n.example.com/${url}` }).ctx, platform().registrar());
			secrets.push(data.secret);
		}

		expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
		expect(secrets[0]).not.toBe(secrets[1]);
	});

	test('labels the webhook with the workflow, and keeps within the limit', async () => {
		const { state, registrar } = platform();
		await activate(context({}).ctx, registrar());
		await activate(context({}, { url: `${URL_HERE}2`, name: 'x'.repeat(400) }).ctx, registrar());

		expect(state.hooks[0]!.label).toBe('n8n: Nightly (w1)');
		expect(state.hooks[1]!.label).toHaveLength(255);
	});
});

describe('a copy of a workflow, with the static data of the original', () => {
	const copies: Array<[string, typeof OWNER]> = [
		['in the same n8n', { ...OWNER, workflowId: 'w2' }],
		['in another n8n', { ...OWNER, instanceId: 'n8n-b' }],
	];
	const original = async () => {
		const { state, registrar } = platform();
		const data: IDataObject = {};
		await activate(context(data).ctx, registrar());
		return { state, registrar, data, before: structuredClone(state.hooks) };
	};

	test.each(copies)('%s leaves its webhook alone, whatever becomes of the copy', async (_, owner) => {
		const { state, registrar, data, before } = await original();
		const copied = { ...data };
		const { ctx } = context(copied, { url: 'https://n8n.example.com/webhook/copy', owner });

		await activate(ctx, registrar());

		expect(state.hooks).toHaveLength(2);
		expect(state.hooks[0]).toEqual(before[0]);
		expect(copied).toMatchObject({ webhookId: state.hooks[1]!.id, ...owner });
		expect(copied.secret).not.toBe(data.secret);
		await deleteWebhook(ctx, registrar());
		expect(state.hooks).toEqual(before);
	});

	test.each(copies)('%s that could not be activated removes nothing of it', async (_, owner) => {
		const { state, registrar, data, before } = await original();
		state.calls = [];
		// n8n cleans up with what was stored before.
		await deleteWebhook(context({ ...data }, { owner }).ctx, registrar());

		expect(state.calls).toEqual([]);
		expect(state.hooks).toEqual(before);
	});

	test('of an earlier version is told by its URL', async () => {
		const { state, registrar, data, before } = await original();
		const { webhookId, webhookUrl, scope, secret } = data;
		const unnamed = { webhookId, webhookUrl, scope, secret };

		await deleteWebhook(context({ ...unnamed }, { url: `${URL_HERE}-copy` }).ctx, registrar());
		expect(state.hooks).toEqual(before);
		await activate(context({ ...unnamed }).ctx, registrar());
		expect(state.hooks).toEqual(before);
		await deleteWebhook(context({ ...unnamed }).ctx, registrar());
		expect(state.hooks).toEqual([]);
	});
});

describe('a creation whose answer was lost', () => {
	test('leaves nothing behind', async () => {
		const { state, registrar } = platform();
		state.down.add('answer');
		const data: IDataObject = {};

		await expect(createWebhook(context(data).ctx, registrar())).rejects.toThrow('no answer');

		expect(state.hooks).toEqual([]);
		expect(data).toEqual({});
	});

	test('is named in the log when it cannot be cleared, and the first error is the one that is told', async () => {
		const { state, registrar } = platform();
		state.down.add('answer').add('remove');
		const { ctx, warnings } = context({});

		await expect(createWebhook(ctx, registrar())).rejects.toThrow('no answer');

		expect(state.hooks).toHaveLength(1);
		expect(warnings).toEqual([
			'A webhook with the URL of this workflow may be left behind: n8n: Nightly (w1)',
		]);
	});
});

describe('deactivation', () => {
	test('removes what is remembered, forgets it, and is fine with its being gone', async () => {
		const { state, registrar } = platform();
		const data: IDataObject = { other: 1 };
		await activate(context(data).ctx, registrar());
		const left = { ...data };

		await deleteWebhook(context(data).ctx, registrar());
		await deleteWebhook(context(left).ctx, registrar());

		expect(state.hooks).toEqual([]);
		expect(data).toEqual({ other: 1 });
		expect(left).toEqual({ other: 1 });
	});

	test('does nothing when nothing is remembered', async () => {
		const { state, registrar } = platform();

		await deleteWebhook(context({}).ctx, registrar());

		expect(state.calls).toEqual([]);
	});

	test('keeps remembering what it could not remove', async () => {
		const { state, registrar } = platform();
		const data: IDataObject = {};
		await activate(context(data).ctx, registrar());
		state.down.add('remove');
		const before = { ...data };

		await expect(deleteWebhook(context(data).ctx, registrar())).rejects.toThrow('no remove');

		expect(data).toEqual(before);
	});
});
