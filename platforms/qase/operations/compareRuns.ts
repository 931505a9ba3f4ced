import type { BegunRun } from '../../shared/comparison';
import { optionsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import type { OperationCall } from '../../../n8n/items/contract';
import type { QaseApi } from '../api';
import { oneRunFields, runIdField, trustVerdictOption } from '../fields';
import { readRunPlace, trustsVerdict } from '../parameters';
import type { QaseRun } from '../wire';

/** Tells new failures from known ones, against a given run or the previous one of the same plan or title. */
export const compareRuns: ItemOperation = {
	value: 'compareRuns',
	name: 'Compare Runs',
	action: 'Compare a run with an earlier one',
	description:
		'Tell which failures of a run are new, still failing or recovered, compared with an earlier run',
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
		optionsCollection([trustVerdictOption]),
	],
	async run(call) {
		const { comparedRun } = await import('../../shared/comparison');
		const { comparableRun } = await import('../comparing');
		const { runOf } = await import('../runs');
		const { api, code, runId, view } = await runOf(call, trustsVerdict(call.input));
		const current = await api.getRun(code, runId);
		const previous = await earlierRun(api, call, code, current);
		return comparedRun(
			await comparableRun(api, current, view),
			previous && (await comparableRun(api, previous, view)),
		);
	},
};

async function earlierRun(
	api: QaseApi,
	{ input }: OperationCall,
	code: string,
	current: QaseRun,
): Promise<QaseRun | null> {
	const { previousRun } = await import('../comparing');
	const { refuseUnlessEarlier } = await import('../../shared/comparison');
	switch (input.text('compareWith')) {
		case 'run': {
			const chosen = await api.getRun(code, readRunPlace(input, 'previousRunId').runId);
			refuseUnlessEarlier(input, begun(current), begun(chosen));
			return chosen;
		}
		case 'sameTitle':
			return await previousRun(api, code, current, ({ title }) => title === current.title, current.title);
		default:
			if (!current.plan_id) {
				input.refuse(
					'compareWith',
					'needs a run that was made from a plan',
					'Compare by title, or with a chosen run.',
				);
			}
			return await previousRun(api, code, current, ({ plan_id: planId }) => planId === current.plan_id);
	}
}

function begun({ id, start_time: startedAt }: QaseRun): BegunRun {
	return { id, startedAt };
}
