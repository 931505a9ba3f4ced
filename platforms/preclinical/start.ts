/** Starting a run: the parameters that start operations share, and the call. */
import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsCollection } from '../fields';
import type { Input } from '../input';
import type { OperationCall } from '../platform';
import { startOnce } from '../startOnce';
import { preclinicalApi } from './api';
import { agentField } from './fields';
import type { Flavour } from './service';
import type { PreclinicalRun, StartBody } from './wire';

/** Fields that only one flavour takes. */
const ONLY: Record<string, Flavour> = {
	testMode: 'hosted',
	benchmarkMode: 'selfHosted',
	concurrencyLimit: 'selfHosted',
	creativeMode: 'selfHosted',
	scenarioIds: 'selfHosted',
	tags: 'selfHosted',
};

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

/**
 * Reads the parameters and starts the run; `null` when its start-once key was used before. The answer tells its ids and
 * status, not the agent or the name.
 */
export async function startRunOf(call: OperationCall): Promise<PreclinicalRun | null> {
	const { ctx, itemIndex, input } = call;
	const api = await preclinicalApi(ctx, itemIndex);
	const body = startBody(input, api.flavour);
	const started = await startOnce(call, async () => await api.startRun(body));
	if (started === null) return null;
	return { ...started, agent_id: body.agent_id, ...(body.name === undefined ? {} : { name: body.name }) };
}

function startBody(input: Input, flavour: Flavour): StartBody {
	const more = input.group('additionalFields');
	for (const [name, only] of Object.entries(ONLY)) {
		if (!more.has(name) || only === flavour) continue;
		const where = only === 'hosted' ? 'the hosted Preclinical' : 'a self-hosted server';
		more.refuse(name, `is only for ${where}`, 'Remove the field, or choose another credential.');
	}
	const body: StartBody = {
		agent_id: input.text('agentId'),
		test_suite_id: input.optionalText('testSuiteId'),
		name: more.optionalText('name'),
		max_turns: positive(more, 'maxTurns'),
		max_scenarios: positive(more, 'maxScenarios'),
		test_mode: more.optionalText('testMode'),
		concurrency_limit: positive(more, 'concurrencyLimit'),
		scenario_ids: someOf(more, 'scenarioIds'),
		tags: someOf(more, 'tags'),
		benchmark_mode: more.optionalFlag('benchmarkMode'),
		creative_mode: more.optionalFlag('creativeMode'),
	};
	return Object.fromEntries(
		Object.entries(body).filter(([, value]) => value !== undefined),
	) as unknown as StartBody;
}

function positive(input: Input, name: string): number | undefined {
	const number = input.optionalNumber(name);
	if (number === undefined || (Number.isInteger(number) && number >= 1)) return number;
	return input.refuse(name, 'must be a whole number of 1 or more');
}

/** An expression that gives an empty list must not run everything: what was asked for is then not known. */
function someOf(input: Input, name: string): string[] | undefined {
	if (!input.has(name)) return undefined;
	const entries = input.list(name);
	return entries.length > 0
		? entries
		: input.refuse(name, 'is empty', 'Without entries the server would run all active scenarios.');
}
