import type { IDataObject } from 'n8n-workflow';

import { filtersCollection, returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { Query } from '../../../n8n/transport/query';
import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';
import { specFileField, suiteField, titleField } from '../testFields';

const MS_PER_DAY = 86_400_000;

const byTitle = { displayOptions: { show: { testBy: ['title'] } } };

const filtersField = filtersCollection([
	{
		displayName: 'Authors',
		name: 'authors',
		type: 'string',
		default: '',
		placeholder: 'e.g. Robin, Kim',
		description: 'Names of commit authors, separated by commas',
	},
	{
		displayName: 'Branches',
		name: 'branches',
		type: 'string',
		default: '',
		placeholder: 'e.g. main, release',
		description: 'Exact branch names, separated by commas',
	},
	{
		displayName: 'Flaky',
		name: 'flaky',
		type: 'boolean',
		default: true,
		description: 'Whether to list only the results that were flaky, or only those that were not',
	},
	{
		displayName: 'Groups',
		name: 'groups',
		type: 'string',
		default: '',
		placeholder: 'e.g. chromium, firefox',
		description: 'Groups of the run, separated by commas',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Failed', value: 'failed' },
			{ name: 'Passed', value: 'passed' },
			{ name: 'Pending', value: 'pending' },
			{ name: 'Skipped', value: 'skipped' },
		],
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. smoke, nightly',
		description: 'Run tags, separated by commas',
	},
	{
		displayName: 'Until',
		name: 'dateEnd',
		type: 'dateTime',
		default: '',
		description: 'The end of the days; now without this filter',
	},
]);

/** Lists the results of one test in the runs of some days, as rows for Test Run History. */
export const getManyTestResults: ItemOperation = {
	value: 'getManyTestResults',
	name: 'Get Many Test Results',
	action: 'Get many results of a Currents test',
	description: 'List how one test did in earlier runs, e.g. one that Get Many Failures returns',
	fields: [
		{
			displayName: 'Find Test By',
			name: 'testBy',
			type: 'options',
			default: 'title',
			required: true,
			options: [
				{ name: 'Signature', value: 'signature' },
				{ name: 'Spec File and Title', value: 'title' },
			],
			description: 'How the test is named',
		},
		{ ...projectField, ...byTitle },
		{ ...specFileField, ...byTitle },
		{ ...titleField, ...byTitle },
		{
			displayName: 'Signature',
			name: 'signature',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.signature }}',
			description: 'Signature of the test, as Get Test Signature returns it',
			displayOptions: { show: { testBy: ['signature'] } },
		},
		{ ...suiteField, ...byTitle },
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'How many days to look back',
		},
		...returnAllFields,
		filtersField,
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, dashboardOf, resultRows, titleParts } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		const [limit, query] = [input.limit(), resultFilters(input)];
		const signature = async () => {
			if (input.text('testBy') === 'signature') return input.text('signature');
			const [projectId, specFile] = [input.text('projectId'), input.text('specFile')];
			return (await api.testSignature(projectId, specFile, titleParts(input))).signature;
		};
		const results = await api.listTestResults(await signature(), limit, query);
		if (!input.flag('simplify')) return results;
		const rows = await resultRows(api, results, await dashboardOf(ctx, itemIndex));
		return rows as unknown as IDataObject[];
	},
};

function resultFilters(input: Input): Query {
	const filters = input.group('filters');
	const end = new Date(filters.optionalTime('dateEnd') ?? Date.now());
	return {
		date_start: new Date(end.getTime() - input.number('days') * MS_PER_DAY).toISOString(),
		date_end: end.toISOString(),
		'tags[]': filters.list('tags'),
		'branches[]': filters.list('branches'),
		'groups[]': filters.list('groups'),
		'authors[]': filters.list('authors'),
		'status[]': filters.list('status'),
		flaky: filters.optionalFlag('flaky'),
	};
}
