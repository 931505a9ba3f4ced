import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { actionIdField } from '../actionFields';

/** Switch an action off until it is enabled again. */
export const disableAction: ItemOperation = {
	value: 'disableAction',
	name: 'Disable Action',
	action: 'Disable a Currents action',
	description: 'Switch an action off until it is enabled again',
	needsAllowance: true,
	fields: [actionIdField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, shownAction } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		return shownAction(input, await api.switchAction(input.text('actionId'), 'disable'));
	},
};
