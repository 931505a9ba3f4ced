/** What can go wrong with a request, told to a person: what was tried, what the platform said, what to do. */
import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { redact, secretsOf } from './redact';
import type { Call, Service } from './contract';
import { retryAfterMs } from './retry';
import type { Fault } from './fault';

/** Characters of a platform's words that are shown and stored. */
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

/** Classifies what n8n's request helper threw. */
export function networkFault(error: unknown): Fault {
	const { code, syscall } = innermost(error);
	const neverOpened = NEVER_OPENED.includes(code) || (code === 'ETIMEDOUT' && syscall === 'connect');
	return { kind: 'network', code, neverOpened };
}

/** HTTP status of a refusal made by {@link platformError}; `null` when the platform did not answer. */
export function statusOf(error: unknown): number | null {
	return error instanceof NodeApiError && error.httpCode !== null ? Number(error.httpCode) : null;
}

/** The platform's own words of a refusal made by {@link platformError}. */
export function wordsOf(error: unknown): string {
	return error instanceof NodeApiError ? String(error.context.platformWords ?? '') : '';
}

/** For `promise.catch(…)`: gives `null` for a refusal with one of these HTTP statuses, passes on anything else. */
export function nullOn(...statuses: number[]): (error: unknown) => null {
	return (error) => {
		if (statuses.includes(statusOf(error) ?? 0)) return null;
		throw error;
	};
}

/** Whether the same request may well succeed later: no connection, too many requests, a fault at the platform. */
export function isPassing(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.passing === true;
}

/** How long the platform asked to be left alone, in milliseconds; `null` when it did not. */
export function askedToWaitMs(error: unknown): number | null {
	return error instanceof NodeApiError ? ((error.context.retryAfterMs as number | null) ?? null) : null;
}

/** Whether the platform surely did nothing; anything but an error of {@link platformError} leaves that open. */
export function isSurelyUndone(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.surelyUndone === true;
}

/** Builds the error that the user sees. */
export function platformError(
	node: INode,
	service: Service,
	call: Call,
	fault: Fault,
	credentials: ICredentialDataDecryptedObject,
	itemIndex: number,
): NodeApiError {
	const clean = (text: string) => redact(text, secretsOf(credentials, service.secretFields));
	const status = 'status' in fault ? fault.status : undefined;
	// Cut after the secrets are masked: half a secret would not be found.
	const words = fault.kind === 'refused' && fault.words ? shortened(clean(fault.words)) : null;
	const { reason, advice } = explain(service, call, fault, words);
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
	error.context.passing = passes(fault);
	error.context.surelyUndone = surelyUndone(fault);
	error.context.retryAfterMs = fault.kind === 'refused' ? retryAfterMs(fault.retryAfter) : null;
	return error;
}

/** Its first and its last part, where it is too long: a platform's error code often stands at the end. */
function shortened(text: string, max = LONGEST_WORDS): string {
	if (text.length <= max) return text;
	const half = Math.floor(max / 2) - 2;
	return `${text.slice(0, half)} … ${text.slice(-half)}`.toWellFormed();
}

/** A gateway that gives up (408, 5xx) may have handed the request on before. */
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

function explain(service: Service, call: Call, fault: Fault, words: string | null): Explanation {
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
			const advice = service.advice?.(fault.status, words);
			return {
				reason: `${name} ${service.refusal?.(fault.status, words) ?? refusal(fault.status)} (HTTP ${fault.status})`,
				advice:
					[advice, doubt].filter(Boolean).join(' ') || generalAdvice(fault.status, name, fault.retryAfter),
			};
		}
	}
}

/** A write whose answer was lost may have been carried out: say so, since we do not send it again. */
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

/** n8n wraps the network error in one or more of its own. */
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
