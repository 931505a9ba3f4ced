import type { ItemOperation } from '../../platform';
import { oneRunFields, readRunPlace } from '../fields';

/** Deletes a run for good. */
export const deleteRun: ItemOperation = {
	value: 'deleteRun',
	name: 'Delete Run',
	action: 'Delete a Qase run',
	description: 'Delete a run with all its results. This cannot be undone.',
	needsAllowance: true,
	fields: oneRunFields,
	async run(call) {
		const { qaseApi, removeOnce } = await import('../executing');
		const { code, runId } = readRunPlace(call.input);
		const api = qaseApi(call.ctx, call.itemIndex);
		await removeOnce(call, async () => await api.deleteRun(code, runId));
		return { deleted: true, runId };
	},
};
