/**
 * One request to a platform: authentication by n8n, retries that never repeat a write, answers as JSON,
 * and errors in words that help, with no secret in them.
 */
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { oneLine } from '../../core/text/words';
import { sharedBudget } from './budget';
import { pause } from './pause';
import { networkFault, platformError } from './errors';
import type { Fault } from './fault';
import { unusableIdIn } from './ids';
import { multipart } from './multipart';
import { usualBudget } from './patience';
import { queryString } from './query';
import { mayRepeat, pauseBefore } from './retry';
import type { ApiContext, Service, Call } from './contract';

const ATTEMPT_TIMEOUT_MS = 30_000;

/**
 * Sends a call and gives what its `pick` takes from the answer.
 *
 * @throws NodeApiError with the HTTP status in `httpCode`, the platform's words and what to do next.
 */
export async function send<T>(ctx: ApiContext, service: Service, call: Call<T>, itemIndex = 0): Promise<T> {
	const fail = async (fault: Fault) => {
		// As it is by now: it may have been changed during a wait of hours, and no error may tell the new key either.
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
	/** As {@link send} does. */
	<T>(call: Call<T>): Promise<T>;
	/** Says of a list that it may lack entries. */
	warn(doubt: string): void;
}

/** A caller whose calls share a time limit of `budgetMs`; without one each has the usual one of its own. */
export function callerOf(service: Service, ctx: ApiContext, itemIndex = 0, budgetMs?: number): Caller {
	const budget = sharedBudget(budgetMs);
	const call = async <T>(details: Call<T>) => await send(ctx, service, { budget, ...details }, itemIndex);
	return Object.assign(call, { warn: warnOf(ctx, service) });
}

/** The items for which something was written, for as long as a node is executed. */
const written = new WeakMap<ApiContext, Set<number>>();

function noteWrite(ctx: ApiContext, itemIndex: number): void {
	written.set(ctx, (written.get(ctx) ?? new Set()).add(itemIndex));
}

/** Whether a platform has carried out a call for this item, in this execution of the node, that was no read. */
export function hasWritten(ctx: ApiContext, itemIndex: number): boolean {
	return written.get(ctx)?.has(itemIndex) === true;
}

/** By credential and item, for as long as a node is executed. */
const baseUrls = new WeakMap<ApiContext, Map<string, string>>();

/**
 * Base URL of the API as the credential has it. It is kept, since n8n takes longer to read a credential than to send a
 * request, and reads it for each request itself.
 *
 * @throws Error with a plain sentence when the one in the credential is unusable.
 */
export async function baseUrlOf(ctx: ApiContext, service: Service, itemIndex = 0): Promise<string> {
	const known = baseUrls.get(ctx) ?? new Map<string, string>();
	baseUrls.set(ctx, known);
	const key = `${service.credential} ${itemIndex}`;
	const baseUrl = known.get(key) ?? service.baseUrl(await ctx.getCredentials(service.credential, itemIndex));
	known.set(key, baseUrl);
	return baseUrl;
}

/** Signal of a stopped execution, in the contexts that have one. */
export function cancelSignal(ctx: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal() : undefined;
}

/** The same context for requests that are sent although, or because, the execution has been stopped. */
export function unstoppable<Context extends ApiContext>(ctx: Context): Context {
	return endedBy(ctx, undefined);
}

/** n8n binds every request to the signal of the context that it is called with. */
function endedBy<Context extends ApiContext>(ctx: Context, signal: AbortSignal | undefined): Context {
	return Object.create(ctx, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}

/** What tells the person who looks at the execution, and the log, that a list of this service may lack entries. */
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
	const timeout = Math.min(ATTEMPT_TIMEOUT_MS, remainingMs);
	const stopped = cancelSignal(ctx);
	// n8n's own timeout begins anew with each byte that arrives.
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
			// A redirect would carry the key to wherever it points.
			disableFollowRedirect: true,
		})) as IN8nHttpFullResponse;
	} catch (error) {
		if (stopped?.aborted) return { fault: { kind: 'canceled' } };
		return { fault: networkFault(error) };
	}
	return readResponse(response, service, call);
}

function contentOf({ body, files }: Call): Pick<IHttpRequestOptions, 'body' | 'headers'> {
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
	const isSuccess = statusCode >= 200 && statusCode < 300 && service.refuses?.(json) !== true;
	if (isSuccess) {
		const isText = json === undefined && call.plainTextToo === true && !isPage(body);
		const value = json !== undefined || isText ? call.pick(json ?? null) : undefined;
		if (value === undefined) return { fault: { kind: 'unreadable', status: statusCode } };
		return call.isAbout?.(value) === false ? { fault: { kind: 'other', status: statusCode } } : { value };
	}
	if (statusCode >= 300 && statusCode < 400) return { fault: { kind: 'redirect', status: statusCode } };
	return {
		fault: {
			kind: 'refused',
			status: statusCode,
			words: service.errorText(json === undefined ? plainText(body) : json),
			retryAfter: headers['retry-after'],
		},
	};
}

/** What a person wrote for a person; an HTML page is none. */
function plainText(body: unknown): string | null {
	return isPage(body) ? null : oneLine(String(body), 300);
}

function isPage(body: unknown): boolean {
	return String(body).trimStart().startsWith('<');
}

/** JSON, `null` for an empty body, `undefined` for anything else such as an HTML page. */
function parseBody(body: unknown): unknown {
	if (body === '' || body === null || body === undefined) return null;
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return undefined;
	}
}
