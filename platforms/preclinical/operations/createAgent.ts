import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import {
	AGENT_PROVIDERS,
	agentKeyField,
	agentUrlField,
	assistantField,
	byName,
	configurationField,
	descriptionField,
	modelField,
	openAiOptions,
	readProvider,
	secretConfigurationField,
} from '../agentFields';
import { flavourOf } from '../service';

/** Settings that a provider cannot do without, by their parameters. */
const REQUIRED: Record<string, string[]> = {
	openai: ['baseUrl', 'model', 'apiKey'],
	vapi: ['assistantId', 'apiKey'],
};

const NEEDS_CONFIG = 'needs a configuration';
const NEEDS_CONFIG_ADVICE = "Add 'Configuration' or 'Secret Configuration' under 'Additional Fields'.";

/** A required field, for these providers. */
function requiredFor(field: INodeProperties, ...provider: string[]): INodeProperties {
	return { ...field, required: true, displayOptions: { show: { provider } } };
}

/** Creates an agent. Its secrets are sent and never output. */
export const createAgent: ItemOperation = {
	value: 'createAgent',
	name: 'Create Agent',
	action: 'Create a Preclinical agent',
	description: 'Add an agent that runs can test, with the settings by which Preclinical calls it',
	needsAllowance: true,
	fields: [
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			required: true,
			default: 'openai',
			options: AGENT_PROVIDERS,
			description: 'Where the agent runs',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Appointment desk',
			description: 'Name of the agent; the hosted Preclinical takes each name once',
		},
		requiredFor(agentUrlField, 'openai'),
		requiredFor(modelField, 'openai'),
		requiredFor(assistantField, 'vapi'),
		requiredFor(agentKeyField, 'openai', 'vapi'),
		additionalFieldsCollection(
			byName([configurationField, descriptionField, secretConfigurationField, ...openAiOptions]),
		),
	],
	async run(call) {
		const { agentsApi, oncePerItem, readConfig, readSettings, shownAgent } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const provider = readProvider(input, input.text('provider'), await flavourOf(ctx, itemIndex));
		const more = input.group('additionalFields');
		if (provider !== 'openai') refuseOpenAiOptions(more);
		const { config, secrets, hidden } = readConfig(more, readSettings(input, REQUIRED[provider] ?? []));
		const fields = {
			provider,
			name: input.text('name'),
			description: more.optionalText('description'),
			config: config ?? input.refuse('provider', NEEDS_CONFIG, NEEDS_CONFIG_ADVICE),
		};
		const api = await agentsApi(ctx, itemIndex, hidden);
		return shownAgent(await oncePerItem(call, 'create', async () => await api.create(fields)), call, secrets);
	},
};

function refuseOpenAiOptions(more: Input): void {
	const given = openAiOptions.find(({ name }) => more.has(name));
	if (given) more.refuse(given.name, 'is only for the provider OpenAI', 'Remove the field.');
}
