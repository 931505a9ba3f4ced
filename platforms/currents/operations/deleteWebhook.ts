import type { ItemOperation } from '../../platform';
import { webhookIdField } from '../fields';

/** Deletes a webhook permanently. */
export const deleteWebhook: ItemOperation = {
	value: 'deleteWebhook',
	name: 'Delete Webhook',
	action: 'Delete a Currents webhook',
	description: 'Remove an HTTP webhook permanently',
	needsAllowance: true,
	fields: [webhookIdField],
	async run(call) {
		const { currentsApi, removeOnce } = await import('../executing');
		const api = currentsApi(call.ctx, call.itemIndex);
		const webhookId = call.input.text('webhookId');
		await removeOnce(call, async () => await api.deleteWebhook(webhookId));
		return { deleted: true, webhookId };
	},
};
