import { integerText, text } from '../../kernel/checks';
import type { Answer, ApiCall, QueryField } from '../../kernel/contract';

/** The success envelope. */
export function ok(data: unknown, status = 200): Answer {
	return { status, body: { status: 'OK', data } };
}

/** The error envelope. */
export function failed(status: number, error: string): Answer {
	return { status, body: { status: 'FAILED', error } };
}

/** What a missing or foreign object is answered with. */
export const notFound = failed(404, 'Not found');

/** Query names of cursor lists; `limit` is refused above 50, the safe reading of currents.md 6.1. */
export const cursorQuery: Record<string, QueryField> = {
	limit: { check: integerText({ min: 1, max: 50 }) },
	starting_after: { check: text() },
	ending_before: { check: text() },
};

/** The two cursors exclude each other. */
export function oneCursor({ query }: ApiCall): string | null {
	const both = query.starting_after && query.ending_before;
	return both ? 'starting_after and ending_before exclude each other' : null;
}

/** A page of a list that is newest first, each entry with its cursor. */
export function page<Item>(
	call: ApiCall,
	items: Item[],
	cursorOf: (item: Item) => string,
	toJson: (item: Item) => object,
): Answer {
	const limit = Number(call.query.limit?.[0] ?? 10);
	const after = call.query.starting_after?.[0];
	const before = call.query.ending_before?.[0];
	const anchor = after ?? before;
	const at = anchor === undefined ? -1 : items.findIndex((item) => cursorOf(item) === anchor);
	if (anchor !== undefined && at < 0) return failed(400, `Invalid cursor ${anchor}`);
	const start = before === undefined ? at + 1 : Math.max(0, at - limit);
	const end = before === undefined ? start + limit : at;
	const data = items.slice(start, end).map((item) => ({ ...toJson(item), cursor: cursorOf(item) }));
	const hasMore = before === undefined ? end < items.length : start > 0;
	return { status: 200, body: { status: 'OK', has_more: hasMore, data } };
}
