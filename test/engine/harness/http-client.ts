import { request, type IncomingHttpHeaders } from 'node:http';

/** A request to send. */
export interface OutgoingRequest {
	/** Default POST. */
	method?: string;
	/** A value of undefined removes the header that would be sent by default. */
	headers?: Record<string, string | undefined>;
	/** Sent as it is; with a body, `Content-Type: application/json` is the default. */
	body?: string | Buffer;
}

/** A complete answer. */
export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
	/** The parsed body when it is JSON, else the text. */
	body: unknown;
}

/** Sends one request on a connection of its own and reads the whole answer. */
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
