/** Walks pages up to a limit, without reading a page more than needed. */

/** One page: its entries, and what to ask for next (`null` = this was the last). */
export interface Page<T, Cursor> {
	entries: T[];
	next: Cursor | null;
}

/** What is kept of a page; the rest of it can be freed before the next one is there. */
export type Keep<T, Kept> = (entries: T[]) => Kept[] | Promise<Kept[]>;

/**
 * Collects what `keep` makes of the entries, page by page, until `limit` entries were read or the last page.
 *
 * @param read asked with the cursor (`undefined` for the first page) and how many entries are still wanted
 * @param keep all entries as they are unless told
 */
export async function collectPages<T, Cursor, Kept = T>(
	limit: number,
	read: (cursor: Cursor | undefined, wanted: number) => Promise<Page<T, Cursor>>,
	keep: Keep<T, Kept> = (entries) => entries as unknown[] as Kept[],
): Promise<Kept[]> {
	const all: Kept[] = [];
	let cursor: Cursor | undefined;
	let wanted = limit;
	while (wanted > 0) {
		const { entries, next } = await read(cursor, wanted);
		for (const kept of await keep(entries.slice(0, wanted))) all.push(kept);
		// A page without entries or a cursor that does not move would go on for ever.
		if (next === null || next === cursor || entries.length === 0) break;
		wanted -= entries.length;
		cursor = next;
	}
	return all;
}
