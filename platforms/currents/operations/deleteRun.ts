import type { ItemOperation } from '../../platform';
import { readRunId, runIdField } from '../fields';

/** Deletes a run permanently. */
export const deleteRun: ItemOperation = {
	value: 'deleteRun',
	name: 'Delete Run',
	action: 'Delete a Currents run',
	description: 'Remove a run and its results permanently',
	needsAllowance: true,
	fields: [runIdField],
	async run(call) {
		const { currentsApi, removeOnce } = await import('../executing');
		const api = currentsApi(call.ctx, call.itemIndex);
		const runId = readRunId(call.input);
		await removeOnce(call, async () => await api.deleteRun(runId));
		return { deleted: true, runId };
	},
};
