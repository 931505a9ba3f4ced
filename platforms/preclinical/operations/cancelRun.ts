import { NodeOperationError } from 'n8n-workflow';

import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../../n8n/items/output';
import { readRunId, runIdField } from '../fields';

/** Cancels a run. That it has already ended is only an error if the user wants that. */
export const cancelRun: ItemOperation = {
	value: 'cancelRun',
	name: 'Cancel Run',
	action: 'Cancel a Preclinical run',
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
				description:
					'Whether a run that has ended or was canceled already counts as success; it is left as it is',
			},
		]),
	],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const { cancelIfGoing, doneBefore, noteDone, preclinicalApi, readingOf } = await import('../executing');
		const api = await preclinicalApi(ctx, itemIndex);
		const accept = input.group('options').optionalFlag('acceptAlreadyEnded') ?? true;
		const runId = readRunId(input);
		const ended = await cancelIfGoing(api, runId);
		if (ended === null) noteDone(call, 'cancel', true);
		// An earlier try of n8n's Retry On Fail may have canceled the run.
		if (ended !== null && !accept && !doneBefore(call, 'cancel')) {
			throw new NodeOperationError(ctx.getNode(), `Could not cancel the run: it is ${ended.status} already`, {
				itemIndex,
				description: "Turn on 'Accept Already Ended' to continue with such a run.",
			});
		}
		return output(input, await readingOf(api, ended ?? (await api.getRun(runId))));
	},
};
