import { integerText } from '../../kernel/checks';
import type { Answer, ApiCall, QueryField } from '../../kernel/contract';
import type { QaseWorld } from './world';

/** The success envelope. */
export function ok(result: unknown): Answer {
	return { status: 200, body: { status: true, result } };
}

/** The answer of writes that tell nothing. */
export function done(): Answer {
	return { status: 200, body: { status: true } };
}

/** The error envelope. */
export function failed(
	{ tools }: Pick<QaseWorld, 'tools'>,
	status: number,
	message: string,
	field?: string,
): Answer {
	if (tools.variants.errorShape === 'errors') {
		return { status, body: { message, ...(field ? { errors: { [field]: [message] } } : {}) } };
	}
	const errorFields = field ? { errorFields: [{ field, error: message }] } : {};
	return { status, body: { status: false, errorMessage: message, ...errorFields } };
}

/** The refusal of a call too many, qase.md 1.3: the minute's calls are used up. */
export function tooMany({ tools }: QaseWorld): Answer {
	const { retryAfter } = tools.variants;
	const wait = retryAfter === 'absent' ? 0 : Number(retryAfter);
	return {
		...failed({ tools }, 429, 'API rate limit exceeded.'),
		headers: {
			'X-RateLimit-Limit': '600',
			'X-RateLimit-Remaining': '0',
			'X-RateLimit-Reset': String(Math.ceil(Date.now() / 1000) + wait),
			...(retryAfter === 'absent' ? {} : { 'Retry-After': retryAfter }),
		},
	};
}

/** Query names of a list with pages. */
export const pageQuery: Record<string, QueryField> = {
	limit: { check: integerText({ min: 1, max: 100 }) },
	offset: { check: integerText({ min: 0, max: 100_000 }) },
};

/** A page of a list. `all` are the entries without filters, or their number, for the `total` that ignores them. */
export function page<Item>(
	{ query }: ApiCall,
	all: Item[] | number,
	filtered: Item[],
	toJson: (item: Item) => object,
): Answer {
	const limit = Number(query.limit?.[0] ?? 10);
	const offset = Number(query.offset?.[0] ?? 0);
	const entities = filtered.slice(offset, offset + limit).map(toJson);
	const total = typeof all === 'number' ? all : all.length;
	return ok({ total, filtered: filtered.length, count: entities.length, entities });
}

/** Whether a comma list in the query is absent or holds the value. */
export function holds({ query }: ApiCall, name: string, value: string): boolean {
	return !query[name] || query[name][0].split(',').includes(value);
}

/** Whether a search text in the query is absent or part of the title. */
export function finds({ query }: ApiCall, title: string): boolean {
	return title.toLowerCase().includes((query.search?.[0] ?? '').toLowerCase());
}

/** Whether a time in milliseconds lies within two in seconds. */
export function within({ tools }: QaseWorld, from: number, to: number): (at: number) => boolean {
	const isExclusive = tools.variants.timeBounds === 'exclusive';
	return (at) => {
		const second = Math.floor(at / 1000);
		return isExclusive ? second > from && second < to : second >= from && second <= to;
	};
}
