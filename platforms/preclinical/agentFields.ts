/** Parameters of an agent: its provider and its configuration. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';
import { refuseFlavour } from './fields';
import type { Flavour } from './service';

/** The kinds of agents that Preclinical can test. */
export const AGENT_PROVIDERS: INodePropertyOptions[] = [
	{ name: 'Browser (Self-Hosted)', value: 'browser' },
	{ name: 'ElevenLabs (Hosted)', value: 'elevenlabs' },
	{ name: 'LiveKit', value: 'livekit' },
	{ name: 'OpenAI', value: 'openai' },
	{ name: 'Pipecat', value: 'pipecat' },
	{ name: 'Retell (Hosted)', value: 'retell' },
	{ name: 'Vapi', value: 'vapi' },
];

/** Providers that only one flavour has. The self-hosted server answers ElevenLabs with HTTP 500. */
const ONLY: Record<string, Flavour> = { browser: 'selfHosted', elevenlabs: 'hosted', retell: 'hosted' };

/** The `provider`, unless only the other flavour has it. */
export function readProvider(input: Input, provider: string, flavour: Flavour): string {
	const only = ONLY[provider];
	return only === undefined || only === flavour ? provider : refuseFlavour(input, 'provider', only);
}

/** `apiKey`, a setting of OpenAI and Vapi. */
export const agentKeyField: INodeProperties = {
	displayName: 'API Key',
	name: 'apiKey',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'The key with which Preclinical calls the agent',
};

/** `assistantId`, a setting of Vapi. */
export const assistantField: INodeProperties = {
	displayName: 'Assistant ID',
	name: 'assistantId',
	type: 'string',
	default: '',
	description: 'ID of the assistant at Vapi',
};

/** `baseUrl`, a setting of OpenAI. */
export const agentUrlField: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://api.openai.com/v1',
	description: 'Address of the API that the agent is called through',
};

/** `model`, a setting of OpenAI. */
export const modelField: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'string',
	default: '',
	placeholder: 'e.g. gpt-4o-mini',
	description: 'Name of the model that answers',
};

/** `configuration`: settings as JSON, for providers whose settings are not documented. */
export const configurationField: INodeProperties = {
	displayName: 'Configuration',
	name: 'configuration',
	type: 'json',
	default: '{}',
	description:
		'Further settings by their names at Preclinical, as a JSON object. Enter keys and tokens under Secret Configuration.',
};

/** `secretConfiguration`: rows of name and value. */
export const secretConfigurationField: INodeProperties = {
	displayName: 'Secret Configuration',
	name: 'secretConfiguration',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add secret',
	default: {},
	description: 'Settings that are secret, such as keys and tokens, by their names at Preclinical',
	options: [
		{
			displayName: 'Secrets',
			name: 'rows',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'Name of the setting at Preclinical',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					typeOptions: { password: true },
					default: '',
				},
			],
		},
	],
};

/** `maxTokens`, `systemPrompt`, `temperature` and `timeoutMs`, which an agent of OpenAI can do without. */
export const openAiOptions: INodeProperties[] = [
	{
		displayName: 'Max Tokens (OpenAI)',
		name: 'maxTokens',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1024,
		description: 'How many tokens an answer may have at most',
	},
	{
		displayName: 'System Prompt (OpenAI)',
		name: 'systemPrompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'The instructions of the agent',
	},
	{
		displayName: 'Temperature (OpenAI)',
		name: 'temperature',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 0.7,
		description: 'How much the answers vary',
	},
	{
		displayName: 'Timeout (OpenAI)',
		name: 'timeoutMs',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60000,
		description: 'How long to wait for an answer of the agent, in milliseconds',
	},
];

/** `description` of an agent or a test suite. */
export const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
};

/** The fields in the order of their labels, as collections have them. */
export function byName(fields: INodeProperties[]): INodeProperties[] {
	return [...fields].sort((a, b) => alphabetical(a.displayName, b.displayName));
}
