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
	daysOf,
	directionOption,
	groupsFilter,
	pageOption,
	runFilters,
	tagsFilter,
	untilFilter,
} from '../explorerFields';
import { projectField } from '../fields';

const filtersField = filtersCollection([
	authorsFilter,
	branchesFilter,
	groupsFilter,
	{
		displayName: 'Spec File',
		name: 'specFile',
		type: 'string',
		default: '',
		placeholder: 'e.g. checkout',
		description: 'Part of the path of the spec file',
	},
	tagsFilter,
	untilFilter,
]);

const optionsField = optionsCollection([
	{
		displayName: 'Include Failed in Duration',
		name: 'includeFailedInDuration',
		type: 'boolean',
		default: true,
		description: 'Whether failed executions count for the average duration',
	},
	{
		displayName: 'Order By',
		name: 'order',
		type: 'options',
		default: 'avgDuration',
		options: [
			{ name: 'Average Duration', value: 'avgDuration' },
			{ name: 'Executions', value: 'overallExecutions' },
			{ name: 'Failed Executions', value: 'failedExecutions' },
			{ name: 'Failure Rate', value: 'failureRate' },
			{ name: 'Flaky Executions', value: 'flakyExecutions' },
			{ name: 'Flaky Rate', value: 'flakeRate' },
			{ name: 'Fully Reported', value: 'fullyReported' },
			{ name: 'Suite Size', value: 'suiteSize' },
			{ name: 'Timed-Out Executions', value: 'timeoutExecutions' },
			{ name: 'Timeout Rate', value: 'timeoutRate' },
		],
	},
	pageOption,
	directionOption,
]);

/** Lists the spec files of a project with their metrics over some days: the spec files explorer. */
export const getManySpecFiles: ItemOperation = {
	value: 'getManySpecFiles',
	name: 'Get Many Spec Files',
	action: 'Get many Currents spec files',
	description: 'List the spec files of a project with how long they take and how often they failed',
	fields: [projectField, daysField, ...returnAllFields, filtersField, optionsField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { analyticsApi, measuredItem } = await import('../executing');
		const api = analyticsApi(ctx, itemIndex);
		const files = await api.listSpecFiles(input.text('projectId'), input.limit(), specFilesQuery(input));
		return input.flag('simplify') ? files.map(measuredItem) : files;
	},
};

function specFilesQuery(input: Input): Query {
	const [filters, options] = [input.filledGroup('filters'), input.group('options')];
	return {
		...daysOf(input, filters),
		...runFilters(filters),
		specNameFilter: filters.optionalText('specFile'),
		includeFailedInDuration: options.optionalFlag('includeFailedInDuration'),
		order: options.optionalText('order'),
		dir: options.optionalText('dir'),
		page: options.optionalNumber('page'),
	};
}
