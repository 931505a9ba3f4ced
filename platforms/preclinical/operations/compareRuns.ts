import type { BegunRun } from '../../shared/comparison';
import { optionsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import { lookBackOption, readLookBack } from '../../shared/lookBack';
import type { ItemOperation } from '../../platform';
import type { PreclinicalApi } from '../contract';
import { readRunId, runIdField } from '../fields';
import type { PreclinicalRun } from '../wire';

/** Tells new failures from known ones, against the previous run of the same agent or a given run. */
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
		{
			...optionsCollection([lookBackOption]),
			displayOptions: { hide: { compareWith: ['run'] } },
		},
	],
	async run({ ctx, itemIndex, input }) {
		const { comparedRun } = await import('../../shared/comparison');
		const { preclinicalApi } = await import('../api');
		const { comparableRun, NONE_EARLIER } = await import('../comparing');
		const api = await preclinicalApi(ctx, itemIndex);
		const current = await api.getRun(readRunId(input));
		const { runs, most } = await chosenOrBefore(api, input, current);
		const earlier = async function* () {
			for (const raw of runs) yield await comparableRun(api, raw);
		};
		return await comparedRun(await comparableRun(api, current), earlier(), {
			most,
			noneEarlier: NONE_EARLIER,
		});
	},
};

async function chosenOrBefore(
	api: PreclinicalApi,
	input: Input,
	current: PreclinicalRun,
): Promise<{ runs: PreclinicalRun[]; most: number }> {
	if (input.text('compareWith') === 'run') {
		const { refuseUnlessEarlier } = await import('../../shared/comparison');
		const chosen = await api.getRun(readRunId(input, 'previousRunId'));
		refuseUnlessEarlier(input, begun(current), begun(chosen));
		return { runs: [chosen], most: 1 };
	}
	const { earlierOfAgent } = await import('../comparing');
	return { runs: await earlierOfAgent(api, current), most: readLookBack(input) };
}

function begun({ id, started_at: startedAt, created_at: createdAt }: PreclinicalRun): BegunRun {
	return { id, startedAt: startedAt ?? createdAt };
}
