import { additionalFieldsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import {
	projectField,
	webhookEventsField,
	webhookHeadersField,
	webhookLabelField,
	webhookUrlField,
} from '../fields';

/** Creates a webhook in a project. */
export const createWebhook: ItemOperation = {
	value: 'createWebhook',
	name: 'Create Webhook',
	action: 'Create a Currents webhook',
	description: 'Register an HTTP webhook in a project',
	needsAllowance: true,
	fields: [
		projectField,
		{ ...webhookUrlField, required: true },
		{ ...webhookEventsField, required: true },
		additionalFieldsCollection([webhookHeadersField, webhookLabelField]),
	],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const { currentsApi, oncePerItem, optionalWebhookFields, shownWebhook, someEvents } =
			await import('../executing');
		const fields = {
			url: input.text('url'),
			hookEvents: someEvents(input),
			...optionalWebhookFields(input.group('additionalFields')),
		};
		const projectId = input.text('projectId');
		const create = async () => await currentsApi(ctx, itemIndex).createWebhook(projectId, fields);
		return shownWebhook(await oncePerItem(call, 'create', create), call);
	},
};
