import { updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import {
	webhookEventsField,
	webhookHeadersField,
	webhookIdField,
	webhookLabelField,
	webhookUrlField,
} from '../fields';

/** Changes the given fields of a webhook. */
export const updateWebhook: ItemOperation = {
	value: 'updateWebhook',
	name: 'Update Webhook',
	action: 'Update a Currents webhook',
	description: 'Change the address, events, headers or label of an HTTP webhook',
	needsAllowance: true,
	fields: [
		webhookIdField,
		updateFieldsCollection([webhookEventsField, webhookHeadersField, webhookLabelField, webhookUrlField]),
	],
	async run(call) {
		const { currentsApi, optionalWebhookFields, shownWebhook, someEvents } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const update = input.group('updateFields');
		const fields = {
			url: update.optionalText('url'),
			hookEvents: update.has('events') ? someEvents(update) : undefined,
			...optionalWebhookFields(update),
		};
		const given = Object.entries(fields).filter(([, value]) => value !== undefined);
		if (given.length === 0) input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		const api = currentsApi(ctx, itemIndex);
		return shownWebhook(await api.updateWebhook(input.text('webhookId'), Object.fromEntries(given)), call);
	},
};
