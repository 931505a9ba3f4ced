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
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../executing');
		await currentsApi(ctx, itemIndex).deleteRun(readRunId(input));
		return { deleted: true };
	},
};
