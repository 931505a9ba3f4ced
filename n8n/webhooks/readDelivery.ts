/** Takes what a webhook request holds. */
import type { IWebhookFunctions } from 'n8n-workflow';

import type { Delivery } from './contract';

/** What n8n adds to the request. */
interface Request {
	/** Set once the body was read, never for multipart bodies. */
	rawBody?: unknown;
	/** Whether the body was not read yet. */
	readable?: boolean;
	/** Rejects for a body that is too large, or breaks off. */
	readRawBody?(): Promise<void>;
}

/** Larger bodies are left to n8n, which reads those of the usual media types itself. */
const LARGEST_PARSED = 1024 * 1024;

/** The delivery as the platform sent it. A body that cannot be read is `null`, in bytes and parsed. */
export async function readDelivery(ctx: IWebhookFunctions): Promise<Delivery> {
	const rawBody = await bytesOf(ctx.getRequestObject() as unknown as Request);
	const parsed: unknown = ctx.getBodyData();
	return {
		headers: ctx.getHeaderData() as Delivery['headers'],
		query: ctx.getQueryData() as Delivery['query'],
		rawBody,
		// n8n parses by the media type, and some platforms leave unsaid which one they send.
		body: typeof parsed === 'object' ? parsed : parse(rawBody),
		receivedAt: new Date().toISOString(),
	};
}

/** n8n has read the bytes of a media type that it knows; those of others only when asked to. */
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
		// Trimming takes a byte order mark away as well.
		return JSON.parse(String(rawBody).trim());
	} catch {
		return null;
	}
}
