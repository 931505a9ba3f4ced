import type { INodeProperties } from 'n8n-workflow';

import { optionsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { Query } from '../../../n8n/transport/query';
import type { ItemOperation } from '../../platform';
import { readRunId, runIdField } from '../fields';

const optionsField = optionsCollection([
	{
		displayName: 'Attempt',
		name: 'attempt',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'The attempt that the context is about, as Currents counts them',
	},
	{
		displayName: 'Detail',
		name: 'detail',
		type: 'options',
		default: 'default',
		options: [
			{ name: 'Compact', value: 'compact' },
			{ name: 'Default', value: 'default' },
			{ name: 'Summary', value: 'summary' },
		],
		description: 'How much is said of each failure',
	},
	{
		displayName: 'Failures per Page',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 10,
		description: 'How many failures the context has at most',
	},
	{
		displayName: 'Maximum Length',
		name: 'maxLength',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50_000 },
		default: 20_000,
		description: 'How many characters the Markdown has at most',
	},
	{
		displayName: 'Page',
		name: 'page',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Which page of the failures, as Currents counts them',
	},
]);

const contextOfField: INodeProperties = {
	displayName: 'Context Of',
	name: 'contextOf',
	type: 'options',
	default: 'test',
	options: [
		{ name: 'Run', value: 'run', description: 'All failures of a run' },
		{ name: 'Spec File', value: 'instance', description: 'The failures of one spec file of a run' },
		{ name: 'Test', value: 'test', description: 'One failed test' },
	],
	description: 'What the context is about',
};

/** Reads what Currents knows of failures, prepared for a language model. */
export const getFailureContext: ItemOperation = {
	value: 'getFailureContext',
	name: 'Get Failure Context',
	action: 'Get the context of a Currents failure',
	description: 'Read what Currents knows of a failure as Markdown or JSON, prepared for an AI step',
	fields: [
		contextOfField,
		{ ...runIdField, displayOptions: { show: { contextOf: ['run', 'instance'] } } },
		{
			displayName: 'Instance ID',
			name: 'instanceId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.url }}',
			description:
				'Address of the page of the test, as Get Many Failures returns it. For a spec file, its ID or the address of its page.',
			displayOptions: { show: { contextOf: ['instance', 'test'] } },
		},
		{
			displayName: 'Format',
			name: 'contextFormat',
			type: 'options',
			default: 'md',
			options: [
				{ name: 'JSON', value: 'json' },
				{ name: 'Markdown', value: 'md', description: 'For the prompt of a language model' },
			],
			description: 'The form of the context',
		},
		optionsField,
	],
	async run({ ctx, itemIndex, input }) {
		const { analyticsApi, readInstanceId } = await import('../executing');
		const query = { ...subjectOf(input, readInstanceId), ...shapeOf(input) };
		return await analyticsApi(ctx, itemIndex).failureContext(query);
	},
};

/** What the context is about: a run, a spec file of it, or a test of a spec file. */
function subjectOf(
	input: Input,
	readInstanceId: (input: Input) => { instanceId: string; testId: string | null },
): Query {
	const subject = input.text('contextOf');
	if (subject === 'run') return { run_id: readRunId(input) };
	const { instanceId, testId } = readInstanceId(input);
	if (subject === 'instance') return { run_id: readRunId(input), instance_id: instanceId };
	if (testId !== null) return { instance_id: instanceId, test_id: testId };
	return input.refuse(
		'instanceId',
		'does not name a test',
		'Use the address of the page of a test, such as {{ $json.url }} behind Get Many Failures.',
	);
}

function shapeOf(input: Input): Query {
	const [format, options] = [input.text('contextFormat'), input.group('options')];
	return {
		format,
		attempt: options.optionalNumber('attempt'),
		detail: options.optionalText('detail'),
		limit: options.optionalNumber('pageSize'),
		page: options.optionalNumber('page'),
		max_length: format === 'md' ? options.optionalNumber('maxLength') : undefined,
	};
}
