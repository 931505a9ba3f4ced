import type { Query } from '../../../n8n/transport/query';
import {
	filtersCollection,
	optionsCollection,
	returnAllFields,
	simplifyField,
} from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { outputs } from '../../../n8n/items/output';
import {
	environmentField,
	includeField,
	milestoneField,
	optionalId,
	projectField,
	trustsVerdict,
	trustVerdictOption,
} from '../fields';
import { unixSeconds } from '../time';
import type { QaseRun } from '../wire';

const filtersField = filtersCollection([
	environmentField,
	milestoneField,
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		description: 'Part of the title',
	},
	{
		displayName: 'Started After',
		name: 'fromStartTime',
		type: 'dateTime',
		default: '',
		description: 'Only runs started at this time or later',
	},
	{
		displayName: 'Started Before',
		name: 'toStartTime',
		type: 'dateTime',
		default: '',
		description: 'Only runs started until this time',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Aborted', value: 'aborted' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'In Progress', value: 'in_progress' },
			{ name: 'Passed', value: 'passed' },
		],
	},
]);

/** Lists the runs of a project, newest first. */
export const getManyRuns: ItemOperation = {
	value: 'getManyRuns',
	name: 'Get Many Runs',
	action: 'Get many Qase runs',
	description: 'List the runs of a project, the newest first',
	fields: [
		projectField,
		...returnAllFields,
		filtersField,
		simplifyField,
		optionsCollection([includeField, trustVerdictOption]),
	],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const { listedRun, qaseApi, viewOf } = await import('../executing');
		const code = input.text('projectCode');
		const query = {
			...runFilters(input.filledGroup('filters')),
			include: input.group('options').list('include').join(',') || undefined,
		};
		const view = await viewOf(call, code, trustsVerdict(input));
		const keep = outputs(input, (raw: QaseRun) => listedRun(raw, view));
		return await qaseApi(ctx, itemIndex).newestRuns(code, input.limit(), query, keep);
	},
};

function runFilters(filters: Input): Query {
	return {
		search: filters.optionalText('search'),
		status: filters.wholeList('status').join(',') || undefined,
		milestone: optionalId(filters, 'milestoneId'),
		environment: optionalId(filters, 'environmentId'),
		from_start_time: unixSeconds(filters.optionalTime('fromStartTime')),
		to_start_time: unixSeconds(filters.optionalTime('toStartTime')),
	};
}
