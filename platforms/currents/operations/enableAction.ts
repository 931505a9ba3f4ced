import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { actionIdField } from '../actionFields';

/** Switch an action on again that was disabled. */
export const enableAction: ItemOperation = {
	value: 'enableAction',
	name: 'Enable Action',
	action: 'Enable a Currents action',
	description: 'Switch an action on again that was disabled',
	needsAllowance: true,
	fields: [actionIdField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, shownAction } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		return shownAction(input, await api.switchAction(input.text('actionId'), 'enable'));
	},
};
