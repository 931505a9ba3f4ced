import type { BegunRun } from '../../shared/comparison';
import { optionsCollection } from '../../../n8n/parameters/fields';
import { lookBackOption, readLookBack } from '../../shared/lookBack';
import type { ItemOperation } from '../../platform';
import type { OperationCall } from '../../../n8n/items/contract';
import type { QaseApi } from '../api';
import { oneRunFields, readRunPlace, runIdField, trustsVerdict, trustVerdictOption } from '../fields';
import type { QaseRun } from '../wire';

/** Tells new failures from known ones, against a given run or the previous one of the same plan or title. */
export const compareRuns: ItemOperation = {
	value: 'compareRuns',
	name: 'Compare Runs',
	action: 'Compare a run with an earlier one',
	description:
		'Tell which failures of a run are new, still failing or recovered, and which tests did not run this time, compared with an earlier run',
	fields: [
		...oneRunFields,
		{
			displayName: 'Compare With',
			name: 'compareWith',
			type: 'options',
			default: 'samePlan',
			options: [
				{ name: 'Chosen Run', value: 'run' },
				{
					name: 'Previous Run of the Same Plan',
					value: 'samePlan',
					description: 'The latest completed one that started before',
				},
				{
					name: 'Previous Run With the Same Title',
					value: 'sameTitle',
					description: 'The latest completed one that started before',
				},
			],
		},
		{
			...runIdField,
			displayName: 'Earlier Run',
			name: 'previousRunId',
			description: 'The run to compare with: its number, or the address of its page',
			displayOptions: { show: { compareWith: ['run'] } },
		},
		optionsCollection([
			{ ...lookBackOption, displayOptions: { hide: { '/compareWith': ['run'] } } },
			trustVerdictOption,
		]),
	],
	async run(call) {
		const { comparedRun } = await import('../../shared/comparison');
		const { comparableRuns } = await import('../comparing');
		const { runOf } = await import('../runs');
		const { api, code, runId, view } = await runOf(call, trustsVerdict(call.input));
		const current = await api.getRun(code, runId);
		const { runs, most } = await chosenOrBefore(api, call, code, current);
		const comparable = comparableRuns(api, view);
		const earlier = async function* () {
			for (const raw of runs) yield await comparable(raw);
		};
		return await comparedRun(await comparable(current), earlier(), { most });
	},
};

async function chosenOrBefore(
	api: QaseApi,
	{ input }: OperationCall,
	code: string,
	current: QaseRun,
): Promise<{ runs: QaseRun[]; most: number }> {
	const { earlierRuns } = await import('../comparing');
	const { refuseUnlessEarlier } = await import('../../shared/comparison');
	switch (input.text('compareWith')) {
		case 'run': {
			const chosen = await api.getRun(code, readRunPlace(input, 'previousRunId').runId);
			refuseUnlessEarlier(input, begun(current), begun(chosen));
			return { runs: [chosen], most: 1 };
		}
		case 'sameTitle': {
			const hasTitle = ({ title }: QaseRun) => title === current.title;
			const runs = await earlierRuns(api, code, current, hasTitle, current.title);
			return { runs, most: readLookBack(input) };
		}
		default: {
			if (!current.plan_id) {
				input.refuse(
					'compareWith',
					'needs a run that was made from a plan',
					'Compare by title, or with a chosen run.',
				);
			}
			const isOfPlan = ({ plan_id: planId }: QaseRun) => planId === current.plan_id;
			return { runs: await earlierRuns(api, code, current, isOfPlan), most: readLookBack(input) };
		}
	}
}

function begun({ id, start_time: startedAt }: QaseRun): BegunRun {
	return { id, startedAt };
}
