import type { ItemOperation } from '../../platform';
import { webhookIdField } from '../fields';

/** Makes Preclinical send its sample delivery. If that delivery fails, this is a result, not an error. */
export const sendTestDelivery: ItemOperation = {
	value: 'sendTestDelivery',
	name: 'Send Test Delivery',
	action: 'Send a Preclinical test delivery',
	description: 'Make Preclinical call a webhook with a sample, and return the result',
	fields: [webhookIdField],
	async run(call) {
		const { webhooksOf } = await import('../executing');
		return await (await webhooksOf(call)).sendTest(call.input.text('webhookId'));
	},
};
