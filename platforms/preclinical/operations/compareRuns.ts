import type { BegunRun } from '../../shared/comparison';
import type { ItemOperation } from '../../platform';
import { readRunId, runIdField } from '../fields';
import type { PreclinicalRun } from '../wire';

/** Tells new failures from known ones, against the previous run of the same agent or a given run. */
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
					name: 'Previous Run of the Same Agent',
					value: 'previousRun',
					description: 'The latest completed one',
				},
				{ name: 'Run With an ID', value: 'run' },
			],
		},
		{
			...runIdField,
			displayName: 'Earlier Run ID',
			name: 'previousRunId',
			description: 'UUID of the run to compare with, or the address of its results page',
			displayOptions: { show: { compareWith: ['run'] } },
		},
	],
	async run({ ctx, itemIndex, input }) {
		const { comparedRun, refuseUnlessEarlier } = await import('../../shared/comparison');
		const { preclinicalApi } = await import('../api');
		const { comparableRun, NONE_EARLIER, previousOfAgent } = await import('../comparing');
		const api = await preclinicalApi(ctx, itemIndex);
		const current = await api.getRun(readRunId(input));
		const isChosen = input.text('compareWith') === 'run';
		const previous = isChosen
			? await api.getRun(readRunId(input, 'previousRunId'))
			: await previousOfAgent(api, current);
		if (isChosen && previous) refuseUnlessEarlier(input, begun(current), begun(previous));
		return comparedRun(
			await comparableRun(api, current),
			previous && (await comparableRun(api, previous)),
			NONE_EARLIER,
		);
	},
};

function begun({ id, started_at: startedAt, created_at: createdAt }: PreclinicalRun): BegunRun {
	return { id, startedAt: startedAt ?? createdAt };
}
