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
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../executing');
		await currentsApi(ctx, itemIndex).deleteWebhook(input.text('webhookId'));
		return { deleted: true };
	},
};
