import type { INodeProperties } from 'n8n-workflow';

import { optionsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { attachmentsField, oneRunFields, readRunPlace } from '../fields';

/** The values that every result needs. */
const neededValues: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. pays with a saved card',
		description: 'Title of the test, up to 255 characters',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		default: 'passed',
		options: [
			{ name: 'Blocked', value: 'blocked' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Invalid', value: 'invalid' },
			{ name: 'Passed', value: 'passed' },
			{ name: 'Skipped', value: 'skipped' },
		],
		description: 'For a custom status, give its slug by an expression',
	},
];

const otherValues: INodeProperties[] = [
	attachmentsField,
	{
		displayName: 'Case ID',
		name: 'caseId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3',
		description: 'The case that was tested; without it Qase goes by the title',
	},
	{
		displayName: 'Duration (Milliseconds)',
		name: 'durationMs',
		type: 'number',
		default: 0,
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default: '',
		description: 'What the test said, e.g. the message of the error',
	},
	{
		displayName: 'Stack Trace',
		name: 'stacktrace',
		type: 'string',
		default: '',
	},
];

const resultsField: INodeProperties = {
	displayName: 'Results',
	name: 'results',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add result',
	default: {},
	required: true,
	displayOptions: { show: { resultsFrom: ['fields'] } },
	options: [{ displayName: 'Results', name: 'rows', values: [...neededValues, ...otherValues] }],
};

const resultsJsonField: INodeProperties = {
	displayName: 'Results (JSON)',
	name: 'resultsJson',
	type: 'json',
	default: '[]',
	required: true,
	placeholder: 'e.g. [{ "title": "…", "testops_id": 3, "execution": { "status": "passed" } }]',
	description:
		'A list of results with the field names of the Qase API v2, steps and parameters included. Each needs title and execution.status.',
	displayOptions: { show: { resultsFrom: ['json'] } },
};

const testRunField: INodeProperties = {
	displayName: 'Test Run',
	name: 'testRun',
	type: 'json',
	default: '={{ $json }}',
	required: true,
	placeholder: "e.g. {{ $('Test Run Reader').item.json }}",
	description:
		'The run whose tests become results, as the Test Run Reader or another node gave it, read with Include Tests. Where other nodes are in between, name the node that read it.',
	displayOptions: { show: { resultsFrom: ['testRuns'] } },
};

const testRunOptions: INodeProperties = {
	...optionsCollection([
		{
			displayName: 'Read Case IDs',
			name: 'readCaseIds',
			type: 'boolean',
			default: true,
			description:
				"Whether a case is found by the marks of Qase's own reporters: (Qase ID: 3) in a title, @QaseID=3 or Q-3 as a tag. Without one Qase goes by suites and title.",
		},
	]),
	displayOptions: { show: { resultsFrom: ['testRuns'] } },
};

/** Adds results to a run. */
export const createResults: ItemOperation = {
	value: 'createResults',
	name: 'Create Results',
	action: 'Create results in a Qase run',
	description: 'Add any number of test results to a run. Qase takes them in a little later.',
	needsAllowance: true,
	fields: [
		...oneRunFields,
		{
			displayName: 'Results From',
			name: 'resultsFrom',
			type: 'options',
			default: 'fields',
			options: [
				{ name: 'Fields Below', value: 'fields' },
				{ name: 'JSON', value: 'json' },
				{
					name: 'Test Runs in the Items',
					value: 'testRuns',
					description: 'All tests of a report file, or of a run of another service',
				},
			],
		},
		resultsField,
		resultsJsonField,
		testRunField,
		testRunOptions,
	],
	async run(call) {
		const { addResults, newResults, projectOf, qaseApi } = await import('../executing');
		const place = readRunPlace(call.input);
		const given = await newResults(call, place);
		const requests = await addResults(qaseApi(call.ctx, call.itemIndex), place, given);
		const { results, note } = given;
		return {
			id: place.runId,
			...projectOf(place.code),
			runId: place.runId,
			accepted: results.length,
			requests,
			...(note === undefined ? {} : { note }),
		};
	},
};
