import { NodeOperationError } from 'n8n-workflow';

import type { ItemOperation } from '../../platform';
import { readRunId, runIdField } from '../fields';

/** Tells new failures from known ones, against the previous run or a given one. */
export const compareRuns: ItemOperation = {
	value: 'compareRuns',
	name: 'Compare Runs',
	action: 'Compare a run with an earlier one',
	description:
		'Tell which failures of a run are new, still failing or recovered, compared with an earlier run',
	fields: [
		runIdField,
		{
			displayName: 'Compare With',
			name: 'compareWith',
			type: 'options',
			default: 'previousRun',
			options: [
				{
					name: 'Previous Run',
					value: 'previousRun',
					description: 'The one that Currents names as its previous run',
				},
				{ name: 'Run With an ID', value: 'run' },
			],
		},
		{
			...runIdField,
			displayName: 'Earlier Run ID',
			name: 'previousRunId',
			description: 'ID of the run to compare with, or the address of its page in the dashboard',
			displayOptions: { show: { compareWith: ['run'] } },
		},
	],
	async run({ ctx, itemIndex, input }) {
		const { comparedRun } = await import('../../comparison');
		const { currentsApi } = await import('../api');
		const { dashboardOf, comparableRun } = await import('../runs');
		const api = currentsApi(ctx, itemIndex);
		const dashboard = await dashboardOf(ctx, itemIndex);
		const current = await api.getRun(readRunId(input));
		const previousId =
			input.text('compareWith') === 'run'
				? readRunId(input, 'previousRunId')
				: (current.previousRunId ?? null);
		if (previousId === current.runId) {
			throw new NodeOperationError(ctx.getNode(), "'Earlier Run ID' is the run itself", { itemIndex });
		}
		const previous = previousId === null ? null : await api.getRun(previousId);
		return comparedRun(
			await comparableRun(api, current, dashboard),
			previous && (await comparableRun(api, previous, dashboard)),
		);
	},
};
