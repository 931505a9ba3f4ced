import { request, type IncomingHttpHeaders } from 'node:http';

/** A request to send. */
export interface OutgoingRequest {
	/** The default is POST. */
	method?: string;
	/** `undefined` as a value removes a header that is sent by default. */
	headers?: Record<string, string | undefined>;
	/** Sent unchanged. If there is a body, `Content-Type: application/json` is the default. */
	body?: string | Buffer;
}

/** A complete response. */
export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
	/** The parsed body if it is JSON, otherwise the text. */
	body: unknown;
}

/** Sends one request on a new connection and reads the complete response. */
export async function sendRequest(
	url: string,
	{ method, headers, body }: OutgoingRequest = {},
): Promise<Answer> {
	return await new Promise((resolve, reject) => {
		const outgoing = request(url, { method: method ?? 'POST', agent: false }, (incoming) => {
			const chunks: Buffer[] = [];
			incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
			incoming.on('error', reject);
			incoming.on('end', () => {
				const text = Buffer.concat(chunks).toString();
				const isJson = /json/.test(incoming.headers['content-type'] ?? '');
				const parsed: unknown = isJson ? JSON.parse(text) : text;
				resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parsed });
			});
		});
		outgoing.on('error', reject);
		if (body !== undefined) outgoing.setHeader('content-type', 'application/json');
		for (const [name, value] of Object.entries(headers ?? {})) {
			if (value === undefined) outgoing.removeHeader(name);
			else outgoing.setHeader(name, value);
		}
		outgoing.end(body);
	});
}
