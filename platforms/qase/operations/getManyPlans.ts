import { returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';

/** Lists the test plans of a project. */
export const getManyPlans: ItemOperation = {
	value: 'getManyPlans',
	name: 'Get Many Plans',
	action: 'Get many Qase test plans',
	description: 'List the test plans of a project, one item per plan; Get Plan also returns its cases',
	fields: [projectField, ...returnAllFields, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { planningApi, shownMany } = await import('../executing');
		const code = input.text('projectCode');
		const keep = shownMany(input, 'plan', code);
		return await planningApi(ctx, itemIndex).list('plan', code, input.limit(), {}, keep);
	},
};
