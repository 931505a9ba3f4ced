/** Converts failed requests to errors for the user: what was tried, what the platform said, what to do. */
import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { segmentsOf } from './ids';
import { redact, secretsOf } from './redact';
import type { Call, Service } from './contract';
import { retryAfterMs } from './retry';
import type { Fault } from './fault';

/** Maximum length of a platform's error text, in characters. */
const LONGEST_WORDS = 2_000;

const NEVER_OPENED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

const NETWORK_REASONS: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name could not be looked up',
	EHOSTUNREACH: 'its host cannot be reached',
	ENETUNREACH: 'its network cannot be reached',
	ECONNABORTED: 'it did not answer in time',
	ERR_CANCELED: 'it did not answer in time',
	ETIMEDOUT: 'it did not answer in time',
	ECONNRESET: 'it closed the connection',
};

/** Classifies an error that n8n's request helper threw. */
export function networkFault(error: unknown): Fault {
	const { code, syscall } = innermost(error);
	const neverOpened = NEVER_OPENED.includes(code) || (code === 'ETIMEDOUT' && syscall === 'connect');
	return { kind: 'network', code, neverOpened };
}

/** HTTP status in an error of {@link platformError}; `null` if the platform did not respond. */
export function statusOf(error: unknown): number | null {
	return error instanceof NodeApiError && error.httpCode !== null ? Number(error.httpCode) : null;
}

/** The platform's error text in an error of {@link platformError}. */
export function wordsOf(error: unknown): string {
	return error instanceof NodeApiError ? String(error.context.platformWords ?? '') : '';
}

/** For `promise.catch(…)`: converts an error with one of these HTTP statuses to `null` and rethrows any other. */
export function nullOn(...statuses: number[]): (error: unknown) => null {
	return (error) => {
		if (statuses.includes(statusOf(error) ?? 0)) return null;
		throw error;
	};
}

/**
 * Whether the error is temporary, so that the same request may succeed later: no connection, too many requests, or an
 * error at the platform.
 */
export function isPassing(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.passing === true;
}

/** How long the platform asked us to wait, in milliseconds; `null` if it did not. */
export function askedToWaitMs(error: unknown): number | null {
	return error instanceof NodeApiError ? ((error.context.retryAfterMs as number | null) ?? null) : null;
}

/**
 * Whether the platform certainly did nothing. If this is not known, as with any error that is not from {@link
 * platformError}, the result is `false`.
 */
export function isSurelyUndone(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.surelyUndone === true;
}

/** Builds the error that is displayed to the user. */
export function platformError(
	node: INode,
	service: Service,
	call: Call,
	fault: Fault,
	credentials: ICredentialDataDecryptedObject,
	itemIndex: number,
): NodeApiError {
	const secrets = [...secretsOf(credentials, service.secretFields), ...(call.secrets ?? [])];
	const clean = (text: string) => redact(text, secrets);
	const status = 'status' in fault ? fault.status : undefined;
	// Mask secrets before shortening: a secret that was cut in half would no longer be recognized.
	const words = fault.kind === 'refused' && fault.words ? shortened(clean(fault.words)) : null;
	const { reason, advice } = explain(service, call, fault, words, credentials);
	const message = clean(`Could not ${call.purpose}: ${reason}`);
	const error = new NodeApiError(
		node,
		{ message },
		{
			message,
			description: clean([words && `${service.name} says: "${words}".`, advice].filter(Boolean).join(' ')),
			httpCode: status?.toString(),
			itemIndex,
		},
	);
	error.context.platformWords = words;
	// A secret that was entered as an ID is not repeated.
	error.context.unknownIds = unknownIds(call, fault).filter((id) => clean(id) === id);
	error.context.passing = passes(fault);
	error.context.surelyUndone = surelyUndone(fault);
	error.context.retryAfterMs = fault.kind === 'refused' ? retryAfterMs(fault.retryAfter) : null;
	return error;
}

/** Statuses with which platforms respond to an id that they do not know. */
export const NOT_FOUND = [400, 404, 410, 422];

/**
 * The ids in a request of which one may not exist: in each request that was not found, and in a read that was refused in
 * another way that platforms use for unknown ids.
 */
function unknownIds({ method, path, query = {}, body = {} }: Call, fault: Fault): string[] {
	if (fault.kind === 'id') return [fault.id];
	if (fault.kind !== 'refused' || !NOT_FOUND.includes(fault.status)) return [];
	if (fault.status !== 404 && method !== 'GET') return [];
	const named = Object.entries({ ...query, ...body }).filter(([name]) => /id$/i.test(name));
	return [...segmentsOf(path), ...named.map(([, value]) => String(value))];
}

/** Ids of {@link platformError} that the platform may not know, decoded; empty for all other errors. */
export function unknownIdsIn(error: unknown): string[] {
	return error instanceof NodeApiError ? ((error.context.unknownIds as string[] | undefined) ?? []) : [];
}

