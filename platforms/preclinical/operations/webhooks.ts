/** The webhook operations: for set-ups that the trigger does not make. Hosted only. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalFieldsCollection,
	filtersCollection,
	updateFieldsCollection,
} from '../../../n8n/parameters/fields';
import { hostOf } from '../../shared/hostOf';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import type { OperationCall } from '../../../n8n/items/contract';
import { requireHosted, scopeFields, webhookIdField } from '../fields';
import { maskToken } from '../token';
import type { PreclinicalWebhook, WebhookFields } from '../wire';

const urlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/test-runs',
	description: 'Public address that Preclinical calls when a run has ended',
};

const optionalFields: INodeProperties[] = [
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

/** Creates a webhook for the organization or for one agent. */
export const createWebhook: ItemOperation = {
	value: 'createWebhook',
	name: 'Create Webhook',
	action: 'Create a webhook',
	description: 'Register a webhook for the organization or for one agent; each has room for one',
	needsAllowance: true,
	fields: [...scopeFields, { ...urlField, required: true }, additionalFieldsCollection(optionalFields)],
	async run(call) {
		const { input } = call;
		const api = await webhooks(call);
		const agentId = input.text('scope') === 'agent' ? input.text('agentId') : undefined;
		const fields = { url: input.text('url'), ...readFields(input.group('additionalFields')) };
		const { oncePerItem } = await import('../../../n8n/items/startedRuns');
		const wanted = agentId === undefined ? fields : { ...fields, agent_id: agentId };
		return shown(await oncePerItem(call, 'create', async () => await api.create(wanted)), call);
	},
};

/** Reads one webhook. */
export const getWebhook: ItemOperation = {
	value: 'getWebhook',
	name: 'Get Webhook',
	action: 'Get a webhook',
	description: 'Read one webhook, with how many deliveries failed in a row',
	fields: [webhookIdField],
	async run(call) {
		return shown(await (await webhooks(call)).get(call.input.text('webhookId')), call);
	},
};

/** Lists webhooks. */
export const getManyWebhooks: ItemOperation = {
	value: 'getManyWebhooks',
	name: 'Get Many Webhooks',
	action: 'Get many webhooks',
	description: 'List the webhooks of the organization and its agents',
	fields: [
		filtersCollection([
			{
				displayName: 'Agent ID',
				name: 'agentId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 6ba7b810-9dad-11d1-80b4-00c04fd430c8',
				description: 'Only what applies to this agent, by its ID',
			},
		]),
	],
	async run(call) {
		const agentId = call.input.group('filters').optionalText('agentId');
		return (await (await webhooks(call)).list(agentId)).map((webhook) => shown(webhook, call));
	},
};

/** Changes the given fields of a webhook. */
export const updateWebhook: ItemOperation = {
	value: 'updateWebhook',
	name: 'Update Webhook',
	action: 'Update a webhook',
	description: 'Change the address, description or secret of a webhook, or switch it on or off',
	needsAllowance: true,
	fields: [webhookIdField, updateFieldsCollection([...optionalFields, urlField])],
	async run(call) {
		const { input } = call;
		const api = await webhooks(call);
		const update = input.group('updateFields');
		const url = update.optionalText('url');
		const fields = { ...(url === undefined ? {} : { url }), ...readFields(update) };
		if (Object.keys(fields).length === 0) {
			input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		}
		return shown(await api.update(input.text('webhookId'), fields), call);
	},
};

/** Deletes a webhook for good. */
export const deleteWebhook: ItemOperation = {
	value: 'deleteWebhook',
	name: 'Delete Webhook',
	action: 'Delete a webhook',
	description: 'Remove a webhook permanently; where Preclinical cannot, it is switched off',
	needsAllowance: true,
	fields: [webhookIdField],
	async run(call) {
		const { removeWebhook } = await import('../registrar');
		const outcome = await removeWebhook(await webhooks(call), call.input.text('webhookId'));
		return outcome === 'deleted' ? { deleted: true } : { deleted: false, disabled: true };
	},
};

/** Has Preclinical send its sample delivery. A delivery that fails is an answer too, not an error. */
export const sendTestDelivery: ItemOperation = {
	value: 'sendTestDelivery',
	name: 'Send Test Delivery',
	action: 'Send a test delivery',
	description: 'Have Preclinical call a webhook with a sample, and tell how that went',
	fields: [webhookIdField],
	async run(call) {
		return await (await webhooks(call)).sendTest(call.input.text('webhookId'));
	},
};

async function webhooks(call: OperationCall) {
	await requireHosted(call, 'Webhooks');
	const { webhooksApi } = await import('../hostedApi');
	return webhooksApi(call.ctx, call.itemIndex);
}

function readFields(input: Input): WebhookFields {
	const fields: WebhookFields = {
		description: input.optionalText('description'),
		is_enabled: input.optionalFlag('enabled'),
		secret: input.optionalText('secret'),
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The URL of one of our triggers holds its token. An agent is shown no more than the host of an address. */
function shown(webhook: PreclinicalWebhook, { byAgent }: OperationCall): IDataObject {
	return { ...webhook, url: byAgent ? hostOf(webhook.url) : maskToken(String(webhook.url)) };
}
