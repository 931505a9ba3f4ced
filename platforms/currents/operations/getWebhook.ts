import type { ItemOperation } from '../../platform';
import { webhookIdField } from '../fields';

/** Reads one webhook. */
export const getWebhook: ItemOperation = {
	value: 'getWebhook',
	name: 'Get Webhook',
	action: 'Get a Currents webhook',
	description: 'Read one HTTP webhook',
	fields: [webhookIdField],
	async run(call) {
		const { currentsApi, shownWebhook } = await import('../executing');
		const api = currentsApi(call.ctx, call.itemIndex);
		return shownWebhook(await api.getWebhook(call.input.text('webhookId')), call);
	},
};
