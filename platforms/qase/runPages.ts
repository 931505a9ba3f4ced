/** The newest runs of a project. The list is ascending by id and has no other order, so it is read at its end. */
import { lastPage, pagesAtEnd, type GrowingList, type ListPart } from '../shared/listEnd';
import { PAGE_SIZE, REACH, type QaseList } from './longLists';
import type { QaseRun } from './wire';

/** Larger offsets are refused (contract: pagination). */
const LARGEST_OFFSET = REACH - PAGE_SIZE;

/** Of a longer list only the runs that have started since then are read. */
const WINDOW_S = 7 * 24 * 3_600;

/** The last page of the list. `isAll` = there are no other runs. */
export async function lastRuns(list: QaseList<QaseRun>): Promise<ListPart<QaseRun> & { isAll: boolean }> {
	const { window, length, isPart } = await withinReach(list, null);
	const { entries, begin, end } = await lastPage(window, length);
	return { entries, end: isPart ? REACH : end, isAll: begin === 0 && !isPart };
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
): AsyncGenerator<ListPart<QaseRun>, void> {
	const { window, length, isPart } = await withinReach(list, end);
	for await (const part of pagesAtEnd(window, mark, length)) {
		yield isPart ? { ...part, end: REACH } : part;
	}
}

/** The list, or its latest part if it is too long to be read by offsets. */
async function withinReach(
	list: QaseList<QaseRun>,
	known: number | null,
): Promise<{ window: GrowingList<QaseRun>; length: number; isPart: boolean }> {
	const length = known ?? (await lengthOf(list));
	if (length <= LARGEST_OFFSET) return { window: growing(list), length, isPart: false };
	const query = { from_start_time: Math.floor(Date.now() / 1000) - WINDOW_S };
	const lengthOfPart = await lengthOf({ ...list, query });
	const window = growing({ ...list, query });
	return { window, length: Math.min(LARGEST_OFFSET, lengthOfPart), isPart: true };
}

function growing({ page, query }: QaseList<QaseRun>): GrowingList<QaseRun> {
	return {
		pageSize: PAGE_SIZE,
		largestOffset: LARGEST_OFFSET,
		orderOf: ({ id }) => Number(id),
		async page(place) {
			const { entities, filtered } = await page({ ...query, ...place });
			return { entries: entities, total: filtered };
		},
	};
}

async function lengthOf({ page, query }: QaseList<QaseRun>): Promise<number> {
	return (await page({ ...query, limit: 1, offset: 0 })).filtered ?? 0;
}
