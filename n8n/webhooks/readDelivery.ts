/** Reads a webhook request. */
import type { IWebhookFunctions } from 'n8n-workflow';

import type { Delivery } from './contract';

/** Properties that n8n adds to the request object. */
interface Request {
	/** Set after the body was read; never set for multipart bodies. */
	rawBody?: unknown;
	/** Whether the body is still unread. */
	readable?: boolean;
	/** Rejects if the body is too large or incomplete. */
	readRawBody?(): Promise<void>;
}

/** We do not parse larger bodies. n8n itself parses bodies of the usual media types. */
const LARGEST_PARSED = 1024 * 1024;

/** The request as a delivery. If the body cannot be read, both its bytes and its parsed value are `null`. */
export async function readDelivery(ctx: IWebhookFunctions): Promise<Delivery> {
	const rawBody = await bytesOf(ctx.getRequestObject() as unknown as Request);
	const parsed: unknown = ctx.getBodyData();
	return {
		headers: ctx.getHeaderData() as Delivery['headers'],
		query: ctx.getQueryData() as Delivery['query'],
		rawBody,
		// n8n parses the body only for media types that it knows, and some platforms do not document which one they
		// send.
		body: typeof parsed === 'object' ? parsed : parse(rawBody),
		receivedAt: new Date().toISOString(),
	};
}

/** n8n reads the bytes itself for the media types that it knows, and for others only on request. */
async function bytesOf(request: Request): Promise<Buffer | null> {
	try {
		if (request.readable) await request.readRawBody?.();
	} catch {
		return null;
	}
	return Buffer.isBuffer(request.rawBody) ? request.rawBody : null;
}

function parse(rawBody: Buffer | null): unknown {
	if (rawBody !== null && rawBody.length > LARGEST_PARSED) return null;
	try {
		// `trim` also removes a byte order mark, which `JSON.parse` rejects.
		return JSON.parse(String(rawBody).trim());
	} catch {
		return null;
	}
}
