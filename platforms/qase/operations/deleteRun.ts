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
	async run({ ctx, itemIndex, input }) {
		const { qaseApi } = await import('../executing');
		const { code, runId } = readRunPlace(input);
		await qaseApi(ctx, itemIndex).deleteRun(code, runId);
		return { deleted: true };
	},
};
