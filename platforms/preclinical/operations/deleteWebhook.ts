import type { ItemOperation } from '../../platform';
import { webhookIdField } from '../fields';
import { isGone } from '../service';

/** Deletes a webhook permanently. */
export const deleteWebhook: ItemOperation = {
	value: 'deleteWebhook',
	name: 'Delete Webhook',
	action: 'Delete a Preclinical webhook',
	description: 'Remove a webhook permanently; where Preclinical cannot, it is switched off',
	needsAllowance: true,
	fields: [webhookIdField],
	async run(call) {
		const { removeOnce, removeWebhook, webhooksOf } = await import('../executing');
		const api = await webhooksOf(call);
		const webhookId = call.input.text('webhookId');
		const outcome = await removeOnce(call, async () => await removeWebhook(api, webhookId), isGone);
		return outcome === 'disabled'
			? { deleted: false, disabled: true, webhookId }
			: { deleted: true, webhookId };
	},
};
