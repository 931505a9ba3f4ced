import type { ItemOperation } from '../../platform';
import { webhookIdField } from '../fields';

/** Reads one webhook. */
export const getWebhook: ItemOperation = {
	value: 'getWebhook',
	name: 'Get Webhook',
	action: 'Get a Preclinical webhook',
	description: 'Read one webhook, with how many deliveries failed in a row',
	fields: [webhookIdField],
	async run(call) {
		const { shownWebhook, webhooksOf } = await import('../executing');
		return shownWebhook(await (await webhooksOf(call)).get(call.input.text('webhookId')), call);
	},
};
