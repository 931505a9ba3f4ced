/**
 * Sends one request to a platform: authentication by n8n, retries that never repeat a write, JSON responses, and
 * helpful errors without secrets.
 */
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { sharedBudget, type Limit } from './budget';
import { pause } from './pause';
import { networkFault, platformError } from './errors';
import type { Fault } from './fault';
import { unusableIdIn } from './ids';
import { multipart } from './multipart';
import { usualBudget } from './patience';
import { queryString } from './query';
import { mayRepeat, pauseBefore } from './retry';
import type { ApiContext, Call, FileContent, FileReceiver, Service } from './contract';

const ATTEMPT_TIMEOUT_MS = 30_000;

/** As much of an error is read where a file was expected. */
const MOST_ERROR_BYTES = 64 * 1024;

/**
 * Sends a call and returns what its `pick` extracts from the response.
 *
 * @throws NodeApiError with the HTTP status in `httpCode`, the platform's error text and what to do next
 */
export async function send<T>(ctx: ApiContext, service: Service, call: Call<T>, itemIndex = 0): Promise<T> {
	const fail = async (fault: Fault) => {
		// Read the credential again: the user may have changed it during a long wait, and the new key must be masked as
		// well.
		const credentials = await ctx.getCredentials(service.credential, itemIndex);
		return platformError(ctx.getNode(), service, call, fault, credentials, itemIndex);
	};

	const unusable = unusableIdIn(call.path);
	if (unusable !== null) throw await fail({ kind: 'id', id: unusable });

	let url: string;
	try {
		url = (await baseUrlOf(ctx, service, itemIndex)) + call.path + queryString(call.query);
	} catch (error) {
		throw await fail({ kind: 'setup', words: (error as Error).message });
	}

	const repeat = call.repeat ?? (call.method === 'GET' ? 'reads' : 'undelivered');
	const budget = call.budget ?? usualBudget(ctx);
	for (let attempt = 1; ; attempt++) {
		const outcome = await once(ctx, service, call, url, budget.leftMs());
		if (outcome.fault === undefined) {
			if (call.method !== 'GET') noteWrite(ctx, itemIndex);
			return outcome.value;
		}

		const next = mayRepeat(repeat, outcome.fault) ? pauseBefore(attempt, outcome.fault) : null;
		if (next === null || !budget.grant(next)) throw await fail(outcome.fault);
		if (!(await pause(next.ms, cancelSignal(ctx)))) throw await fail({ kind: 'canceled' });
	}
}

/** Sends the calls of one context to one service. */
export interface Caller {
	/** Like {@link send}. */
	<T>(call: Call<T>): Promise<T>;
	/** Logs that a list may lack entries. */
	warn(doubt: string): void;
}

/** A caller whose calls share a time limit; without one each call has the usual limit of its own. */
export function callerOf(service: Service, ctx: ApiContext, itemIndex = 0, limit?: Limit): Caller {
	const budget = sharedBudget(limit);
	const call = async <T>(details: Call<T>) => await send(ctx, service, { budget, ...details }, itemIndex);
	return Object.assign(call, { warn: warnOf(ctx, service) });
}

/** The items for which a write was carried out, per execution of a node. */
const written = new WeakMap<ApiContext, Set<number>>();

function noteWrite(ctx: ApiContext, itemIndex: number): void {
	written.set(ctx, (written.get(ctx) ?? new Set()).add(itemIndex));
}

/** Whether a platform has carried out a call other than a read for this item, in this execution of the node. */
export function hasWritten(ctx: ApiContext, itemIndex: number): boolean {
	return written.get(ctx)?.has(itemIndex) === true;
}

/** Base URLs by credential and item, per execution of a node. */
const baseUrls = new WeakMap<ApiContext, Map<string, string>>();

/**
 * Base URL of the API, from the credential. It is cached because reading a credential takes n8n longer than sending a
 * request, and n8n reads it again for each request anyway.
 *
 * @throws Error with a plain sentence if the URL in the credential is not usable
 */
