/** Parameters of the operations that start a run. */
import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsCollection } from '../fields';
import { agentField } from './fields';

const testSuiteField: INodeProperties = {
	displayName: 'Test Suite',
	name: 'testSuiteId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Which scenarios to run; empty takes the default suite',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a test suite...',
			typeOptions: { searchListMethod: 'preclinicalTestSuites', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 9b2d1c64-0e0f-4d0a-8f3c-2f6f1b6f5a10',
		},
	],
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
		description: 'Run at most so many scenarios',
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
		description: 'Run exactly these scenarios, by their IDs, separated by commas',
	},
	{
		displayName: 'Tags (Self-Hosted)',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. triage, emergency',
		description: 'Run the scenarios with these tags, separated by commas',
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

/** `agentId`, `testSuiteId` and `additionalFields`. */
export const startFields: INodeProperties[] = [
	{ ...agentField, description: 'The agent to test. A run costs language-model calls.' },
	testSuiteField,
	additionalFields,
];
