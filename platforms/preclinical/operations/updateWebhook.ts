import { updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { optionalWebhookFields, webhookIdField, webhookUrlField } from '../fields';

/** Changes the given fields of a webhook. */
export const updateWebhook: ItemOperation = {
	value: 'updateWebhook',
	name: 'Update Webhook',
	action: 'Update a Preclinical webhook',
	description: 'Change the address, description or secret of a webhook, or switch it on or off',
	needsAllowance: true,
	fields: [webhookIdField, updateFieldsCollection([...optionalWebhookFields, webhookUrlField])],
	async run(call) {
		const { readWebhookFields, shownWebhook, webhooksOf } = await import('../executing');
		const { input } = call;
		const api = await webhooksOf(call);
		const update = input.group('updateFields');
		const url = update.optionalText('url');
		const fields = { ...(url === undefined ? {} : { url }), ...readWebhookFields(update) };
		if (Object.keys(fields).length === 0) {
			input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		}
		return shownWebhook(await api.update(input.text('webhookId'), fields), call);
	},
};
