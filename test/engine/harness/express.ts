import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGunzip, createInflate } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { cameOut } from './secrets';

/** The parts of an Express request that nodes use, including what n8n adds. */
export interface WebhookRequest extends Omit<IncomingMessage, 'rawBody'> {
	originalUrl: string;
	path: string;
	protocol: string;
	query: IDataObject;
	params: IDataObject;
	cookies: IDataObject;
	/** Media type in lower case, without parameters. */
	contentType: string | undefined;
	encoding: BufferEncoding;
	/** The bytes of the body, decompressed; set after the body was read, never for multipart requests. */
	rawBody?: Buffer;
	/** The parsed body; undefined if it is empty or of a type that n8n does not parse. */
	body?: unknown;
	readRawBody(): Promise<void>;
	header(name: string): string | string[] | undefined;
	get(name: string): string | string[] | undefined;
}

/** The parts of an Express response that n8n and nodes use. */
export interface WebhookResponse extends ServerResponse {
	status(code: number): WebhookResponse;
	set(name: string, value: string): WebhookResponse;
	header(name: string, value: string): WebhookResponse;
	type(mediaType: string): WebhookResponse;
	send(body?: unknown): WebhookResponse;
	json(body?: unknown): WebhookResponse;
	sendStatus(code: number): WebhookResponse;
}

/** Adds to a plain request what Express and n8n's first middleware add. Does not read the body yet. */
export function expressRequest(req: IncomingMessage): WebhookRequest {
	const url = new URL(req.url ?? '/', 'http://127.0.0.1');
	const [mediaType, ...parameters] = (req.headers['content-type'] ?? '').split(';');
	const charset = /charset="?([^"]+)"?/i.exec(parameters.join(';'))?.[1] ?? 'utf-8';
	const header = (name: string) => req.headers[name.toLowerCase()];
	const request: WebhookRequest = Object.assign(req, {
		originalUrl: req.url ?? '/',
		path: url.pathname,
		protocol: 'http',
		query: queryOf(url),
		params: {},
		cookies: {},
		contentType: mediaType?.trim().toLowerCase() || undefined,
		encoding: charset as BufferEncoding,
		header,
		get: header,
		readRawBody: async () => {
			request.rawBody ??= await bytesOf(decompressed(req));
		},
	});
	return request;
}

/** Adds the methods of Express to a plain response. As in Express, responding twice throws. */
export function expressResponse(plain: ServerResponse): WebhookResponse {
	const res = plain as WebhookResponse;
	const set = (name: string, value: string) => res.setHeader(name, value) as WebhookResponse;
	return Object.assign(res, {
		set,
		header: set,
		type: (mediaType: string) => set('Content-Type', mediaType),
		status: (code: number) => {
			res.statusCode = code;
			return res;
		},
		json: (body?: unknown) => finish(res, JSON.stringify(body), 'application/json; charset=utf-8'),
		send: (body?: unknown) => send(res, body),
		sendStatus: (code: number) => res.status(code).send(String(code)),
	});
}

function send(res: WebhookResponse, body: unknown): WebhookResponse {
	if (Buffer.isBuffer(body)) return finish(res, body, 'application/octet-stream');
	if (typeof body === 'object' && body !== null) return res.json(body);
	return finish(res, body === undefined ? undefined : String(body), 'text/html; charset=utf-8');
}

function finish(res: WebhookResponse, body: string | Buffer | undefined, type: string): WebhookResponse {
	if (body !== undefined && !res.hasHeader('Content-Type')) res.setHeader('Content-Type', type);
	res.setHeader('Content-Length', Buffer.byteLength(body ?? ''));
	res.end(cameOut('answer', body));
	cameOut('headers of answer', res.getHeaders());
	return res;
}

function queryOf(url: URL): IDataObject {
	const names = new Set(url.searchParams.keys());
	const value = (name: string) => {
		const all = url.searchParams.getAll(name);
		return all.length > 1 ? all : all[0];
	};
	return Object.fromEntries([...names].map((name) => [name, value(name)]));
}

function decompressed(req: IncomingMessage): NodeJS.ReadableStream {
	if (req.headers['content-encoding'] === 'gzip') return req.pipe(createGunzip());
	if (req.headers['content-encoding'] === 'deflate') return req.pipe(createInflate());
	return req;
}

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}
