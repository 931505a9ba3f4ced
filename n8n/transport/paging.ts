/** Reads a list page by page, up to a limit and without reading more pages than necessary. */
import { hash } from 'crypto';

/** One page: its entries, and the cursor of the next page (`null` = this was the last one). */
export interface Page<T, Cursor> {
	entries: T[];
	next: Cursor | null;
	/** Why no further page can be read although there may be more; completes "The list may lack entries: …". */
	cutShort?: string;
}

/** Converts a page to the entries to keep; the rest of the page can be freed before the next one is read. */
export interface Keep<T, Kept> {
	(entries: T[]): Kept[] | Promise<Kept[]>;
	/**
	 * Called at the end if the list was not read completely, with all entries that were kept and one sentence that says
	 * why.
	 */
	inDoubt?(all: Kept[], doubt: string): void;
}

/**
 * Returns `keep` with the sentence of {@link Keep.inDoubt} in its property `doubt`; `null` if the list was read
 * completely.
 */
export function remembering<T, Kept>(keep: (entries: T[]) => Kept[] | Promise<Kept[]>) {
	const remembered = Object.assign((entries: T[]) => keep(entries), {
		doubt: null as string | null,
		inDoubt: (_: Kept[], doubt: string) => void (remembered.doubt = doubt),
	});
	return remembered satisfies Keep<T, Kept>;
}

/** More pages than any list of a test platform has. */
const MOST_PAGES = 5_000;

/**
 * Collects what `keep` returns for the entries, page by page, until `limit` entries have been read or the last page is
 * reached. Reading stops with a warning if a list does not seem to end: when a page is repeated, when an empty page is
 * not the last one, or after thousands of pages.
 *
 * @param read reads a page; receives the cursor (`undefined` for the first page) and how many entries are still wanted
 * @param keep by default, keeps all entries unchanged
 * @param warn called with the same sentence as {@link Keep.inDoubt}
 */
export async function collectPages<T, Cursor, Kept = T>(
	limit: number,
	read: (cursor: Cursor | undefined, wanted: number) => Promise<Page<T, Cursor>>,
	keep?: Keep<T, Kept>,
	warn?: (doubt: string) => void,
): Promise<Kept[]> {
	const collected = collector(limit, keep, warn);
	let cursor: Cursor | undefined;
	for (let isWanted = limit > 0; isWanted;) {
		const page = await read(cursor, collected.wanted());
		isWanted = await collected.add(page, cursor);
		cursor = page.next ?? undefined;
	}
	return collected.all;
}

/** The same for pages that the caller reads itself. */
export function collector<T, Kept = T>(
	limit: number,
	keep: Keep<T, Kept> = (entries) => entries as unknown[] as Kept[],
	warn: (doubt: string) => void = () => undefined,
) {
	const all: Kept[] = [];
	const seen = new Set<string>();
	let wanted = limit;
	return {
		/** What has been collected so far. */
		all,
		/** How many entries are still wanted. */
		wanted: () => wanted,
		/** Adds the page that was read at `cursor`. Returns whether the next one should be read. */
		async add<Cursor>(page: Page<T, Cursor>, cursor?: Cursor): Promise<boolean> {
			const problem = problemWith(page, cursor, seen);
			const entries = problem === REPEATED ? [] : page.entries.slice(0, wanted);
			for (const kept of await keep(entries)) all.push(kept);
			wanted -= entries.length;
			if (problem !== null && wanted > 0) {
				warn(`The list may lack entries: ${problem}.`);
				keep.inDoubt?.(all, `The list may lack entries: ${problem}.`);
			}
			return problem === null && page.next !== null && wanted > 0;
		},
	};
}

/** One page of a list that is asked for by `limit` and `offset`; `total` is unknown where an answer does not tell it. */
export interface OffsetPage<T> {
	entries: T[];
	total: number | null;
}

/** Which entries of a list are wanted, where the platform has no filter for it. */
export interface Only<T> {
	isWanted(entry: T): boolean;
	/** At most so many entries are looked at. */
	mostRead?: number;
}

/** The same for a list that is asked for by `limit` and `offset`; without a total it is read until a page is empty. */
export async function collectByOffset<T, Kept>(
	limit: number,
	pageSize: number,
	read: (page: { limit: number; offset: number }) => Promise<OffsetPage<T>>,
	keep: Keep<T, Kept>,
	warn: (doubt: string) => void,
	only?: Only<T>,
): Promise<Kept[]> {
	let left = limit;
	const readAt = async (offset = 0, wanted: number) => {
		if (left === 0) return { entries: [], next: null };
		const { entries, total } = await read({ limit: Math.min(pageSize, wanted), offset });
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

const REPEATED = 'one of its pages came a second time';

/** Why no page can be read after this one although it may not be the last; `null` if there is no problem. */
function problemWith<T, Cursor>(
	{ entries, next, cutShort }: Page<T, Cursor>,
	cursor: Cursor | undefined,
	seen: Set<string>,
): string | null {
	const outline = outlineOf(entries);
	if (entries.length > 0 && seen.has(outline)) return REPEATED;
	if (cutShort !== undefined) return cutShort;
	if (next === null) return null;
	if (entries.length === 0) return 'it ended before the last of the entries that it counts';
	if (next === cursor) return 'one of its pages leads to itself';
	seen.add(outline);
	return seen.size < MOST_PAGES ? null : `it has more than ${MOST_PAGES} pages`;
}

/** A hash of a few entries that identifies a page. Not of all entries, since a page can be megabytes long. */
function outlineOf(entries: unknown[]): string {
	return hash('sha256', JSON.stringify([entries.length, entries[0], entries.at(-1)]));
}
