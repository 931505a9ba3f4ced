import { buildRun } from '../../../runs/buildRun';
import type { TestRun } from '../../../runs/TestRun';
import { toMilliseconds } from '../../../runs/time';
import { comparedRun } from '../../comparison';
import type { ItemOperation, OperationCall } from '../../platform';
import { qaseApi, type QaseApi } from '../api';
import { oneRunFields, runIdField } from '../fields';
import { readRunPlace } from '../parameters';
import { factsWithFailures, newestRuns, placeOf } from '../runs';
import type { QaseRun } from '../wire';

/** Completed runs that are looked at for the previous one. */
const LOOKED_AT = 500;

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
	],
	async run(call) {
		const api = qaseApi(call.ctx, call.itemIndex);
		const { code, runId } = readRunPlace(call.input);
		const place = await placeOf(call.ctx, code, call.itemIndex);
		/** Comparing needs every failure: one that is left out would look new, or recovered. */
		const complete = async (run: QaseRun): Promise<TestRun> =>
			buildRun(await factsWithFailures(api, run, place, Infinity));

		const current = await api.getRun(code, runId);
		const previous = await earlierRun(api, call, code, current);
		return comparedRun(await complete(current), previous && (await complete(previous)));
	},
};

async function earlierRun(
	api: QaseApi,
	{ input }: OperationCall,
	code: string,
	current: QaseRun,
): Promise<QaseRun | null> {
	switch (input.text('compareWith')) {
		case 'run':
			return await api.getRun(code, readRunPlace(input, 'previousRunId').runId);
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

/** The latest completed run before this one that fits; `null` when there is none among those looked at. */
async function previousRun(
	api: QaseApi,
	code: string,
	current: QaseRun,
	fits: (run: QaseRun) => boolean,
	search?: string,
): Promise<QaseRun | null> {
	const startedAt = toMilliseconds(current.start_time);
	const filters = {
		search,
		status: 'passed,failed',
		to_start_time: startedAt === null ? undefined : Math.floor(startedAt / 1000),
	};
	const earlier = await newestRuns(api, code, LOOKED_AT, filters, (runs) =>
		runs.filter((run) => run.id < current.id && fits(run)),
	);
	return earlier[0] ?? null;
}
