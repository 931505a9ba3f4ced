import type { IDataObject } from 'n8n-workflow';

import { returnAllFields } from '../../fields';
import type { ItemOperation } from '../../platform';
import { readRunId, runIdField } from '../fields';

/** Lists the failed tests of a run, one item each. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a run',
	description: 'List the failed tests of a run with their errors and fingerprints, one item per test',
	fields: [runIdField, ...returnAllFields],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../api');
		const { readFailures } = await import('../runs');
		const api = currentsApi(ctx, itemIndex);
		const [runId, limit] = [readRunId(input), input.limit()];
		const { failures } = await readFailures(api, await api.getRun(runId), limit);
		return failures as unknown as IDataObject[];
	},
};
