import { filtersCollection, returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';

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
				options: [
					{ name: 'Browser (Self-Hosted)', value: 'browser' },
					{ name: 'ElevenLabs', value: 'elevenlabs' },
					{ name: 'LiveKit', value: 'livekit' },
					{ name: 'OpenAI', value: 'openai' },
					{ name: 'Pipecat', value: 'pipecat' },
					{ name: 'Retell (Hosted)', value: 'retell' },
					{ name: 'Vapi', value: 'vapi' },
				],
			},
		]),
	],
	async run({ ctx, itemIndex, input }) {
		const { preclinicalApi } = await import('../executing');
		const api = await preclinicalApi(ctx, itemIndex);
		const agents = await api.listAgents(input.group('filters').optionalText('provider'));
		return agents.slice(0, input.limit());
	},
};
