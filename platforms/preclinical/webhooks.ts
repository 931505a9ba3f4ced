/** What the webhook operations share: the check of the flavour, the fields that are sent, and the output. */
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../n8n/items/contract';
import type { Input } from '../../n8n/parameters/input';
import { hostOf } from '../shared/hostOf';
import { requireHosted } from './fields';
import { webhooksApi } from './hostedApi';
import { maskToken } from './token';
import type { PreclinicalWebhook, WebhookFields } from './wire';

/** The calls for webhooks. Throws, before any request, for a self-hosted server, which has none. */
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

/** The URL of one of our triggers contains its token, so it is masked. An AI agent gets only the host of a URL. */
export function shownWebhook(webhook: PreclinicalWebhook, { byAgent }: OperationCall): IDataObject {
	return { ...webhook, url: byAgent ? hostOf(webhook.url) : maskToken(String(webhook.url)) };
}
