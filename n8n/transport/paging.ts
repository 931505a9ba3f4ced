/** Walks pages up to a limit, without reading a page more than needed. */
import { hash } from 'crypto';

/** One page: its entries, and what to ask for next (`null` = this was the last). */
export interface Page<T, Cursor> {
	entries: T[];
	next: Cursor | null;
	/** Why this is the last page although there may be more; completes "The list may lack entries: …". */
	cutShort?: string;
}

/** What is kept of a page; the rest of it can be freed before the next one is there. */
export interface Keep<T, Kept> {
	(entries: T[]): Kept[] | Promise<Kept[]>;
	/** Told, at the end, of a list that was not read to its end: all that was kept of it, and one sentence on why. */
	inDoubt?(all: Kept[], doubt: string): void;
}

/** The same, with the sentence of {@link Keep.inDoubt} in `doubt` afterwards; `null` for a list that was read to its end. */
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
 * Collects what `keep` makes of the entries, page by page, until `limit` entries were read or the last page. A list whose
 * end cannot be told ends in doubt: a page that comes a second time, none where there should be one, thousands of them.
 *
 * @param read asked with the cursor (`undefined` for the first page) and how many entries are still wanted
 * @param keep all entries as they are unless told
 * @param warn told the same sentence as {@link Keep.inDoubt}
 */
export async function collectPages<T, Cursor, Kept = T>(
	limit: number,
	read: (cursor: Cursor | undefined, wanted: number) => Promise<Page<T, Cursor>>,
	keep: Keep<T, Kept> = (entries) => entries as unknown[] as Kept[],
	warn: (doubt: string) => void = () => undefined,
): Promise<Kept[]> {
	const all: Kept[] = [];
	const seen = new Set<string>();
	let cursor: Cursor | undefined;
	let wanted = limit;
	while (wanted > 0) {
		const page = await read(cursor, wanted);
		const problem = problemWith(page, cursor, seen);
		const entries = problem === REPEATED ? [] : page.entries.slice(0, wanted);
		for (const kept of await keep(entries)) all.push(kept);
		wanted -= entries.length;
		if (problem !== null && wanted > 0) {
			warn(`The list may lack entries: ${problem}.`);
			keep.inDoubt?.(all, `The list may lack entries: ${problem}.`);
		}
		if (problem !== null || page.next === null) break;
		cursor = page.next;
	}
	return all;
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

/** Why nothing can be read after this page although it may not be the last one; `null` when all is well. */
function problemWith<T, Cursor>(
	{ entries, next, cutShort }: Page<T, Cursor>,
	cursor: Cursor | undefined,
	seen: Set<string>,
): string | null {
	const isRepeated = entries.length > 0 && seen.has(outlineOf(entries));
	if (isRepeated) return REPEATED;
	if (cutShort !== undefined) return cutShort;
	if (next === null) return null;
	if (entries.length === 0) return 'it ended before the last of the entries that it counts';
	if (next === cursor) return 'one of its pages leads to itself';
	seen.add(outlineOf(entries));
	return seen.size < MOST_PAGES ? null : `it has more than ${MOST_PAGES} pages`;
}

/** Tells pages apart by a few entries, since a page can hold megabytes of them. */
function outlineOf(entries: unknown[]): string {
	return hash('sha256', JSON.stringify([entries.length, entries[0], entries.at(-1)]));
}
