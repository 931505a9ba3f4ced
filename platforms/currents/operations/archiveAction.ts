import type { ItemOperation } from '../../platform';
import { actionIdField } from '../actionFields';

/** Archives an action: it ends, and stays in the list of archived ones. */
export const archiveAction: ItemOperation = {
	value: 'archiveAction',
	name: 'Archive Action',
	action: 'Archive a Currents action',
	description: 'End an action; it is kept among the archived ones',
	needsAllowance: true,
	fields: [actionIdField],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../executing');
		const actionId = input.text('actionId');
		await currentsApi(ctx, itemIndex).archiveAction(actionId);
		return { archived: true, actionId };
	},
};
