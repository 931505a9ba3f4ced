import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { locator, projectField, requiredId } from '../fields';

/** Reads one test plan. */
export const getPlan: ItemOperation = {
	value: 'getPlan',
	name: 'Get Plan',
	action: 'Get a Qase test plan',
	description: 'Read a test plan with its cases',
	fields: [
		projectField,
		locator({
			displayName: 'Plan',
			name: 'planId',
			list: 'qasePlans',
			description: 'The test plan',
			required: true,
		}),
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { planningApi, shownOne } = await import('../executing');
		const code = input.text('projectCode');
		const plan = await planningApi(ctx, itemIndex).read('plan', code, requiredId(input, 'planId'));
		return shownOne(input, 'planWithCases', code, plan);
	},
};