/** Shortens a text in the middle, because a platform's error code is often at the end. */
function shortened(text: string, max = LONGEST_WORDS): string {
	if (text.length <= max) return text;
	const half = Math.floor(max / 2) - 2;
	return `${text.slice(0, half)} … ${text.slice(-half)}`.toWellFormed();
}

/** A gateway may already have forwarded the request before it responds with 408 or 5xx, so those leave it open. */
function surelyUndone(fault: Fault): boolean {
	if (fault.kind === 'refused') return fault.status < 500 && fault.status !== 408;
	if (fault.kind === 'network') return fault.neverOpened;
	return fault.kind === 'redirect' || fault.kind === 'setup' || fault.kind === 'id';
}

function passes(fault: Fault): boolean {
	if (fault.kind === 'refused') return fault.status === 429 || fault.status >= 500;
	return fault.kind === 'network' || fault.kind === 'unreadable';
}

interface Explanation {
	reason: string;
	advice: string;
}

function explain(
	service: Service,
	call: Call,
	fault: Fault,
	words: string | null,
	credentials: ICredentialDataDecryptedObject,
): Explanation {
	const { name } = service;
	const doubt = surelyUndone(fault) ? '' : mayHaveHappened(call, name);
	switch (fault.kind) {
		case 'setup':
			return { reason: fault.words, advice: `Correct it in the credential of ${name}.` };
		case 'id':
			return {
				reason: `'${shortened(fault.id, 80)}' cannot be an ID`,
				advice: 'Check the ID, and the expression that gives it.',
			};
		case 'canceled':
			return { reason: 'the execution was stopped', advice: doubt };
		case 'redirect':
			return {
				reason: `${name} answered with a redirect (HTTP ${fault.status})`,
				advice: 'Enter the final address in the credential: keys are not sent along a redirect.',
			};
		case 'unreadable':
			return {
				reason: `the answer of ${name} could not be read (HTTP ${fault.status})`,
				advice: `Check the address of ${name} in the credential. ${doubt}`.trim(),
			};
		case 'other':
			return {
				reason: `${name} answered with another run (HTTP ${fault.status})`,
				advice:
					`Try again later. If it stays so, check the address of ${name} in the credential. ${doubt}`.trim(),
			};
		case 'network': {
			const reason = NETWORK_REASONS[fault.code] ?? 'the connection broke off';
			return {
				reason: `${name} could not be reached, ${reason}`,
				advice: fault.neverOpened
					? `Check the address in the credential, and that n8n can reach ${name}.`
					: doubt || 'Try again later.',
			};
		}
		case 'refused': {
			const advice = service.advice?.(fault.status, words, credentials);
			return {
				reason: `${name} ${service.refusal?.(fault.status, words) ?? refusal(fault.status)} (HTTP ${fault.status})`,
				advice:
					[advice, doubt].filter(Boolean).join(' ') || generalAdvice(fault.status, name, fault.retryAfter),
			};
		}
	}
}

/**
 * Says that a write whose response was lost may have been carried out. The user has to know this, since we do not send
 * it again.
 */
function mayHaveHappened(call: Call, name: string): string {
	if (call.method === 'GET') return '';
	const doubt = `Whether ${name} carried it out is not known: look there before you try again.`;
	return call.inDoubt === undefined ? doubt : `${doubt} ${call.inDoubt}`;
}

function refusal(status: number): string {
	if (status === 401) return 'did not accept the key';
	if (status === 402) return 'did not carry it out';
	if (status === 403) return 'does not allow it with this key';
	if (status === 404) return 'did not find it';
	if (status === 429) return 'asks for fewer requests';
	return status >= 500 ? 'could not carry it out' : 'did not accept the request';
}

function generalAdvice(status: number, name: string, retryAfter: unknown): string {
	if (status === 401) return 'Check the key in the credential.';
	if (status === 402) return 'The parameters are fine: check what the plan of the account includes.';
	if (status === 403) return 'Check what the key is allowed to do.';
	if (status === 404) return 'Check the id, and that the key belongs to the same organization or project.';
	if (status === 429) {
		const wait = retryAfterMs(retryAfter);
		return wait === null ? 'Try again later.' : `Try again in ${Math.ceil(wait / 1000)} seconds.`;
	}
	return status >= 500
		? `Try again later, or look at the status page of ${name}.`
		: 'Check the parameters of this node.';
}

/** Finds the code of the network error, which n8n wraps in one or more errors of its own. */
function innermost(error: unknown): { code: string; syscall?: string } {
	let code = 'UNKNOWN';
	let syscall: string | undefined;
	let current = error as { code?: unknown; syscall?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; current && depth < 5; depth++) {
		if (typeof current.code === 'string') code = current.code;
		if (typeof current.syscall === 'string') syscall = current.syscall;
		current = current.cause as typeof current;
	}
	return { code, syscall };
}
