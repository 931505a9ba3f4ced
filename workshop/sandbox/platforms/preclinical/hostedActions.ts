import { controlError, type ActionRoutes } from '../../kernel/actions';
import { object, text } from '../../kernel/checks';
import {
	preclinicalActionRoutes,
	preclinicalActions,
	webhookActionFields,
	type PreclinicalActions,
} from './actions';
import { completionBody } from './deliveries';
import type { HostedVariants } from './variants';
import { addWebhook } from './webhooks';
import type { PreclinicalWorld } from './world';

/** What control can do to the hosted service. */
export type HostedActions = PreclinicalActions & ReturnType<typeof webhookActions>;

/** Routes of the actions, below `/control/preclinical`. */
export const hostedActionRoutes: ActionRoutes<HostedActions> = {
	...preclinicalActionRoutes,
	webhooks: { route: 'GET /webhooks', fields: {} },
	addWebhook: { route: 'POST /webhooks', fields: webhookActionFields },
	deleteWebhook: {
		route: 'DELETE /webhooks/:webhookId',
		fields: { webhookId: { check: text(), required: true } },
	},
	deliveryBody: {
		route: 'POST /runs/:runId/deliveryBody',
		fields: { runId: { check: text(), required: true }, changes: { check: object } },
	},
};

/** The actions on one world. */
export function hostedActions(world: PreclinicalWorld, variants: HostedVariants): HostedActions {
	return { ...preclinicalActions(world), ...webhookActions(world, variants) };
}

function webhookActions(world: PreclinicalWorld, variants: HostedVariants) {
	return {
		/** As stored, secrets included. */
		webhooks: () => world.webhooks,
		/** Adds a webhook as if someone else had made it. */
		addWebhook(input: {
			url: string;
			agentId?: string;
			description?: string;
			secret?: string;
			enabled?: boolean;
		}) {
			const { url, agentId, description, secret, enabled } = input;
			return addWebhook(world, { url, agent_id: agentId, description, secret, is_enabled: enabled });
		},
		/** Deletes a webhook as if someone had done it in the web app. */
		deleteWebhook({ webhookId }: { webhookId: string }) {
			if (!world.webhooks.some(({ id }) => id === webhookId))
				throw controlError(`no webhook ${webhookId}`, 404);
			world.webhooks = world.webhooks.filter(({ id }) => id !== webhookId);
		},
		/** The body that the end of a run is delivered with, `changes` laid over its `test_run`; sent to nobody. */
		deliveryBody({ runId, changes }: { runId: string; changes?: Record<string, unknown> }) {
			const run = world.runs.find(({ id }) => id === runId);
			if (!run) throw controlError(`no run ${runId}`, 404);
			const body = completionBody(variants, run);
			return { ...body, test_run: { ...(body.test_run as object), ...changes } };
		},
	};
}
