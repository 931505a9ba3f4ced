/**
 * The newest runs of a project, in contiguous pages that go from older to newer ones. The list is ascending by id and
 * has no other order, so it is read near its end: from where it ended last time.
 */
import { PAGE_SIZE, REACH, type QaseList } from './longLists';
import type { QasePage, QaseRun } from './wire';

/** So many older runs come along, since a run may become visible late, and deleted ones move the others. */
const OVERLAP = 50;

/** All pages of a poll together. */
const MOST_PAGES = 20;

/** Larger offsets are refused (contract: pagination). */
const LARGEST_OFFSET = REACH - PAGE_SIZE;

/** Of a longer list only the runs that have started since then are read. */
const WINDOW_S = 7 * 24 * 3_600;

/** A page, and the position in the list that it ends at. */
export interface RunPart {
	runs: QaseRun[];
	end: number;
}

/** The last page of the list. `isAll` = there are no other runs. */
export async function lastRuns(list: QaseList<QaseRun>): Promise<{ runs: QaseRun[]; isAll: boolean }> {
	const { window, length } = await withinReach(list, null);
	const offset = Math.max(0, length - PAGE_SIZE);
	const { entities } = await window.page({ limit: PAGE_SIZE, offset });
	return { runs: entities, isAll: offset === 0 && window === list };
}

/**
 * The runs with ids from `mark` on, and a few before them.
 *
 * @param end the position at which the last page that was handled ended; `null` = not known
 */
export async function* runsSince(
	list: QaseList<QaseRun>,
	mark: number,
	end: number | null,
): AsyncGenerator<RunPart, void> {
	const { window, length } = await withinReach(list, end);
	const isPart = window !== list;
	const place = { offset: Math.max(0, length - OVERLAP), size: PAGE_SIZE, length, isContiguous: false };
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const page = await window.page({ limit: PAGE_SIZE, offset: place.offset });
		const next = place.offset + page.entities.length;
		if (!isUsable(place, page, mark)) continue;
		yield { runs: page.entities, end: isPart ? REACH : next };
		if (isLast(page, next) || next > LARGEST_OFFSET) return;
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
function isUsable(place: Place, page: QasePage<QaseRun>, mark: number): boolean {
	const { entities, filtered } = page;
	const length = filtered ?? place.length;
	// Runs that were deleted meanwhile have moved others out of this page, to the one before.
	const gone = place.isContiguous ? place.length - length : 0;
	const before = place.length;
	place.length = length;
	if (gone > 0) {
		place.offset = Math.max(0, place.offset - gone);
		return false;
	}
	if (place.isContiguous) return true;
	const next = place.offset + entities.length;
	if (entities.length > 0 && !isLast(page, next)) place.size = Math.min(place.size, entities.length);
	const isBehind = place.offset > 0 && entities.every(({ id }) => Number(id) > mark);
	if (isBehind) place.offset = Math.max(0, Math.min(place.offset, length) - place.size);
	else if (next < before - place.size) place.offset = before - place.size;
	else place.isContiguous = true;
	return place.isContiguous;
}

function isLast({ entities, filtered }: QasePage<QaseRun>, next: number): boolean {
	return entities.length === 0 || (filtered !== null && next >= filtered);
}

/** The list, or its latest part if it is too long to be read by offsets. */
async function withinReach(
	list: QaseList<QaseRun>,
	known: number | null,
): Promise<{ window: QaseList<QaseRun>; length: number }> {
	const length = known ?? (await lengthOf(list));
	if (length <= LARGEST_OFFSET) return { window: list, length };
	const from_start_time = Math.floor(Date.now() / 1000) - WINDOW_S;
	const window: QaseList<QaseRun> = {
		...list,
		page: async (query) => await list.page({ ...query, from_start_time }),
	};
	return { window, length: Math.min(LARGEST_OFFSET, await lengthOf(window)) };
}

async function lengthOf({ page }: QaseList<QaseRun>): Promise<number> {
	return (await page({ limit: 1, offset: 0 })).filtered ?? 0;
}
