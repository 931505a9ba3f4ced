/** Deliveries that another node received. */
import { isObject, type JsonMap } from '../../core/text/json';
import type { Delivery } from '../../n8n/webhooks/contract';

/**
 * Reads what another node put out: the item of a Webhook node holds `headers`, `query` and `body`; anything else,
 * such as an item of a platform's own trigger, is the body itself. A body that came as text is parsed.
 */
export function caughtDelivery(item: unknown, receivedAt: string): Delivery {
	const isRequest = isObject(item) && isObject(item.headers) && 'body' in item;
	const { headers, query, body }: JsonMap = isRequest ? item : { body: item };
	return {
		headers: lowerCased(isObject(headers) ? headers : {}),
		query: isObject(query) ? query : {},
		// Item data holds no bytes; nothing is verified with them here.
		rawBody: null,
		body: parsed(body),
		receivedAt,
	};
}

function lowerCased(headers: JsonMap): Delivery['headers'] {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body.trim()) as unknown;
	} catch {
		return body;
	}
}
