/** Walks pages up to a limit, without reading a page more than needed. */

/** One page: its entries, and what to ask for next (`null` = this was the last). */
export interface Page<T, Cursor> {
	entries: T[];
	next: Cursor | null;
}

/**
 * Collects entries from pages until `limit` or the last page.
 *
 * @param read asked with the cursor (`undefined` for the first page) and how many entries are still wanted
 */
export async function collectPages<T, Cursor>(
	limit: number,
	read: (cursor: Cursor | undefined, wanted: number) => Promise<Page<T, Cursor>>,
): Promise<T[]> {
	const all: T[] = [];
	let cursor: Cursor | undefined;
	while (all.length < limit) {
		const { entries, next } = await read(cursor, limit - all.length);
		for (const entry of entries) all.push(entry);
		// A page without entries or a cursor that does not move would go on for ever.
		if (next === null || next === cursor || entries.length === 0) break;
		cursor = next;
	}
	return all.length > limit ? all.slice(0, limit) : all;
}
