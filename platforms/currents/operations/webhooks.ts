/** The five webhook operations: the project's HTTP webhooks, for set-ups that the trigger does not make. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject, objectOf } from '../../../core/text/json';
import { additionalFieldsCollection, updateFieldsCollection } from '../../../n8n/parameters/fields';
import { hostOf } from '../../shared/hostOf';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import type { OperationCall } from '../../../n8n/items/contract';
import type { WebhookFields } from '../api';
import { projectField, webhookEventOptions, webhookIdField } from '../fields';
import type { CurrentsWebhook } from '../wire';

const urlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/test-runs',
	description: 'Public address that Currents calls',
};

const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	default: ['RUN_FINISH'],
	options: webhookEventOptions,
	description: 'What Currents calls the address for',
};

const headersField: INodeProperties = {
	displayName: 'Headers',
	name: 'headers',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "x-token": "..." }',
	description:
		'Headers that Currents sends along, as a JSON object of texts. Put a secret here and check it where the call arrives.',
};

const labelField: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nightly report',
	description: 'Name of the webhook in the dashboard, up to 255 characters',
};

/** Creates a webhook in a project. */
export const createWebhook: ItemOperation = {
	value: 'createWebhook',
	name: 'Create Webhook',
	action: 'Create a webhook',
	description: 'Register an HTTP webhook in a project',
	needsAllowance: true,
	fields: [
		projectField,
		{ ...urlField, required: true },
		{ ...eventsField, required: true },
		additionalFieldsCollection([headersField, labelField]),
	],
	async run(call) {
		const { input } = call;
		const fields: WebhookFields = {
			url: input.text('url'),
			hookEvents: someEvents(input),
			...optionalFields(input.group('additionalFields')),
		};
		const { oncePerItem } = await import('../../../n8n/items/startedRuns');
		const api = await webhooks(call);
		const create = async () => await api.createWebhook(input.text('projectId'), fields);
		return shown(await oncePerItem(call, 'create', create), call);
	},
};

/** Reads one webhook. */
export const getWebhook: ItemOperation = {
	value: 'getWebhook',
	name: 'Get Webhook',
	action: 'Get a webhook',
	description: 'Read one HTTP webhook',
	fields: [webhookIdField],
	async run(call) {
		return shown(await (await webhooks(call)).getWebhook(call.input.text('webhookId')), call);
	},
};

/** Lists the webhooks of a project. */
export const getManyWebhooks: ItemOperation = {
	value: 'getManyWebhooks',
	name: 'Get Many Webhooks',
	action: 'Get many webhooks',
	description: 'List the HTTP webhooks of a project',
	fields: [projectField],
	async run(call) {
		const all = await (await webhooks(call)).listWebhooks(call.input.text('projectId'));
		return all.map((webhook) => shown(webhook, call));
	},
};

/** Changes the given fields of a webhook. */
export const updateWebhook: ItemOperation = {
	value: 'updateWebhook',
	name: 'Update Webhook',
	action: 'Update a webhook',
	description: 'Change the address, events, headers or label of an HTTP webhook',
	needsAllowance: true,
	fields: [webhookIdField, updateFieldsCollection([eventsField, headersField, labelField, urlField])],
	async run(call) {
		const { input } = call;
		const update = input.group('updateFields');
		const fields: WebhookFields = {
			url: update.optionalText('url'),
			hookEvents: update.has('events') ? someEvents(update) : undefined,
			...optionalFields(update),
		};
		const given = Object.entries(fields).filter(([, value]) => value !== undefined);
		if (given.length === 0) input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		const webhookId = input.text('webhookId');
		return shown(await (await webhooks(call)).updateWebhook(webhookId, Object.fromEntries(given)), call);
	},
};

/** Deletes a webhook for good. */
export const deleteWebhook: ItemOperation = {
	value: 'deleteWebhook',
	name: 'Delete Webhook',
	action: 'Delete a webhook',
	description: 'Remove an HTTP webhook permanently',
	needsAllowance: true,
	fields: [webhookIdField],
	async run(call) {
		await (await webhooks(call)).deleteWebhook(call.input.text('webhookId'));
		return { deleted: true };
	},
};

async function webhooks({ ctx, itemIndex }: OperationCall) {
	const { currentsApi } = await import('../api');
	return currentsApi(ctx, itemIndex);
}

/**
 * Header values are secrets as a rule, among them the ones of our own triggers: only their names are shown. An agent is
 * shown no more than the host of an address.
 */
function shown(webhook: CurrentsWebhook, { byAgent }: OperationCall): IDataObject {
	const shownUrl = byAgent ? { url: hostOf(webhook.url) } : {};
	if (!webhook.headers) return { ...webhook, ...shownUrl };
	const names = headerNames(webhook.headers);
	const headers = JSON.stringify(Object.fromEntries(names.map((name) => [name, '***'])));
	return { ...webhook, ...shownUrl, headers };
}

function headerNames(headers: string): string[] {
	try {
		return Object.keys(objectOf(JSON.parse(headers)));
	} catch {
		return [];
	}
}

function optionalFields(input: Input): WebhookFields {
	return { headers: headersText(input), label: input.optionalText('label') };
}

/** What an empty list of events subscribes to is undocumented, so it is never sent. */
function someEvents(input: Input): string[] {
	const events = input.list('events');
	return events.length > 0 ? events : input.refuse('events', 'is empty', 'Choose at least one event.');
}

/** Currents takes headers as a JSON object in a text, at most 4096 characters. */
function headersText(input: Input): string | undefined {
	const headers = input.json('headers');
	if (headers === undefined) return undefined;
	if (!isObject(headers) || Object.values(headers).some((value) => typeof value !== 'string')) {
		return input.refuse('headers', 'must be a JSON object whose values are texts');
	}
	const text = JSON.stringify(headers);
	if (text === '{}') return undefined;
	return text.length <= 4096 ? text : input.refuse('headers', 'is longer than 4096 characters');
}
