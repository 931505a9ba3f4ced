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

/** Query names of a list with pages. */
export const pageQuery: Record<string, QueryField> = {
	limit: { check: integerText({ min: 1, max: 100 }) },
	offset: { check: integerText({ min: 0, max: 100_000 }) },
};

/** A page of a list. `all` are the entries without filters, for the `total` that ignores them. */
export function page<Item>(
	{ query }: ApiCall,
	all: Item[],
	filtered: Item[],
	toJson: (item: Item) => object,
): Answer {
	const limit = Number(query.limit?.[0] ?? 10);
	const offset = Number(query.offset?.[0] ?? 0);
	const entities = filtered.slice(offset, offset + limit).map(toJson);
	return ok({ total: all.length, filtered: filtered.length, count: entities.length, entities });
}

/** Whether a comma list in the query is absent or holds the value. */
export function holds({ query }: ApiCall, name: string, value: string): boolean {
	return !query[name] || query[name][0].split(',').includes(value);
}

/** Whether a search text in the query is absent or part of the title. */
export function finds({ query }: ApiCall, title: string): boolean {
	return title.toLowerCase().includes((query.search?.[0] ?? '').toLowerCase());
}
