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

/** So many pages at most, if a server gives fewer entries than it is asked for. */
const OVERLAP_PAGES = 8;

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
	const offset = Math.max(0, end - OVERLAP);
	const place: Place = { offset, size, end, length: end, stepsBack: 0, isContiguous: false };
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const page = await list.page({ limit: list.pageSize, offset: place.offset });
		const next = place.offset + page.entries.length;
		const isNew = (entry: T) => list.orderOf(entry) > mark;
		if (!isUsable(place, page, isNew)) continue;
		yield { entries: page.entries, end: next };
		if (isLast(page, next) || next > largestOffset) return;
		place.offset = next;
	}
}

/** The last page of a list of about this length, and the position that it begins at. */
export async function lastPage<T>(
	list: GrowingList<T>,
	length: number,
): Promise<ListPart<T> & { begin: number }> {
	let begin = Math.max(0, length - list.pageSize);
	let page = await list.page({ limit: list.pageSize, offset: begin });
	if (page.entries.length > 0 && !isLast(page, begin + page.entries.length)) {
		// The server gives fewer entries than it is asked for.
		begin = Math.max(0, (page.total ?? length) - page.entries.length);
		page = await list.page({ limit: list.pageSize, offset: begin });
	}
	return { entries: page.entries, begin, end: begin + page.entries.length };
}

interface Place {
	offset: number;
	/** The number of entries on a page, as far as it is known. */
	size: number;
	/** Where the list ended in an earlier poll. What comes behind it is new. */
	end: number;
	/** The length of the list when it was read last. */
	length: number;
	/** How often an earlier page was needed. */
	stepsBack: number;
	/** Whether the page before was one that the next one continues. */
	isContiguous: boolean;
}

/** Whether the page continues what is known. If not, `place` says what to read instead. */
function isUsable<T>(place: Place, page: OffsetPage<T>, isNew: (entry: T) => boolean): boolean {
	const gone = place.length - (page.total ?? place.length);
	place.length -= gone;
	if (place.isContiguous && gone > 0) {
		// Entries that were deleted meanwhile have moved others out of this page, to the one before.
		place.offset = Math.max(0, place.offset - gone);
		return false;
	}
	if (place.isContiguous) return true;
	const next = place.offset + page.entries.length;
	if (page.entries.length > 0 && !isLast(page, next)) place.size = Math.min(place.size, page.entries.length);
	if (page.entries.every(isNew) && place.offset > 0) {
		// Entries before these may be new as well.
		const step = place.size * 2 ** place.stepsBack;
		place.offset = Math.max(0, Math.min(place.offset, place.length) - step);
		place.stepsBack += 1;
	} else if (
		place.stepsBack === 0 &&
		!page.entries.some(isNew) &&
		next < place.end - place.size * OVERLAP_PAGES
	) {
		// With short pages, fewer of the older entries come along.
		place.offset = place.end - place.size * OVERLAP_PAGES;
	} else {
		place.isContiguous = true;
	}
	return place.isContiguous;
}

function isLast<T>({ entries, total }: OffsetPage<T>, next: number): boolean {
	return entries.length === 0 || (total !== null && next >= total);
}
