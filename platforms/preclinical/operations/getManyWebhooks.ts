import { filtersCollection, ID_OF_ITEM } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';

/** Lists webhooks. */
export const getManyWebhooks: ItemOperation = {
	value: 'getManyWebhooks',
	name: 'Get Many Webhooks',
	action: 'Get many Preclinical webhooks',
	description: 'List the webhooks of the organization and its agents',
	fields: [
		filtersCollection([
			{
				displayName: 'Agent ID',
				name: 'agentId',
				type: 'string',
				default: '',
				placeholder: ID_OF_ITEM,
				description: 'Only what applies to this agent, by its ID, as Get Many Agents returns it',
			},
		]),
	],
	async run(call) {
		const { shownWebhook, webhooksOf } = await import('../executing');
		const agentId = call.input.filledGroup('filters').optionalText('agentId');
		return (await (await webhooksOf(call)).list(agentId)).map((webhook) => shownWebhook(webhook, call));
	},
};
