import type { ItemOperation } from '../../platform';
import { anyAgentField, readUuid, requireHosted } from '../fields';

/** Makes Preclinical try an agent. That it does not work is a result, not an error. */
export const validateAgent: ItemOperation = {
	value: 'validateAgent',
	name: 'Validate Agent (Hosted)',
	action: 'Validate a Preclinical agent',
	description: 'Check whether Preclinical can call an agent with its settings, before a run costs money',
	fields: [anyAgentField],
	async run(call) {
		const { agentsApi, validation } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		await requireHosted(call, 'Validations of agents');
		const agentId = readUuid(input, 'agentId');
		return validation(agentId, await (await agentsApi(ctx, itemIndex)).validate(agentId));
	},
};
