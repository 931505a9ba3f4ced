import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { actionIdField } from '../actionFields';

/** Reads one action. */
export const getAction: ItemOperation = {
	value: 'getAction',
	name: 'Get Action',
	action: 'Get a Currents action',
	description: 'Read one rule that quarantines, skips or tags tests',
	fields: [actionIdField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, shownAction } = await import('../executing');
		return shownAction(input, await currentsApi(ctx, itemIndex).getAction(input.text('actionId')));
	},
};
