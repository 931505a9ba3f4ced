import { randomUUID } from 'node:crypto';
import { boolean, httpUrl, text } from '../../kernel/checks';
import type { BodyField, Endpoint } from '../../kernel/contract';
import { created, fail, notFound, ok } from './answers';
import { deliverTest, isDelivered } from './deliveries';
import type { HostedVariants } from './variants';
import { webhookJson } from './wire';
import type { PreclinicalWorld, Webhook } from './world';

/** What a webhook is made of. */
export interface WebhookInput {
	url: string;
	secret?: string;
	description?: string;
	agent_id?: string;
	is_enabled?: boolean;
}

const changeable: Record<string, BodyField> = {
	url: { check: httpUrl() },
	secret: { check: text() },
	description: { check: text({ min: 0 }) },
	is_enabled: { check: boolean },
};

/** preclinical.md 3. */
export function webhookEndpoints(world: PreclinicalWorld, variants: HostedVariants): Endpoint[] {
	const find = (id: string) => world.webhooks.find((hook) => hook.id === id);
	return [
		{
			method: 'GET',
			path: '/webhooks',
			section: '3',
			query: { agent_id: { check: text() } },
			run({ query }) {
				const webhooks = listed(world, variants, query.agent_id?.[0]).map(webhookJson);
				return ok({ webhooks, total: webhooks.length });
			},
		},
		{
			method: 'POST',
			path: '/webhooks',
			section: '3',
			body: {
				...changeable,
				url: { check: httpUrl(), required: true },
				agent_id: { check: text() },
			},
			run({ body }) {
				const input = body as unknown as WebhookInput;
				const agentId = input.agent_id ?? null;
				if (agentId !== null && !world.agents.some(({ id }) => id === agentId)) {
					return notFound(variants, 'Agent not found');
				}
				if (world.webhooks.some((hook) => hook.agentId === agentId)) {
					return fail(Number(variants.scopeTakenStatus), 'ALREADY_EXISTS', 'A webhook already exists');
				}
				return created(webhookJson(addWebhook(world, input)));
			},
		},
		{
			method: 'GET',
			path: '/webhooks/:id',
			section: '3',
			run({ params }) {
				const hook = find(params.id);
				return hook ? ok(webhookJson(hook)) : notFound(variants, 'Webhook not found');
			},
		},
		{
			method: 'PUT',
			path: '/webhooks/:id',
			section: '3',
			body: changeable,
			rule: ({ body }) => (Object.keys(body).length === 0 ? 'the body has no field' : null),
			run({ params, body }) {
				const hook = find(params.id);
				return hook ? ok(webhookJson(change(hook, body))) : notFound(variants, 'Webhook not found');
			},
		},
		{
			method: 'POST',
			path: '/webhooks/:id/test',
			section: '3',
			async run({ params }) {
				const hook = find(params.id);
				if (!hook) return notFound(variants, 'Webhook not found');
				const delivery = await deliverTest(world, variants, hook);
				const success = isDelivered(delivery);
				const message = success ? 'Test webhook delivered' : 'Test webhook was not delivered';
				return ok({ success, message, http_status: delivery.attempts.at(-1)?.status ?? 0 });
			},
		},
		{
			method: 'DELETE',
			path: '/webhooks/:id',
			section: '3',
			run({ params }) {
				const { deleteWebhook } = variants;
				// A call that does not exist has no code in its answer.
				if (deleteWebhook === 'noCall404') return { status: 404, body: { error: 'Not found' } };
				if (deleteWebhook === 'noCall405') return { status: 405, body: { error: 'Method not allowed' } };
				const hook = find(params.id);
				if (!hook) return notFound(variants, 'Webhook not found');
				world.webhooks = world.webhooks.filter((other) => other !== hook);
				return deleteWebhook === '204' ? { status: 204 } : ok({ success: true });
			},
		},
	];
}

/** Adds a webhook, also where control adds somebody else's. */
export function addWebhook(world: PreclinicalWorld, input: WebhookInput): Webhook {
	const now = new Date().toISOString();
	const hook: Webhook = {
		id: randomUUID(),
		url: input.url,
		secret: input.secret ?? null,
		description: input.description ?? null,
		agentId: input.agent_id ?? null,
		isEnabled: input.is_enabled ?? true,
		lastTriggeredAt: null,
		consecutiveFailures: 0,
		createdAt: now,
		updatedAt: now,
	};
	world.webhooks.push(hook);
	return hook;
}

function change(hook: Webhook, body: Record<string, unknown>): Webhook {
	const { url, secret, description, is_enabled: isEnabled } = body as Partial<WebhookInput>;
	if (url !== undefined) hook.url = url;
	if (secret !== undefined) hook.secret = secret;
	if (description !== undefined) hook.description = description;
	if (isEnabled !== undefined) hook.isEnabled = isEnabled;
	hook.updatedAt = new Date().toISOString();
	return hook;
}

function listed(world: PreclinicalWorld, variants: HostedVariants, agentId: string | undefined): Webhook[] {
	return world.webhooks.filter((hook) => {
		if (agentId === undefined) return hook.agentId === null || variants.webhookList === 'all';
		if (hook.agentId === null) return variants.agentWebhookList === 'withOrganization';
		return hook.agentId === agentId;
	});
}
