import { NodeOperationError } from 'n8n-workflow';

import type { ItemOperation } from '../../platform';
import { readRunId, runIdField } from '../fields';
import { flavourOf } from '../service';

/** Deletes a run from a self-hosted server; the hosted API has no such call. */
export const deleteRun: ItemOperation = {
	value: 'deleteRun',
	name: 'Delete Run (Self-Hosted)',
	action: 'Delete a Preclinical run',
	description: 'Delete a run from a self-hosted server; a running one is canceled',
	needsAllowance: true,
	fields: [runIdField],
	async run(call) {
		const { deleteTestRun, removeOnce } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const runId = readRunId(input);
		if ((await flavourOf(ctx, itemIndex)) === 'hosted') {
			throw new NodeOperationError(ctx.getNode(), 'The hosted Preclinical cannot delete runs', {
				itemIndex,
				description: "Nothing was sent. A running one can be stopped with 'Cancel Run'.",
			});
		}
		await removeOnce(call, async () => await deleteTestRun(ctx, itemIndex, runId));
		return { deleted: true, runId };
	},
};
