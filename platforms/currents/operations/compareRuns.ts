import type { BegunRun } from '../../shared/comparison';
import type { ItemOperation } from '../../platform';
import type { FullRun } from '../api';
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
					description:
						'The newest complete run of the same branch that was created earlier; for a retry run, the run that it repeats',
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
		const { comparedRun, refuseUnlessEarlier } = await import('../../shared/comparison');
		const { currentsApi } = await import('../api');
		const { previousRun } = await import('../previousRun');
		const { dashboardOf, comparableRun } = await import('../runs');
		const api = currentsApi(ctx, itemIndex);
		const dashboard = await dashboardOf(ctx, itemIndex);
		const current = await api.getRun(readRunId(input));
		const isChosen = input.text('compareWith') === 'run';
		const previous = isChosen
			? { run: await api.getRun(readRunId(input, 'previousRunId')) }
			: await previousRun(api, current);
		if (isChosen && 'run' in previous) refuseUnlessEarlier(input, begun(current), begun(previous.run));
		const run = await comparableRun(api, current, dashboard);
		return 'none' in previous
			? comparedRun(run, null, previous.none)
			: comparedRun(run, await comparableRun(api, previous.run, dashboard));
	},
};

function begun({ runId: id, createdAt: startedAt }: FullRun): BegunRun {
	return { id, startedAt };
}
