import { randomUUID } from 'crypto';
import type { INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../../platform';
import { attachmentsField, oneRunFields, readRunPlace } from '../fields';

/** What every result needs comes first. */
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
			],
		},
		resultsField,
		resultsJsonField,
	],
	async run(call) {
		const { inChunks, newResults, oncePerItem, projectOf, qaseApi } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const api = qaseApi(ctx, itemIndex);
		const { code, runId } = readRunPlace(input);
		// With the same IDs, results that n8n's Retry On Fail sends again are no new ones.
		const seed = await oncePerItem(call, 'seed', async () => randomUUID());
		const results = await newResults(input, seed);
		const chunks = inChunks(results);
		let accepted = 0;
		for (const chunk of chunks) {
			// The message says how far it got, so that the rest can be sent again.
			const purpose = `add results ${accepted + 1} to ${accepted + chunk.length} of ${results.length}`;
			await api.createResults(code, runId, chunk, purpose);
			accepted += chunk.length;
		}
		return { id: runId, ...projectOf(code), runId, accepted, requests: chunks.length };
	},
};
