import {
	filtersCollection,
	optionsCollection,
	returnAllFields,
	simplifyField,
} from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { Query } from '../../../n8n/transport/query';
import type { ItemOperation } from '../../platform';
import {
	authorsFilter,
	branchesFilter,
	daysField,
	directionOption,
	groupsFilter,
	runFilters,
	tagOperatorFilter,
	tagsFilter,
	timesOf,
	untilFilter,
} from '../explorerFields';
import { projectField } from '../fields';

const filtersField = filtersCollection([
	{
		displayName: 'Action',
		name: 'errorAction',
		type: 'string',
		default: '',
		placeholder: 'e.g. click',
		description: 'The action that failed, as an item shows it',
	},
	authorsFilter,
	branchesFilter,
	{
		displayName: 'Category',
		name: 'errorCategory',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.category }}',
		description: 'The category of the error, as an item shows it',
	},
	groupsFilter,
	{
		displayName: 'Message',
		name: 'errorMessage',
		type: 'string',
		default: '',
		placeholder: 'e.g. Timeout',
		description: 'The message of the error, as Currents searches for it',
	},
	tagsFilter,
	tagOperatorFilter,
	{
		displayName: 'Target',
		name: 'errorTarget',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.target }}',
		description: 'What the error is about, such as a locator, as an item shows it',
	},
	untilFilter,
]);

const optionsField = optionsCollection([
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Action', value: 'action' },
			{ name: 'Category', value: 'category' },
			{ name: 'Message', value: 'message' },
			{ name: 'Target', value: 'target' },
		],
		description: 'What errors must have in common to be one item',
	},
	{
		displayName: 'Order By',
		name: 'order',
		type: 'options',
		default: 'count',
		options: [
			{ name: 'Branches', value: 'branches' },
			{ name: 'Count', value: 'count' },
			{ name: 'Error', value: 'error' },
			{ name: 'Tests', value: 'tests' },
		],
	},
	directionOption,
	{
		displayName: 'Timeline Counts',
		name: 'metric',
		type: 'options',
		default: 'occurrence',
		options: [
			{ name: 'Branches', value: 'branch' },
			{ name: 'Occurrences', value: 'occurrence' },
			{ name: 'Tests', value: 'test' },
		],
		description: 'What the timeline counts',
	},
	{
		displayName: 'Timeline Errors',
		name: 'topN',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 5,
		description: 'How many errors the timeline names',
	},
]);

/** Lists the errors of the tests of a project over some days: the errors explorer. */
export const getManyErrors: ItemOperation = {
	value: 'getManyErrors',
	name: 'Get Many Errors',
	action: 'Get many Currents errors',
	description:
		'List the errors of a project with how often, in how many tests and on how many branches they occurred',
	fields: [
		projectField,
		daysField,
		{
			displayName: 'Return',
			name: 'errorView',
			type: 'options',
			default: 'errors',
			options: [
				{ name: 'Errors', value: 'errors', description: 'One item for each error' },
				{ name: 'Timeline', value: 'timeline', description: 'One item for each day, as Currents sends it' },
			],
			description: 'What the items are',
		},
		...returnAllFields,
		filtersField,
		optionsField,
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { analyticsApi, errorItem } = await import('../executing');
		const api = analyticsApi(ctx, itemIndex);
		const [projectId, limit, query] = [input.text('projectId'), input.limit(), errorsQuery(input)];
		if (input.text('errorView') === 'timeline') {
			return (await api.errorTimeline(projectId, query)).slice(0, limit);
		}
		const errors = await api.listErrors(projectId, limit, query);
		return input.flag('simplify') ? errors.map(errorItem) : errors;
	},
};

function errorsQuery(input: Input): Query {
	const [filters, options] = [input.filledGroup('filters'), input.group('options')];
	return {
		...timesOf(input, filters),
		...runFilters(filters),
		tags_logical_operator: filters.optionalText('tagOperator'),
		error_action: filters.optionalText('errorAction'),
		error_category: filters.optionalText('errorCategory'),
		error_message: filters.optionalText('errorMessage'),
		error_target: filters.optionalText('errorTarget'),
		'group_by[]': options.list('groupBy'),
		order_by: options.optionalText('order'),
		dir: options.optionalText('dir'),
		metric: options.optionalText('metric'),
		top_n: options.optionalNumber('topN'),
	};
}
