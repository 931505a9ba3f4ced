/**
 * The newest runs, in contiguous pages that go from older to newer ones. The lists of both flavours have no filter of
 * time. undocumented: their order; both are taken as they come, newest first or oldest first.
 */
import { toMilliseconds } from '../../core/text/time';
import type { OffsetPage } from '../../n8n/transport/paging';
import { lastPage, pagesAtEnd, type GrowingList } from '../shared/listEnd';
import { PAGE_SIZE, type PreclinicalApi } from './contract';
import type { PreclinicalRun } from './wire';

/** A run may become visible so much later than it was created. */
const OVERLAP_MS = 10 * 60_000;

/** So many pages are read from the newest run backwards; usually the first one is enough. */
const NEWEST_PAGES = 3;

/** Pages from where the last poll has ended, after a long outage. */
const LATER_PAGES = 10;
const LATER_SHORT_PAGES = 100;

/** A page, and where the list ended if its newest runs are at the end; `null` if they are at the beginning. */
export interface RunPart {
	runs: PreclinicalRun[];
	end: number | null;
}

/** The newest runs on one page. `isAll` = there are no others. */
export async function lastRuns(api: PreclinicalApi): Promise<RunPart & { isAll: boolean }> {
	const { entries, total } = await api.runPage({ limit: PAGE_SIZE, offset: 0 });
	const isAll = total === null ? entries.length < PAGE_SIZE : entries.length >= total;
	if (isAll || !(await isOldestFirst(api, entries, total))) return { runs: entries, end: null, isAll };
	const last = await lastPage(growing(api), total ?? 0);
	return { runs: last.entries, end: last.end, isAll };
}

/**
 * The runs that were created since `mark`, and a few older ones.
 *
 * @param end see {@link RunPart}
 */
export async function* runsSince(
	api: PreclinicalApi,
	mark: number,
	end: number | null,
): AsyncGenerator<RunPart, void> {
	if (end !== null) return yield* atEnd(api, mark, end);
	const head = await readHead(api, mark - OVERLAP_MS);
	if (head.isOldestFirst) return yield* atEnd(api, mark, head.total);
	if (head.isComplete) yield { runs: head.runs, end: null };
	else yield* fromMark(api, mark, head);
}

async function* atEnd(api: PreclinicalApi, mark: number, end: number): AsyncGenerator<RunPart, void> {
	for await (const part of pagesAtEnd(growing(api), mark, end)) yield { runs: part.entries, end: part.end };
}

function growing(api: PreclinicalApi): GrowingList<PreclinicalRun> {
	return { pageSize: PAGE_SIZE, page: async (place) => await api.runPage(place), orderOf };
}

interface Head {
	runs: PreclinicalRun[];
	total: number;
	isOldestFirst: boolean;
	/** Whether it goes back to the beginning, or to a run that is older than what was asked for. */
	isComplete: boolean;
}

async function readHead(api: PreclinicalApi, from: number): Promise<Head> {
	const head: Head = { runs: [], total: 0, isOldestFirst: false, isComplete: false };
	let offset = 0;
	for (let pages = 0; pages < NEWEST_PAGES && !head.isComplete; pages++) {
		const page = await api.runPage({ limit: PAGE_SIZE, offset });
		const gone = pages === 0 ? 0 : head.total - totalOf(page, offset);
		head.total = totalOf(page, offset);
		if (gone > 0) {
			// Runs that were deleted meanwhile have moved others out of this page, to the one before.
			offset = Math.max(0, offset - gone);
			continue;
		}
		if (pages === 0 && page.entries.length < head.total) {
			head.isOldestFirst = await isOldestFirst(api, page.entries, page.total);
			if (head.isOldestFirst) break;
		}
		head.runs.push(...page.entries);
		offset += page.entries.length;
		head.isComplete =
			page.entries.length === 0 || offset >= head.total || page.entries.some((run) => orderOf(run) < from);
	}
	return head;
}

/** The pages between the mark and the head of a list that is newest first, the oldest of them first. */
async function* fromMark(api: PreclinicalApi, mark: number, head: Head): AsyncGenerator<RunPart, void> {
	let { total } = head;
	let size = PAGE_SIZE;
	let end = await firstOlder(api, mark, head);
	const most = () => (size < PAGE_SIZE ? LATER_SHORT_PAGES : LATER_PAGES);
	for (let pages = 0; pages < most() && end > 0; pages++) {
		const offset = Math.max(0, end - size);
		const page = await api.runPage({ limit: end - offset, offset });
		const added = totalOf(page, offset) - total;
		total += added;
		if (added > 0) {
			// New runs have moved these towards the end of the list.
			end += added;
		} else if (page.entries.length < end - offset && offset + page.entries.length < total) {
			// The server gives fewer entries than it is asked for.
			size = Math.max(1, page.entries.length);
		} else {
			yield { runs: page.entries, end: null };
			end = offset;
		}
	}
}

/** The position of the newest run that is older than the mark. */
async function firstOlder(api: PreclinicalApi, mark: number, { runs, total }: Head): Promise<number> {
	let [low, high] = [runs.length, total];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		const { entries } = await api.runPage({ limit: 1, offset: middle });
		if (entries.length === 0 || orderOf(entries[0]) < mark) high = middle;
		else low = middle + 1;
	}
	return low;
}

function totalOf({ entries, total }: OffsetPage<PreclinicalRun>, offset: number): number {
	return total ?? offset + entries.length + (entries.length === PAGE_SIZE ? 1 : 0);
}

/** By the first page of a longer list. If its runs do not tell, the last run of the list does. */
async function isOldestFirst(
	api: PreclinicalApi,
	runs: PreclinicalRun[],
	total: number | null,
): Promise<boolean> {
	const [first, last] = [runs.at(0), runs.at(-1)].map((run) => toMilliseconds(run?.created_at));
	if (first !== last || total === null) return isBefore(first, last);
	const { entries, total: now } = await api.runPage({ limit: 1, offset: total - 1 });
	// Runs that were added meanwhile may have moved another run to this place, so it does not tell.
	return now === total && isBefore(first, toMilliseconds(entries[0]?.created_at));
}

function isBefore(one: number | null, other: number | null): boolean {
	return one !== null && other !== null && one < other;
}

/** A run without a time counts as a new one. */
function orderOf(run: PreclinicalRun): number {
	return toMilliseconds(run.created_at) ?? Infinity;
}
