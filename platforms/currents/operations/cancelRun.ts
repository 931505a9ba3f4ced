import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../../n8n/items/output';
import { readRunId, runIdField } from '../fields';

/** Cancels a run. That it was canceled before is only an error if the user wants that. */
export const cancelRun: ItemOperation = {
	value: 'cancelRun',
	name: 'Cancel Run',
	action: 'Cancel a Currents run',
	description:
		'Cancel a run in progress and return it. This cannot be undone; tests that are being executed still report.',
	needsAllowance: true,
	fields: [
		runIdField,
		simplifyField,
		optionsCollection([
			{
				displayName: 'Accept Already Canceled',
				name: 'acceptAlreadyCanceled',
				type: 'boolean',
				default: true,
				description: 'Whether a run that was canceled before counts as success',
			},
		]),
	],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const { cancelIfGoing, currentsApi, dashboardOf, onceDone, readingOf } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		const runId = readRunId(input);
		const accept = input.group('options').optionalFlag('acceptAlreadyCanceled') ?? true;
		await onceDone(call, 'cancel', async () =>
			accept ? await cancelIfGoing(api, runId) : await api.cancelRun(runId),
		);
		return output(input, await readingOf(api, await api.getRun(runId), await dashboardOf(ctx, itemIndex)));
	},
};
