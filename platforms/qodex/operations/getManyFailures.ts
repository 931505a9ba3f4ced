import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { runIdField } from '../fields';

/** Lists the failed scenarios of a run. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a Qodex run',
	description: 'List the failed scenarios of a run, one item per scenario, as far as Qodex lists them',
	fields: [runIdField, ...returnAllFields],
	async run({ ctx, itemIndex, input }) {
		const { readRun } = await import('../executing');
		const limit = input.limit();
		const { run } = await readRun(ctx, itemIndex, input.text('runId'));
		// undocumented: whether the response lists scenarios. An empty list would look like a run without failures.
		if (run.failures === null && run.counts.failed !== 0) {
			throw new NodeOperationError(ctx.getNode(), 'Qodex did not list the scenarios of this run', {
				itemIndex,
				description: `Open the run to see them: ${run.url ?? 'its page in Qodex'}`,
			});
		}
		return (run.failures ?? []).slice(0, limit) as unknown as IDataObject[];
	},
};
