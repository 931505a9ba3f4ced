/** What the webhook operations share: who has webhooks, how the parameters are sent, and what is shown of a webhook. */
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../n8n/items/contract';
import type { Input } from '../../n8n/parameters/input';
import { hostOf } from '../shared/hostOf';
import { requireHosted } from './fields';
import { webhooksApi } from './hostedApi';
import { maskToken } from './token';
import type { PreclinicalWebhook, WebhookFields } from './wire';

/** The webhook calls. Throws, before any request, for a self-hosted server, which has none. */
export async function webhooksOf(call: OperationCall) {
	await requireHosted(call, 'Webhooks');
	return webhooksApi(call.ctx, call.itemIndex);
}

/** Reads `optionalWebhookFields`. */
export function readWebhookFields(input: Input): WebhookFields {
	const fields: WebhookFields = {
		description: input.optionalText('description'),
		is_enabled: input.optionalFlag('enabled'),
		secret: input.optionalText('secret'),
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The URL of one of our triggers holds its token. An agent is shown no more than the host of an address. */
export function shownWebhook(webhook: PreclinicalWebhook, { byAgent }: OperationCall): IDataObject {
	return { ...webhook, url: byAgent ? hostOf(webhook.url) : maskToken(String(webhook.url)) };
}
