import type { ItemOperation } from '../../platform';
import { anyAgentField, readUuid } from '../fields';
import { isGone } from '../service';

/** Deletes an agent. */
export const deleteAgent: ItemOperation = {
	value: 'deleteAgent',
	name: 'Delete Agent',
	action: 'Delete a Preclinical agent',
	description: 'Delete an agent; this cannot be undone',
	needsAllowance: true,
	fields: [anyAgentField],
	async run(call) {
		const { agentsApi, removeOnce } = await import('../executing');
		const agentId = readUuid(call.input, 'agentId');
		const api = await agentsApi(call.ctx, call.itemIndex);
		await removeOnce(call, async () => await api.remove(agentId), isGone);
		return { deleted: true, agentId };
	},
};
