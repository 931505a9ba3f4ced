import { additionalFieldsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { optionalWebhookFields, scopeFields, webhookUrlField } from '../fields';

/** Creates a webhook for the organization or for one agent. */
export const createWebhook: ItemOperation = {
	value: 'createWebhook',
	name: 'Create Webhook',
	action: 'Create a Preclinical webhook',
	description: 'Register a webhook for the organization or for one agent; each has room for one',
	needsAllowance: true,
	fields: [
		...scopeFields,
		{ ...webhookUrlField, required: true },
		additionalFieldsCollection(optionalWebhookFields),
	],
	async run(call) {
		const { oncePerItem, readWebhookFields, shownWebhook, webhooksOf } = await import('../executing');
		const { input } = call;
		const api = await webhooksOf(call);
		const agentId = input.text('scope') === 'agent' ? input.text('agentId') : undefined;
		const fields = { url: input.text('url'), ...readWebhookFields(input.group('additionalFields')) };
		const wanted = agentId === undefined ? fields : { ...fields, agent_id: agentId };
		return shownWebhook(await oncePerItem(call, 'create', async () => await api.create(wanted)), call);
	},
};
