import { NodeOperationError } from 'n8n-workflow';

import { optionsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { readRunId, runIdField } from '../fields';

/** Maximum number of machines in one call. */
const MOST_MACHINES = 63;

/** Releases the failed spec files of a run, so that CI machines can execute them again. */
export const resetRun: ItemOperation = {
	value: 'resetRun',
	name: 'Reset Run',
	action: 'Reset a Currents run',
	description:
		'Free the failed spec files of an orchestrated run, so that machines which CI starts run them again',
	needsAllowance: true,
	fields: [
		runIdField,
		optionsCollection([
			{
				displayName: 'Batched Orchestration',
				name: 'batched',
				type: 'boolean',
				default: false,
				description: 'Whether the run hands out spec files in batches (Or8n)',
			},
			{
				displayName: 'Machine IDs',
				name: 'machineIds',
				type: 'string',
				default: '',
				description:
					'Only these machines, separated by commas. Without this option they are read from the run: all of them.',
			},
		]),
	],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		const runId = readRunId(input);
		const options = input.group('options');
		const given = options.list('machineIds');
		const machineIds = given.length > 0 ? given : machinesOf(await api.getRun(runId));
		if (machineIds.length === 0) {
			throw new NodeOperationError(ctx.getNode(), 'The run has no machines that could be reset', {
				itemIndex,
				description: 'Only a run whose spec files were handed out to machines by Currents can be reset.',
			});
		}
		if (machineIds.length > MOST_MACHINES) {
			throw new NodeOperationError(ctx.getNode(), `The run has ${machineIds.length} machines`, {
				itemIndex,
				description: `Currents resets at most ${MOST_MACHINES} at once. Name some of them in the option 'Machine IDs'.`,
			});
		}
		// undocumented: the response of Currents; it is output unchanged.
		const answer = await api.resetRun(runId, machineIds, options.optionalFlag('batched'));
		return { reset: true, runId, machineIds, answer };
	},
};

function machinesOf({ specs }: { specs?: Array<{ machineId?: string }> }): string[] {
	return [...new Set((specs ?? []).flatMap(({ machineId }) => (machineId ? [machineId] : [])))];
}
