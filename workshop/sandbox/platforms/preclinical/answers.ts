import type { Answer } from '../../kernel/contract';
import type { HostedVariants } from './variants';

/** 200 with a body. */
export function ok(body: unknown): Answer {
	return { status: 200, body };
}

/** 201 with a body. */
export function created(body: unknown): Answer {
	return { status: 201, body };
}

/** The hosted error envelope, preclinical.md 1.1. */
export function fail(status: number, code: string, error: string, details?: object): Answer {
	return { status, body: { error, code, ...(details ? { details } : {}) } };
}

/** What a missing object is answered with, hosted. */
export function notFound({ notFoundStatus }: HostedVariants, error: string, code = 'NOT_FOUND'): Answer {
	return fail(Number(notFoundStatus), code, error);
}

/** An error that comes from no endpoint, hosted. */
export function hostedError(status: number, message: string): Answer {
	const codes: Record<number, string> = {
		400: 'INVALID_FIELD_VALUE',
		409: 'INVALID_STATE',
		429: 'RATE_LIMITED',
	};
	// 401, 403, 404 and 500 have no code that is known.
	return codes[status] ? fail(status, codes[status], message) : { status, body: { error: message } };
}

/** An error of the self-hosted server, preclinical.md 1.2: unhandled faults are plain text. */
export function selfHostedError(status: number, message: string): Answer {
	if (status !== 500) return { status, body: { error: message } };
	return { status, text: { contentType: 'text/plain; charset=UTF-8', content: 'Internal Server Error' } };
}

/** Part of a list by `limit` and `offset`. */
export function slice<T>(items: T[], query: Record<string, string[]>, usual: number) {
	const limit = Number(query.limit?.[0] ?? usual);
	const offset = Number(query.offset?.[0] ?? 0);
	return { entries: items.slice(offset, offset + limit), limit, offset };
}
