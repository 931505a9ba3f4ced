import type { ItemOperation } from '../../platform';
import { webhookIdField } from '../fields';

/** Deletes a webhook permanently. */
export const deleteWebhook: ItemOperation = {
	value: 'deleteWebhook',
	name: 'Delete Webhook',
	action: 'Delete a Preclinical webhook',
	description: 'Remove a webhook permanently; where Preclinical cannot, it is switched off',
	needsAllowance: true,
	fields: [webhookIdField],
	async run(call) {
		const { removeWebhook, webhooksOf } = await import('../executing');
		const outcome = await removeWebhook(await webhooksOf(call), call.input.text('webhookId'));
		return outcome === 'deleted' ? { deleted: true } : { deleted: false, disabled: true };
	},
};
