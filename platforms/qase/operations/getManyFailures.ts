import type { IDataObject } from 'n8n-workflow';

import { returnAllFields } from '../../fields';
import type { ItemOperation } from '../../platform';
import { oneRunFields } from '../fields';
import { readRunPlace } from '../parameters';

/** Lists the failed, blocked and invalid tests of a run, one item each. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a run',
	description:
		'List the failed, blocked and invalid tests of a run with their errors and fingerprints, one item per test',
	fields: [...oneRunFields, ...returnAllFields],
	async run({ ctx, itemIndex, input }) {
		const { qaseApi } = await import('../api');
		const { readFailures } = await import('../failures');
		const api = qaseApi(ctx, itemIndex);
		const { code, runId } = readRunPlace(input);
		const { failures } = await readFailures(api, await api.getRun(code, runId), code, input.limit());
		return failures as unknown as IDataObject[];
	},
};
