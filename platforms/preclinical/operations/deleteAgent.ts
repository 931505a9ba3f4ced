import type { ItemOperation } from '../../platform';
import { anyAgentField, readUuid } from '../fields';

/** Deletes an agent. */
export const deleteAgent: ItemOperation = {
	value: 'deleteAgent',
	name: 'Delete Agent',
	action: 'Delete a Preclinical agent',
	description: 'Delete an agent; this cannot be undone',
	needsAllowance: true,
	fields: [anyAgentField],
	async run({ ctx, itemIndex, input }) {
		const { agentsApi } = await import('../executing');
		const agentId = readUuid(input, 'agentId');
		await (await agentsApi(ctx, itemIndex)).remove(agentId);
		return { deleted: true };
	},
};
