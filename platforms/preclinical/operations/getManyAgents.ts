import { filtersCollection, returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { AGENT_PROVIDERS, readProvider } from '../agentFields';
import { flavourOf } from '../service';

/** Lists the agents that can be tested. */
export const getManyAgents: ItemOperation = {
	value: 'getManyAgents',
	name: 'Get Many Agents',
	action: 'Get many Preclinical agents',
	description: 'List the agents that runs can test',
	fields: [
		...returnAllFields,
		filtersCollection([
			{
				displayName: 'Provider',
				name: 'provider',
				type: 'options',
				default: 'openai',
				options: AGENT_PROVIDERS,
			},
		]),
	],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const { preclinicalApi, shownAgent } = await import('../executing');
		const filters = input.filledGroup('filters');
		const provider = filters.optionalText('provider');
		if (provider !== undefined) readProvider(filters, provider, await flavourOf(ctx, itemIndex));
		const api = await preclinicalApi(ctx, itemIndex);
		const agents = await api.listAgents(provider);
		return agents.slice(0, input.limit()).map((agent) => shownAgent(agent, call));
	},
};
