import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../core/text/json';
import { returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';

/** Lists the tests of the project that are in error. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a TestCLIX project',
	description: 'List the tests of the project that are in error, one item per test',
	fields: [...returnAllFields, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { errorFailures, errorItems, testclixApi } = await import('../executing');
		const limit = input.limit();
		const details = await testclixApi(ctx, itemIndex).getStatusDetails();
		const entries = input.flag('simplify') ? errorFailures(details) : errorItems(details).map(asItem);
		return entries.slice(0, limit) as unknown as IDataObject[];
	},
};

/** n8n items must be objects, so any other entry is put into `item`. */
function asItem(item: unknown): unknown {
	return isObject(item) ? item : { item };
}
