/** Reads a list that is asked for by offset and whose newest entries are at its end, from where it ended last time. */
import type { OffsetPage } from '../../n8n/transport/paging';

/** Such a list. */
export interface GrowingList<T> {
	pageSize: number;
	page(query: { limit: number; offset: number }): Promise<OffsetPage<T>>;
	/** Newer entries have a higher one. */
	orderOf(entry: T): number;
	/** Larger offsets are refused. */
	largestOffset?: number;
}

/** A page, and the position in the list that it ends at. */
export interface ListPart<T> {
	entries: T[];
	end: number;
}

/** So many older entries come along, since one may become visible late, and deleted ones move the others. */
const OVERLAP = 50;

/** All pages of a poll together. */
const MOST_PAGES = 20;

/**
 * The entries of the order `mark` and newer ones, and a few before them, in contiguous pages.
 *
 * @param end about where the list ended when it was read last
 */
export async function* pagesAtEnd<T>(
	list: GrowingList<T>,
	mark: number,
	end: number,
): AsyncGenerator<ListPart<T>, void> {
	const { pageSize: size, largestOffset = Infinity } = list;
	const place = { offset: Math.max(0, end - OVERLAP), size, length: end, isContiguous: false };
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const page = await list.page({ limit: list.pageSize, offset: place.offset });
		const next = place.offset + page.entries.length;
		const isBehind = page.entries.every((entry) => list.orderOf(entry) > mark);
		if (!isUsable(place, page, isBehind)) continue;
		yield { entries: page.entries, end: next };
		if (isLast(page, next) || next > largestOffset) return;
		place.offset = next;
	}
}

interface Place {
	offset: number;
	/** The number of entries on a page, as far as it is known. */
	size: number;
	/** The length of the list when it was read last. */
	length: number;
	/** Whether the page before was one that the next one continues. */
	isContiguous: boolean;
}

/** Whether the page continues what is known. If not, `place` says what to read instead. */
function isUsable<T>(place: Place, page: OffsetPage<T>, isBehind: boolean): boolean {
	const before = place.length;
	place.length = page.total ?? before;
	const gone = before - place.length;
	if (place.isContiguous && gone > 0) {
		// Entries that were deleted meanwhile have moved others out of this page, to the one before.
		place.offset = Math.max(0, place.offset - gone);
		return false;
	}
	if (place.isContiguous) return true;
	const next = place.offset + page.entries.length;
	if (page.entries.length > 0 && !isLast(page, next)) place.size = Math.min(place.size, page.entries.length);
	if (isBehind && place.offset > 0) {
		place.offset = Math.max(0, Math.min(place.offset, place.length) - place.size);
	} else if (next < before - place.size) {
		place.offset = before - place.size;
	} else {
		place.isContiguous = true;
	}
	return place.isContiguous;
}

function isLast<T>({ entries, total }: OffsetPage<T>, next: number): boolean {
	return entries.length === 0 || (total !== null && next >= total);
}
