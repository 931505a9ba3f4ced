import { returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { requireHosted } from '../fields';

/** Lists the test suites. */
export const getManyTestSuites: ItemOperation = {
	value: 'getManyTestSuites',
	name: 'Get Many Test Suites (Hosted)',
	action: 'Get many Preclinical test suites',
	description: 'List the test suites, each a set of scenarios that a run can be started with',
	fields: returnAllFields,
	async run(call) {
		const { testSuitesApi } = await import('../executing');
		await requireHosted(call, 'Operations on test suites');
		const suites = await testSuitesApi(call.ctx, call.itemIndex).list();
		return suites.slice(0, call.input.limit());
	},
};
