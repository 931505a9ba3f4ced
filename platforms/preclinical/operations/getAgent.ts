import type { ItemOperation } from '../../platform';
import { anyAgentField, readUuid } from '../fields';

/** Reads one agent. */
export const getAgent: ItemOperation = {
	value: 'getAgent',
	name: 'Get Agent',
	action: 'Get a Preclinical agent',
	description: 'Read one agent that runs can test; secrets in its configuration are hidden',
	fields: [anyAgentField],
	async run(call) {
		const { agentsApi, shownAgent } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const agentId = readUuid(input, 'agentId');
		return shownAgent(await (await agentsApi(ctx, itemIndex)).get(agentId), call);
	},
};
