import type { BegunRun } from '../../shared/comparison';
import { optionsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import { lookBackOption, readLookBack } from '../../shared/lookBack';
import type { ItemOperation } from '../../platform';
import type { CurrentsApi, FullRun } from '../api';
import { readRunId, runIdField } from '../fields';

/** Tells new failures from known ones, against the previous run or a given one. */
export const compareRuns: ItemOperation = {
	value: 'compareRuns',
	name: 'Compare Runs',
	action: 'Compare a run with an earlier one',
	description:
		'Tell which failures of a run are new, still failing or recovered, and which tests did not run this time, compared with an earlier run',
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
		{
			...optionsCollection([lookBackOption]),
			displayOptions: { hide: { compareWith: ['run'] } },
		},
	],
	async run({ ctx, itemIndex, input }) {
		const { comparedRun } = await import('../../shared/comparison');
		const { currentsApi } = await import('../api');
		const { comparableRun } = await import('../comparing');
		const { dashboardOf } = await import('../runs');
		const api = currentsApi(ctx, itemIndex);
		const dashboard = await dashboardOf(ctx, itemIndex);
		const current = await api.getRun(readRunId(input));
		const { runs, most, none } = await chosenOrBefore(api, input, current);
		const earlier = async function* () {
			for await (const raw of runs) yield await comparableRun(api, raw, dashboard);
		};
		return await comparedRun(await comparableRun(api, current, dashboard), earlier(), {
			most,
			noneEarlier: none,
		});
	},
};

async function chosenOrBefore(api: CurrentsApi, input: Input, current: FullRun) {
	if (input.text('compareWith') === 'run') {
		const { refuseUnlessEarlier } = await import('../../shared/comparison');
		const chosen = await api.getRun(readRunId(input, 'previousRunId'));
		refuseUnlessEarlier(input, begun(current), begun(chosen));
		return { runs: [chosen], most: 1 };
	}
	const { earlierRuns } = await import('../comparing');
	const most = readLookBack(input);
	const { runs, none } = earlierRuns(api, current);
	return { runs: runs(most), most, none };
}

function begun({ runId: id, createdAt: startedAt }: FullRun): BegunRun {
	return { id, startedAt };
}
