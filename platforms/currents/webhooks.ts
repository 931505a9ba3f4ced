/** What the webhook operations share: the fields that are sent, and the output. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, objectOf } from '../../core/text/json';
import type { OperationCall } from '../../n8n/items/contract';
import type { Input } from '../../n8n/parameters/input';
import { hostOf } from '../shared/hostOf';
import type { WebhookFields } from './api';
import type { CurrentsWebhook } from './wire';

/**
 * Values of headers are usually secrets, including those of our own triggers, so only the names are output. An AI agent
 * also gets only the host of a URL.
 */
export function shownWebhook(webhook: CurrentsWebhook, { byAgent }: OperationCall): IDataObject {
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

/** `headers` and `label` for a request. */
export function optionalWebhookFields(input: Input): WebhookFields {
	return { headers: headersText(input), label: input.optionalText('label') };
}

/** undocumented: what an empty list of events subscribes to, so it is never sent. */
export function someEvents(input: Input): string[] {
	const events = input.list('events');
	return events.length > 0 ? events : input.refuse('events', 'is empty', 'Choose at least one event.');
}

/** Currents requires headers as a JSON object in a text of at most 4096 characters. */
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
