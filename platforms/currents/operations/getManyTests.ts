import {
	filtersCollection,
	optionsCollection,
	returnAllFields,
	simplifyField,
} from '../../../n8n/parameters/fields';
import { isObject } from '../../../core/text/json';
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
	stateChoices,
	tagsFilter,
	untilFilter,
} from '../explorerFields';
import { projectField } from '../fields';

const filtersField = filtersCollection([
	{
		displayName: 'Annotations',
		name: 'annotations',
		type: 'json',
		default: '',
		description: 'Annotations of the tests, as JSON in the form that Currents documents',
	},
	authorsFilter,
	branchesFilter,
	groupsFilter,
	{
		displayName: 'Minimum Executions',
		name: 'minExecutions',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'Only tests that were executed at least this often',
	},
	{
		displayName: 'Spec File',
		name: 'specFile',
		type: 'string',
		default: '',
		placeholder: 'e.g. checkout',
		description: 'Part of the path of the spec file',
	},
	tagsFilter,
	{
		displayName: 'Test State',
		name: 'testState',
		type: 'multiOptions',
		default: [],
		options: stateChoices,
		description: 'Only tests with one of these states',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. pays on invoice',
		description: 'Part of the title of the test',
	},
	untilFilter,
]);

const optionsField = optionsCollection([
	{
		displayName: 'Metric Settings',
		name: 'metricSettings',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "failureRate": ["failed"] }',
		description:
			'Which states count for which metric, as a JSON object: executions, avgDuration, flakinessRate and failureRate, each with a list of passed, failed, pending and skipped',
	},
	{
		displayName: 'Order By',
		name: 'order',
		type: 'options',
		default: 'title',
		options: [
			{ name: 'Duration', value: 'duration' },
			{ name: 'Duration Change', value: 'durationDelta' },
			{ name: 'Duration Times Executions', value: 'durationXSamples' },
			{ name: 'Executions', value: 'executions' },
			{ name: 'Failure Rate Change', value: 'failureRateDelta' },
			{ name: 'Failure Rate Times Executions', value: 'failRateXSamples' },
			{ name: 'Failures', value: 'failures' },
			{ name: 'Flakiness', value: 'flakiness' },
			{ name: 'Flakiness Change', value: 'flakinessRateDelta' },
			{ name: 'Flakiness Times Executions', value: 'flakinessXSamples' },
			{ name: 'Passes', value: 'passes' },
			{ name: 'Title', value: 'title' },
		],
	},
	pageOption,
	directionOption,
]);

/** Lists the tests of a project with their metrics over some days: the tests explorer. */
export const getManyTests: ItemOperation = {
	value: 'getManyTests',
	name: 'Get Many Tests',
	action: 'Get many Currents tests',
	description: 'List the tests of a project with how often they failed, how flaky and how slow they are',
	fields: [projectField, daysField, ...returnAllFields, filtersField, optionsField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { analyticsApi, measuredItem } = await import('../executing');
		const api = analyticsApi(ctx, itemIndex);
		const tests = await api.listTests(input.text('projectId'), input.limit(), testsQuery(input));
		return input.flag('simplify') ? tests.map(measuredItem) : tests;
	},
};

function testsQuery(input: Input): Query {
	const [filters, options] = [input.filledGroup('filters'), input.group('options')];
	return {
		...daysOf(input, filters),
		...runFilters(filters),
		annotations: jsonText(filters, 'annotations'),
		min_executions: filters.optionalNumber('minExecutions'),
		spec: filters.optionalText('specFile'),
		title: filters.optionalText('title'),
		'test_state[]': filters.wholeList('testState'),
		order: options.optionalText('order'),
		dir: options.optionalText('dir'),
		page: options.optionalNumber('page'),
		metric_settings: jsonText(options, 'metricSettings'),
	};
}

/** JSON that is sent as text; a text that is no object or list is refused. */
function jsonText(input: Input, name: string): string | undefined {
	const json = input.json(name);
	if (json === undefined) return undefined;
	return isObject(json) || Array.isArray(json)
		? JSON.stringify(json)
		: input.refuse(name, 'is not a JSON object or list');
}
