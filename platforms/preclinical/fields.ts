/** Parameters that several Preclinical operations and the trigger share, and checks of the flavour. */
import type { INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ApiContext } from '../../n8n/transport/contract';
import { ID_OF_ITEM, orBehindTrigger } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';
import type { OperationCall } from '../../n8n/items/contract';
import { flavourOf, type Flavour } from './service';

/** `runId`; the URL of a results page is accepted too. */
export const runIdField: INodeProperties = {
	displayName: 'Run ID',
	name: 'runId',
	type: 'string',
	default: '',
	required: true,
	placeholder: ID_OF_ITEM,
	description: orBehindTrigger('UUID of the run, or the address of its results page'),
};

/** `agentId`, from a list of the active agents or by id. */
export const agentField = agentLocator('preclinicalAgents', 'The agent under test');

/** The same with the agents that are switched off. */
export const anyAgentField = agentLocator('preclinicalAllAgents', 'The agent');

function agentLocator(searchListMethod: string, description: string): INodeProperties {
	return {
		displayName: 'Agent',
		name: 'agentId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an agent...',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 6ba7b810-9dad-11d1-80b4-00c04fd430c8',
			},
		],
	};
}

/** `testSuiteId`, from a list or by id. */
export const testSuiteField: INodeProperties = {
	displayName: 'Test Suite',
	name: 'testSuiteId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
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

/** `scenarioId`, from a list of those that are active and approved, or by id. */
export const scenarioField: INodeProperties = {
	displayName: 'Scenario',
	name: 'scenarioId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The scenario. One that is not active or not approved is not in the list: enter its ID.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a scenario...',
			typeOptions: { searchListMethod: 'preclinicalScenarioSearch', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: ID_OF_ITEM },
	],
};

/** `scenarioIds` of a test suite. */
export const scenarioIdsField: INodeProperties = {
	displayName: 'Scenario IDs',
	name: 'scenarioIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $input.all().map((item) => item.json.scenarioId) }}',
	description: 'A list, or separated by commas; Get Many Results returns them as scenarioId',
};

/** `scope` and, for one agent, `agentId`. Preclinical has one webhook for the organization and one per agent. */
export const scopeFields: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		default: 'organization',
		required: true,
		options: [
			{
				name: 'Agent',
				value: 'agent',
				description: 'Runs of one agent; they no longer reach the webhook of the organization',
			},
			{
				name: 'Organization',
				value: 'organization',
				description: 'Runs of all agents that have no webhook of their own',
			},
		],
		description: 'Whose webhook it is. Each scope has room for one.',
	},
	{ ...agentField, displayOptions: { show: { scope: ['agent'] } } },
];

/** The same for polling: whose runs are polled. */
export const pollingScopeFields: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		default: 'organization',
		required: true,
		options: [
			{ name: 'Agent', value: 'agent', description: 'Runs of one agent' },
			{ name: 'Organization', value: 'organization', description: 'Runs of all agents' },
		],
		description: 'Whose runs start the workflow',
	},
	{ ...agentField, displayOptions: { show: { scope: ['agent'] } } },
];

/** `webhookId`, from a list or by id. */
export const webhookIdField: INodeProperties = {
	displayName: 'Webhook',
	name: 'webhookId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The list shows the description, or host and ID of a webhook without one, and the agent',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a webhook...',
			typeOptions: { searchListMethod: 'preclinicalWebhooks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: ID_OF_ITEM },
	],
};

/** `url` of a webhook. */
export const webhookUrlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/test-runs',
	description: 'Public address that Preclinical calls when a run has ended',
};

/** Optional fields of a webhook. */
export const optionalWebhookFields: INodeProperties[] = [
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nightly report',
	},
	{
		displayName: 'Enabled',
		name: 'enabled',
		type: 'boolean',
		default: true,
		description: 'Whether Preclinical calls the webhook',
	},
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'HMAC signing secret. How deliveries are signed is not documented.',
	},
];

/** `includeTranscript`, for the Options of operations on scenarios. */
export const includeTranscriptOption: INodeProperties = {
	displayName: 'Include Transcript',
	name: 'includeTranscript',
	type: 'boolean',
	default: false,
	description:
		'Whether to add what the tester and the agent said. Transcripts are long and can hold personal data.',
};

/** Reads {@link runIdField}, or a field like it: the id itself, or the last part of the URL of a results page. */
export function readRunId(input: Input, name = 'runId'): string {
	const given = input.text(name);
	if (!/^https?:\/\//i.test(given)) return given;
	const id = /\/test\/([^/?#]+)/.exec(given)?.[1];
	return (
		id ??
		input.refuse(
			name,
			'holds an address that is not a results page',
			'Use an address such as https://app.preclinical.dev/test/7c9e6679-7425-40de-944b-e07fc1f90ae7, or the ID alone.',
		)
	);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the id of an agent, a suite or a scenario. If it is not a UUID, a self-hosted server would only respond with
 * HTTP 500.
 */
export function readUuid(input: Input, name: string, id = input.text(name)): string {
	return UUID.test(id)
		? id.toLowerCase()
		: input.refuse(
				name,
				`is not an ID: ${id}`,
				'IDs are UUIDs such as 6ba7b810-9dad-11d1-80b4-00c04fd430c8.',
			);
}

/** Reads a list of ids, each once. Throws if there is none. */
export function readUuids(input: Input, name: string, advice?: string): string[] {
	const ids = input.list(name);
	if (ids.length === 0) input.refuse(name, 'is empty', advice);
	return [...new Set(ids.map((id) => readUuid(input, name, id)))];
}

/** Throws because a parameter has a value that is for the `only` flavour. */
export function refuseFlavour(input: Input, name: string, only: Flavour): never {
	const where = only === 'hosted' ? 'the hosted Preclinical' : 'a self-hosted server';
	return input.refuse(name, `is only for ${where}`, 'Remove the field, or choose another credential.');
}

/** Throws, before any request, for a self-hosted server. `what` is a plural, e.g. `Webhooks`. */
export async function requireHosted({ ctx, itemIndex }: OperationCall, what: string): Promise<void> {
	await refuseSelfHosted(ctx, `${what} exist only in the hosted Preclinical`, itemIndex);
}

/** Throws `message` if the credential is for the hosted service. */
export async function refuseHosted(ctx: ApiContext, message: string, itemIndex?: number): Promise<void> {
	if ((await flavourOf(ctx, itemIndex)) === 'selfHosted') return;
	throw new NodeOperationError(ctx.getNode(), message, {
		itemIndex,
		description: 'Nothing was sent. Only a self-hosted server can do this.',
	});
}

/** Throws `message` if the credential is for a self-hosted server. */
export async function refuseSelfHosted(
	ctx: ApiContext,
	message: string,
	itemIndex?: number,
	description = 'The credential is set to a self-hosted server, which has nothing of the kind.',
): Promise<void> {
	if ((await flavourOf(ctx, itemIndex)) === 'hosted') return;
	throw new NodeOperationError(ctx.getNode(), message, { itemIndex, description });
}
