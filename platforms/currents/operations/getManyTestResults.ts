import type { IDataObject } from 'n8n-workflow';

import { filtersCollection, returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { Query } from '../../../n8n/transport/query';
import type { ItemOperation } from '../../platform';
import {
	authorsFilter,
	branchesFilter,
	cursorAdvice,
	cursorsOf,
	daysField,
	endingBeforeFilter,
	groupsFilter,
	runFilters,
	startingAfterFilter,
	stateChoices,
	tagsFilter,
	timesOf,
	untilFilter,
} from '../explorerFields';
import { projectField } from '../fields';
import { specFileField, suiteField, titleField } from '../testFields';

const byTitle = { displayOptions: { show: { testBy: ['title'] } } };

const filtersField = filtersCollection([
	authorsFilter,
	branchesFilter,
	endingBeforeFilter,
	{
		displayName: 'Flaky',
		name: 'flaky',
		type: 'boolean',
		default: true,
		description: 'Whether to list only the results that were flaky, or only those that were not',
	},
	groupsFilter,
	startingAfterFilter,
	{ displayName: 'Status', name: 'status', type: 'multiOptions', default: [], options: stateChoices },
	tagsFilter,
	untilFilter,
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
		daysField,
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
	const filters = input.filledGroup('filters', cursorAdvice);
	return {
		...timesOf(input, filters),
		...runFilters(filters),
		'status[]': filters.wholeList('status'),
		flaky: filters.optionalFlag('flaky'),
		...cursorsOf(filters),
	};
}
