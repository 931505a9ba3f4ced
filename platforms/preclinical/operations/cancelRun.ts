import { NodeOperationError } from 'n8n-workflow';

import { optionsCollection, simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { readRunId, runIdField } from '../fields';

/** Cancels a run; one that has ended is fine, unless the user wants to know. */
export const cancelRun: ItemOperation = {
	value: 'cancelRun',
	name: 'Cancel Run',
	action: 'Cancel a run',
	description: 'Cancel a run that has not ended and return it',
	needsAllowance: true,
	fields: [
		runIdField,
		simplifyField,
		optionsCollection([
			{
				displayName: 'Accept Already Ended',
				name: 'acceptAlreadyEnded',
				type: 'boolean',
				default: true,
				description: 'Whether a run that has ended already, in whatever way, counts as success',
			},
		]),
	],
	async run({ ctx, itemIndex, input }) {
		const { preclinicalApi } = await import('../api');
		const { cancelIfGoing, idForCancel } = await import('../cancel');
		const { readingOf } = await import('../runs');
		const api = await preclinicalApi(ctx, itemIndex);
		const accept = input.group('options').optionalFlag('acceptAlreadyEnded') ?? true;
		const runId = await idForCancel(api, readRunId(input));
		const answer = await (accept ? cancelIfGoing(api, runId) : api.cancelRun(runId));
		// The self-hosted server answers 200 with the status that the run ended in.
		const endedAs = answer?.status ?? 'canceled';
		if (!accept && endedAs !== 'canceled') {
			throw new NodeOperationError(
				ctx.getNode(),
				`Could not cancel the run: it is ${String(endedAs)} already`,
				{
					itemIndex,
				},
			);
		}
		return output(input, await readingOf(api, await api.getRun(runId)));
	},
};
