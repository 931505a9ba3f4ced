/** Parameters of the operations that start a run. */
import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsCollection } from '../../n8n/parameters/fields';
import { agentField, testSuiteField } from './fields';

/** All active scenarios must be chosen explicitly, since running them can cost a lot. */
const selectionField: INodeProperties = {
	displayName: 'Scenarios',
	name: 'scenarioSelection',
	type: 'options',
	default: 'suite',
	options: [
		{
			name: 'All Active Scenarios (Self-Hosted)',
			value: 'all',
			description: 'All that are active and approved, which can be many; see Max Scenarios',
		},
		{ name: 'By Tags (Self-Hosted)', value: 'tags', description: 'Those with one of the tags or more' },
		{ name: 'Chosen Scenarios (Self-Hosted)', value: 'chosen', description: 'Exactly those' },
		{ name: 'Test Suite', value: 'suite', description: 'Those of a suite' },
	],
	description: 'Which scenarios to run',
};

const chosenScenariosField: INodeProperties = {
	displayName: 'Scenario Names or IDs',
	name: 'chosenScenarioIds',
	type: 'multiOptions',
	required: true,
	default: [],
	displayOptions: { show: { scenarioSelection: ['chosen'] } },
	typeOptions: { loadOptionsMethod: 'preclinicalScenarios' },
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const chosenTagsField: INodeProperties = {
	displayName: 'Tag Names or IDs',
	name: 'chosenTags',
	type: 'multiOptions',
	required: true,
	default: [],
	displayOptions: { show: { scenarioSelection: ['tags'] } },
	typeOptions: { loadOptionsMethod: 'preclinicalTags' },
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const suiteToRunField: INodeProperties = {
	...testSuiteField,
	displayOptions: { show: { scenarioSelection: ['suite'] } },
	description: 'Hosted: empty takes the default suite. Self-hosted: needed, by its ID.',
};

const additionalFields = additionalFieldsCollection([
	{
		displayName: 'Benchmark Mode (Self-Hosted)',
		name: 'benchmarkMode',
		type: 'boolean',
		default: false,
		description: 'Whether to run in benchmark mode, for scenarios that have what it needs',
	},
	{
		displayName: 'Concurrency Limit (Self-Hosted)',
		name: 'concurrencyLimit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 6,
		description: 'How many scenarios to run at the same time',
	},
	{
		displayName: 'Creative Mode (Self-Hosted)',
		name: 'creativeMode',
		type: 'boolean',
		default: false,
		description: 'Whether to run in creative mode',
	},
	{
		displayName: 'Max Scenarios',
		name: 'maxScenarios',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: 'Run at most so many of the scenarios; not for chosen ones',
	},
	{
		displayName: 'Max Turns',
		name: 'maxTurns',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 4,
		description:
			'How many turns a conversation may take. A self-hosted server keeps within limits of its own.',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nightly, build 4711',
		description: 'Name of the run',
	},
	{
		displayName: 'Scenario IDs (Self-Hosted)',
		name: 'scenarioIds',
		type: 'string',
		default: '',
		description:
			'Run exactly these scenarios, by their IDs, separated by commas. The same as Chosen Scenarios under Scenarios.',
	},
	{
		displayName: 'Tags (Self-Hosted)',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. triage, emergency',
		description:
			'Run the scenarios with these tags, separated by commas. The same as By Tags under Scenarios.',
	},
	{
		displayName: 'Test Mode (Hosted)',
		name: 'testMode',
		type: 'options',
		default: 'demo',
		options: [
			{ name: 'Demo', value: 'demo', description: '20 scenarios' },
			{ name: 'Full', value: 'full', description: 'All scenarios' },
		],
	},
]);

/** `agentId`, the selection of scenarios, and `additionalFields`. */
export const startFields: INodeProperties[] = [
	{ ...agentField, description: 'The agent to test. A run costs language-model calls.' },
	selectionField,
	suiteToRunField,
	chosenScenariosField,
	chosenTagsField,
	additionalFields,
];

/** `acceptMissingScenarios`, for the Options. */
export const acceptMissingOption: INodeProperties = {
	displayName: 'Accept Missing Scenarios',
	name: 'acceptMissingScenarios',
	type: 'boolean',
	default: false,
	description: 'Whether to continue with a run that lacks requested scenarios. Its doubt then names them.',
};
