/** Taking what is wanted from an answer, and walking lists by `limit` and `offset`. */
import type { IDataObject } from 'n8n-workflow';

import { countOf, isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import { collectPages, type Keep } from '../../n8n/transport/paging';

/** The largest page of both APIs. */
export const PAGE_SIZE = 100;

/** One page; `total` is unknown where an answer does not tell it. */
export interface ListPage<T> {
	entries: T[];
	total: number | null;
}

/** For `pick`: an object with an `id`. */
export function withId<T extends IDataObject>(json: unknown): T | undefined {
	return isObject(json) && textOf(json.id) !== null ? (json as T) : undefined;
}

/** For `pick`: whatever object there is, an empty one for an empty answer. */
export function anything(json: unknown): IDataObject {
	return objectOf(json) as IDataObject;
}

/** For `pick`: the list under one name, with `total` beside it. */
export function listUnder<T>(name: string): (json: unknown) => ListPage<T> | undefined {
	return (json) => {
		const { [name]: entries, total } = objectOf(json);
		return Array.isArray(entries) ? { entries: objectsOf(entries) as T[], total: countOf(total) } : undefined;
	};
}

/** For `pick`: a bare list, or the first list in an object. */
export function anyList<T>(json: unknown): T[] | undefined {
	const list = [json, ...Object.values(objectOf(json))].find(Array.isArray);
	return list === undefined ? undefined : (objectsOf(list) as T[]);
}

/** Which entries of a list are wanted, where the platform has no filter for it. */
export interface Only<T> {
	isWanted(entry: T): boolean;
	/** At most so many entries are looked at. */
	mostRead?: number;
}

/** Collects what `keep` makes of up to `limit` entries, page by page; without a total until a page is empty. */
export async function collectByOffset<T, Kept>(
	limit: number,
	read: (page: { limit: number; offset: number }) => Promise<ListPage<T>>,
	keep: Keep<T, Kept>,
	warn: (doubt: string) => void,
	only?: Only<T>,
): Promise<Kept[]> {
	let left = limit;
	const readAt = async (offset = 0, wanted: number) => {
		if (left === 0) return { entries: [], next: null };
		const { entries, total } = await read({ limit: Math.min(PAGE_SIZE, wanted), offset });
		const next = offset + entries.length;
		const isLast = total === null ? entries.length === 0 : next >= total;
		return { entries, next: isLast ? null : next };
	};
	if (only === undefined) return await collectPages(limit, readAt, keep, warn);
	const keepWanted = async (entries: T[]) => {
		const wanted = entries.filter((entry) => only.isWanted(entry)).slice(0, left);
		left -= wanted.length;
		return await keep(wanted);
	};
	const inDoubt = keep.inDoubt?.bind(keep);
	return await collectPages(only.mostRead ?? Infinity, readAt, Object.assign(keepWanted, { inDoubt }), warn);
}
