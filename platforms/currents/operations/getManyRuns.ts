import { filtersCollection, returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { outputs } from '../../../n8n/items/output';
import type { Query } from '../../../n8n/transport/query';
import {
	authorsFilter,
	branchesFilter,
	cursorAdvice,
	cursorsOf,
	endingBeforeFilter,
	startingAfterFilter,
	tagOperatorFilter,
	tagsFilter,
} from '../explorerFields';
import { projectField } from '../fields';

const filtersField = filtersCollection([
	authorsFilter,
	branchesFilter,
	{
		displayName: 'Completion State',
		name: 'completionState',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Canceled', value: 'CANCELED' },
			{ name: 'Complete', value: 'COMPLETE' },
			{ name: 'In Progress', value: 'IN_PROGRESS' },
			{ name: 'Timed Out', value: 'TIMEOUT' },
		],
	},
	{
		displayName: 'Created After',
		name: 'dateStart',
		type: 'dateTime',
		default: '',
		description: 'Only runs created at this time or later',
	},
	{
		displayName: 'Created Before',
		name: 'dateEnd',
		type: 'dateTime',
		default: '',
		description: 'Only runs created earlier than this time',
	},
	endingBeforeFilter,
	{
		displayName: 'Pull Request ID',
		name: 'prId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 128',
		description: 'The pull request that the run reported',
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		description: 'Part of a build ID or of a commit message',
	},
	startingAfterFilter,
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Failed', value: 'FAILED' },
			{ name: 'Failing', value: 'FAILING', description: 'In progress, with failures' },
			{ name: 'Passed', value: 'PASSED' },
			{ name: 'Running', value: 'RUNNING', description: 'In progress, without failures so far' },
		],
	},
	tagsFilter,
	tagOperatorFilter,
]);

/** Lists the runs of a project, newest first. */
export const getManyRuns: ItemOperation = {
	value: 'getManyRuns',
	name: 'Get Many Runs',
	action: 'Get many Currents runs',
	description: 'List the runs of a project, the newest first',
	fields: [projectField, ...returnAllFields, filtersField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, dashboardOf, listedRun } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		const dashboard = await dashboardOf(ctx, itemIndex);
		return await api.listRuns(
			input.text('projectId'),
			input.limit(),
			runFilters(input.filledGroup('filters', cursorAdvice)),
			outputs(input, (raw) => listedRun(raw, dashboard)),
		);
	},
};

/** Names in the query of the list of runs. Lists have brackets in their names, except the two for states. */
function runFilters(filters: Input): Query {
	const tags = filters.wholeList('tags');
	return {
		'tags[]': tags,
		tag_operator: tags.length > 1 ? filters.optionalText('tagOperator') : undefined,
		'branches[]': filters.wholeList('branches'),
		'authors[]': filters.wholeList('authors'),
		search: filters.optionalText('search'),
		pr_id: filters.optionalText('prId'),
		status: filters.wholeList('status'),
		completion_state: filters.wholeList('completionState'),
		date_start: filters.optionalTime('dateStart'),
		date_end: filters.optionalTime('dateEnd'),
		...cursorsOf(filters),
	};
}
