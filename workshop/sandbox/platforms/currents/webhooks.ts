import { randomUUID } from 'node:crypto';
import { httpUrl, jsonObjectText, listOf, nullable, oneOf, text } from '../../kernel/checks';
import type { BodyField, Endpoint } from '../../kernel/contract';
import { notFound, ok } from './answers';
import { hookEvents, type CurrentsWorld, type Webhook } from './world';

/** What a webhook is made of, in requests as in control. */
export interface WebhookInput {
	url: string;
	hookEvents: Webhook['hookEvents'];
	headers?: string | null;
	label?: string | null;
}

/** Fields of a webhook; an empty `hookEvents` is refused, for its meaning is unknown. */
export const webhookFields: Record<string, BodyField> = {
	url: { check: httpUrl({ max: 2048 }), required: true },
	headers: { check: nullable(jsonObjectText({ max: 4096 })) },
	hookEvents: { check: listOf(oneOf(hookEvents), { min: 1 }), required: true },
	label: { check: nullable(text({ max: 255 })) },
};

const projectQuery = { projectId: { check: text(), required: true as const } };

/** currents.md 3. */
export function webhookEndpoints(world: CurrentsWorld): Endpoint[] {
	const find = (hookId: string) => world.webhooks.find((hook) => hook.hookId === hookId);
	return [
		{
			method: 'GET',
			path: '/webhooks',
			section: '3',
			query: projectQuery,
			run({ query }) {
				if (!hasProject(world, query.projectId[0])) return notFound;
				return ok(world.webhooks.filter(({ projectId }) => projectId === query.projectId[0]));
			},
		},
		{
			method: 'POST',
			path: '/webhooks',
			section: '3',
			query: projectQuery,
			body: webhookFields,
			run({ query, body }) {
				if (!hasProject(world, query.projectId[0])) return notFound;
				return ok(addWebhook(world, query.projectId[0], body as unknown as WebhookInput), 201);
			},
		},
		{
			method: 'GET',
			path: '/webhooks/:hookId',
			section: '3',
			run({ params }) {
				const hook = find(params.hookId);
				return hook ? ok(hook) : notFound;
			},
		},
		{
			method: 'PUT',
			path: '/webhooks/:hookId',
			section: '3',
			body: allOptional(webhookFields),
			rule: ({ body }) => (Object.keys(body).length === 0 ? 'the body has no field' : null),
			run({ params, body }) {
				const hook = find(params.hookId);
				return hook ? ok(Object.assign(hook, body, { updatedAt: new Date().toISOString() })) : notFound;
			},
		},
		{
			method: 'DELETE',
			path: '/webhooks/:hookId',
			section: '3',
			run({ params }) {
				const hook = find(params.hookId);
				if (!hook) return notFound;
				world.webhooks = world.webhooks.filter((other) => other !== hook);
				if (world.tools.variants.deleteEmptyBody === 'on') return { status: 204 };
				return ok({ hookId: hook.hookId, projectId: hook.projectId });
			},
		},
	];
}

/** Adds a webhook to a project. */
export function addWebhook(world: CurrentsWorld, projectId: string, input: WebhookInput): Webhook {
	const now = new Date().toISOString();
	const hook: Webhook = {
		hookId: randomUUID(),
		projectId,
		url: input.url,
		hookEvents: input.hookEvents,
		headers: input.headers ?? null,
		label: input.label ?? null,
		createdAt: now,
		updatedAt: now,
	};
	world.webhooks.push(hook);
	return hook;
}

function hasProject(world: CurrentsWorld, id: string) {
	return world.projects.some(({ projectId }) => projectId === id);
}

function allOptional(fields: Record<string, BodyField>): Record<string, BodyField> {
	return Object.fromEntries(Object.entries(fields).map(([name, { check }]) => [name, { check }]));
}
