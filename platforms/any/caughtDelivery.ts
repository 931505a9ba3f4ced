/** Deliveries that another node received. */
import { isObject, type JsonMap } from '../../core/text/json';
import type { Delivery } from '../../n8n/webhooks/contract';

/**
 * Reads the output of another node. The item of a Webhook node contains `headers`, `query` and `body`; any other item,
 * e.g. of a platform's own trigger, is the body itself. A body that arrives as text is parsed.
 */
export function caughtDelivery(item: unknown, receivedAt: string): Delivery {
	const isRequest = isObject(item) && isObject(item.headers) && 'body' in item;
	const { headers, query, body }: JsonMap = isRequest ? item : { body: item };
	return {
		headers: lowerCased(isObject(headers) ? headers : {}),
		query: isObject(query) ? query : {},
		// Item data contains no bytes. They are not needed, since nothing is verified here.
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