export async function baseUrlOf(ctx: ApiContext, service: Service, itemIndex = 0): Promise<string> {
	const known = baseUrls.get(ctx) ?? new Map<string, string>();
	baseUrls.set(ctx, known);
	const key = `${service.credential} ${itemIndex}`;
	const baseUrl = known.get(key) ?? service.baseUrl(await ctx.getCredentials(service.credential, itemIndex));
	known.set(key, baseUrl);
	return baseUrl;
}

/** The signal that is aborted when the execution is stopped, in contexts that have one. */
export function cancelSignal(ctx: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal() : undefined;
}

/** The same context without the abort signal, for requests that must be sent even after the execution was stopped. */
export function unstoppable<Context extends ApiContext>(ctx: Context): Context {
	return endedBy(ctx, undefined);
}

/** Replaces the abort signal of a context: n8n uses it for every request that is sent through the context. */
function endedBy<Context extends ApiContext>(ctx: Context, signal: AbortSignal | undefined): Context {
	return Object.create(ctx, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}

/**
 * Returns a function that warns that a list of this service may be incomplete, in the log and as a hint in the output
 * panel.
 */
export function warnOf(ctx: ApiContext, { name }: Service) {
	return (doubt: string): void => {
		const message = `${name}: ${doubt}`;
		ctx.logger.warn(message);
		if ('addExecutionHints' in ctx) ctx.addExecutionHints({ message, location: 'outputPane' });
	};
}

type Outcome<T> = { fault?: undefined; value: T } | { fault: Fault };

async function once<T>(
	ctx: ApiContext,
	service: Service,
	call: Call<T>,
	url: string,
	remainingMs: number,
): Promise<Outcome<T>> {
	// A file arrives within one attempt, however long it is.
	const isLong = call.file !== undefined || call.slow === true;
	const timeout = isLong ? remainingMs : Math.min(ATTEMPT_TIMEOUT_MS, remainingMs);
	const stopped = cancelSignal(ctx);
	// n8n's own timeout starts again with each byte that arrives, so it does not limit the total time.
	const late = AbortSignal.timeout(timeout);
	const bounded = endedBy(ctx, stopped ? AbortSignal.any([stopped, late]) : late);
	let response: IN8nHttpFullResponse;
	try {
		response = (await ctx.helpers.httpRequestWithAuthentication.call(bounded, service.credential, {
			method: call.method,
			url,
			...contentOf(call),
			timeout,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// Following a redirect would send the key to any address that it names.
			disableFollowRedirect: true,
		})) as IN8nHttpFullResponse;
	} catch (error) {
		if (stopped?.aborted) return { fault: { kind: 'canceled' } };
		return { fault: networkFault(error) };
	}
	noteClock(ctx, response.headers.date);
	if (call.file === undefined) return readResponse(response, service, call);
	const transfer: Transfer = {};
	return await readFile(response, service, call, call.file, transfer)
		.catch((error: unknown): Outcome<T> => {
			if (stopped?.aborted) return { fault: { kind: 'canceled' } };
			// An error of n8n's own store: another download would not help, and the platform is not to blame.
			if (transfer.error === undefined && !late.aborted) throw error;
			return { fault: networkFault(transfer.error ?? error) };
		})
		.finally(() => (response.body as FileContent).destroy());
}

/** The latest `Date` header, per execution of a node. */
const clocks = new WeakMap<ApiContext, number>();

function noteClock(ctx: ApiContext, date: unknown): void {
	const time = Date.parse(String(date));
	if (Number.isFinite(time)) clocks.set(ctx, time);
}

/** The time of the platform, in epoch milliseconds, by its latest response; `null` if that did not tell it. */
export function platformTime(ctx: ApiContext): number | null {
	return clocks.get(ctx) ?? null;
}

function contentOf({ body, file, files }: Call): Pick<IHttpRequestOptions, 'body' | 'encoding' | 'headers'> {
	if (file !== undefined) return { encoding: 'stream', headers: { accept: file.mediaType } };
	const accept = 'application/json';
	if (files === undefined) return { body, headers: { accept } };
	const form = multipart(files);
	return { body: form.body, headers: { accept, 'content-type': form.contentType } };
}

function readResponse<T>(
	{ statusCode, body, headers }: IN8nHttpFullResponse,
	service: Service,
	call: Call<T>,
): Outcome<T> {
	const json = parseBody(body);
	if (isSuccess(statusCode) && service.refuses?.(json) !== true) {
		const isText = json === undefined && call.plainTextToo === true && !isPage(body);
		const value = json !== undefined || isText ? call.pick(json ?? null, textIn(body, isText)) : undefined;
		if (value === undefined) return { fault: { kind: 'unreadable', status: statusCode } };
		return call.isAbout?.(value) === false ? { fault: { kind: 'other', status: statusCode } } : { value };
	}
	if (statusCode >= 300 && statusCode < 400) return { fault: { kind: 'redirect', status: statusCode } };
	if (call.answersToo?.includes(statusCode) && json !== undefined) {
		const value = call.pick(json);
		if (value !== undefined) return { value };
	}
	return {
		fault: {
			kind: 'refused',
			status: statusCode,
			words: service.errorText(json === undefined ? plainText(body) : json),
			retryAfter: headers['retry-after'],
		},
	};
}

/** Passes a file on, or reads the error that came in its place. Throws if the transfer breaks off. */
async function readFile<T>(
	response: IN8nHttpFullResponse,
	service: Service,
	call: Call<T>,
	{ mediaType, store }: FileReceiver<T>,
	transfer: Transfer,
): Promise<Outcome<T>> {
	const content = response.body as FileContent;
	const type = String(response.headers['content-type'] ?? '').split(';')[0];
	if (isSuccess(response.statusCode) && type.trim().toLowerCase() === mediaType) {
		return { value: await store(watched(content, transfer)) };
	}
	const body = await beginningOf(watched(content, transfer));
	if (isSuccess(response.statusCode)) return { fault: { kind: 'unreadable', status: response.statusCode } };
	return readResponse({ ...response, body }, service, call);
}

/** What became of the transfer of a body. */
interface Transfer {
	/** With what it broke off. */
	error?: unknown;
}

/**
 * The same body, which notes in `transfer` when it breaks off. The error of a stream cannot be asked for that: whoever
 * stores the stream ends it with its own error.
 */
function watched(content: FileContent, transfer: Transfer): FileContent {
	const note = (error: unknown): never => {
		transfer.error = error;
		throw error;
	};
	async function* parts(): AsyncGenerator<unknown> {
		const incoming = content[Symbol.asyncIterator]();
		// Not `yield*`, which would also throw here what ends the storing.
		for (let part = await incoming.next().catch(note); !part.done; part = await incoming.next().catch(note)) {
			yield part.value;
		}
	}
	// Streams of Node inherit `from`; the class itself is in a module that the package may not import.
	const { from } = content.constructor as unknown as { from(parts: AsyncIterable<unknown>): FileContent };
	return from(parts());
}

/** The first part of a body as text, which is enough for an error message. The rest is not read. */
async function beginningOf(content: FileContent): Promise<string> {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const part of content) {
		parts.push(Buffer.from(part as Buffer));
		length += parts.at(-1)!.length;
		if (length >= MOST_ERROR_BYTES) break;
	}
	return Buffer.concat(parts).toString('utf8');
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

function textIn(body: unknown, isText: boolean): string | undefined {
	return isText ? String(body) : undefined;
}

/** Longer texts are no message. */
const LONGEST_MESSAGE = 100_000;

/** The body if it is a message for a person. An HTML page is not. Whole, since secrets in it are yet to be masked. */
function plainText(body: unknown): string | null {
	const text = String(body).trim();
	return isPage(text) || text.length > LONGEST_MESSAGE ? null : text;
}

function isPage(body: unknown): boolean {
	return String(body).trimStart().startsWith('<');
}

/** The parsed JSON; `null` if the body is empty, `undefined` for anything else, such as HTML. */
function parseBody(body: unknown): unknown {
	if (body === '' || body === null || body === undefined) return null;
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return undefined;
	}
}
