import { updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import {
	agentKeyField,
	agentUrlField,
	assistantField,
	byName,
	configurationField,
	descriptionField,
	modelField,
	openAiOptions,
	secretConfigurationField,
} from '../agentFields';
import { anyAgentField, readUuid, refuseFlavour } from '../fields';
import { flavourOf } from '../service';

/** Changes the given fields of an agent. */
export const updateAgent: ItemOperation = {
	value: 'updateAgent',
	name: 'Update Agent',
	action: 'Update a Preclinical agent',
	description: 'Change the name, description or settings of an agent, or switch it on or off',
	needsAllowance: true,
	fields: [
		anyAgentField,
		{
			displayName:
				'A self-hosted server keeps the settings that you do not add here. Whether the hosted Preclinical keeps them is not documented: add all settings of the agent there.',
			name: 'settingsNotice',
			type: 'notice',
			default: '',
		},
		updateFieldsCollection(
			byName([
				{
					displayName: 'Active (Hosted)',
					name: 'active',
					type: 'boolean',
					default: true,
					description: 'Whether runs can test the agent',
				},
				{ ...agentKeyField, displayName: 'API Key (OpenAI, Vapi)' },
				{ ...assistantField, displayName: 'Assistant ID (Vapi)' },
				{ ...agentUrlField, displayName: 'Base URL (OpenAI)' },
				{ ...modelField, displayName: 'Model (OpenAI)' },
				...[configurationField, descriptionField, secretConfigurationField, ...openAiOptions],
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Appointment desk',
				},
			]),
		),
	],
	async run(call) {
		const { agentsApi, readConfig, shownAgent } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const agentId = readUuid(input, 'agentId');
		const update = input.group('updateFields');
		if (update.has('active') && (await flavourOf(ctx, itemIndex)) === 'selfHosted') {
			refuseFlavour(update, 'active', 'hosted');
		}
		const { config, secrets, hidden } = readConfig(update);
		const fields = {
			name: update.optionalText('name'),
			description: update.optionalText('description'),
			config,
			is_active: update.optionalFlag('active'),
		};
		const given = Object.entries(fields).filter(([, value]) => value !== undefined);
		if (given.length === 0) input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		const api = await agentsApi(ctx, itemIndex, hidden);
		return shownAgent(await api.update(agentId, Object.fromEntries(given)), call, secrets);
	},
};
