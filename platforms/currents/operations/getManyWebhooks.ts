import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';

/** Lists the webhooks of a project. */
export const getManyWebhooks: ItemOperation = {
	value: 'getManyWebhooks',
	name: 'Get Many Webhooks',
	action: 'Get many Currents webhooks',
	description: 'List the HTTP webhooks of a project',
	fields: [projectField],
	async run(call) {
		const { currentsApi, shownWebhook } = await import('../executing');
		const api = currentsApi(call.ctx, call.itemIndex);
		const all = await api.listWebhooks(call.input.text('projectId'));
		return all.map((webhook) => shownWebhook(webhook, call));
	},
};
