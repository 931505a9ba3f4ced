/**
 * Reads lists of any length. Qase refuses an offset above 100,000 (contract: pagination), so a longer list is read in
 * several periods of time, if it can be filtered by time.
 */
import { collector, remembering, type Keep, type Page } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import type { QasePage } from './wire';

/** The largest page that Qase accepts. */
export const PAGE_SIZE = 100;

const LARGEST_OFFSET = 100_000;

/** How many entries of a list can be read by offset. */
export const REACH = LARGEST_OFFSET + PAGE_SIZE;

/** A list and its filters. */
export interface QaseList<T> {
	page(query: Query): Promise<QasePage<T>>;
	/** Called if the list may lack entries. */
	warn?(doubt: string): void;
	query?: Query;
	/** Its filters by time. Without them, entries beyond {@link REACH} cannot be read. */
	times?: TimeFilters<T>;
}

/** The two filters of a list by time, in whole seconds. */
export interface TimeFilters<T> {
	from: string;
	to: string;
	write(epochSeconds: number): string | number;
	read(value: string | number): number;
	/**
	 * Identifies an entry. Periods overlap, because it is not documented whether a filter includes its own second, so an
	 * entry may be read twice.
	 */
	idOf(entry: T): string | number;
}

/**
 * Reads up to `limit` entries and returns what `keep` converts them to, in the order of the list. A list that is longer
 * than {@link REACH} is read period by period, the newest first.
 */
export async function collectFromStart<T, Kept = T>(
	limit: number,
	list: QaseList<T>,
	keep?: Keep<T, Kept>,
): Promise<Kept[]> {
	return await collect(limit, list, fromStart(list, limit), keep);
}

/** The same, but beginning with the last entry of the list. */
export async function collectFromEnd<T, Kept>(
	limit: number,
	list: QaseList<T>,
	keep: Keep<T, Kept>,
): Promise<Kept[]> {
	const count = await countOf(list);
	if (count === null) return await lastOfAll(limit, list, keep);
	const pages = count > REACH ? outOfReach(list, count, backwards) : backwards(list, limit, count);
	return await collect(limit, list, pages, keep);
}

/**
 * A page and the offset of the next one. The list ends after `filtered` entries (`total` also counts entries that the
 * filters exclude). If Qase does not return that number, the list ends with an empty page.
 */
export function following<T>(offset: number, { entities, filtered }: QasePage<T>): Page<T, number> {
	const next = offset + entities.length;
	const isLast = filtered === null ? entities.length === 0 : next >= filtered;
	if (isLast || next <= LARGEST_OFFSET) return { entries: entities, next: isLast ? null : next };
	return { entries: entities, next: null, cutShort: BEYOND_REACH };
}

/** Reasons why a list may lack entries, for `cutShort` of a page. */
const BEYOND_REACH = 'Qase shows no more than the first 100,100 entries of a list';
const ENDED_EARLY = 'it ended before the last of the entries that it counts';

/** Pages of entries. Returns, at the end, why there may be more of them. */
type Pages<T> = AsyncGenerator<T[], string | undefined>;

/** Reads up to `limit` of the `count` entries of a list, all of which can be read by offset. */
type Walk<T> = (list: QaseList<T>, limit: number, count: number) => Pages<T>;

async function collect<T, Kept>(
	limit: number,
	{ warn }: QaseList<T>,
	pages: Pages<T>,
	keep?: Keep<T, Kept>,
): Promise<Kept[]> {
	const { all, add } = collector(limit, keep, warn);
	for (let isWanted = limit > 0; isWanted;) {
		const { value, done } = await pages.next();
		isWanted = await add(done ? { entries: [], next: null, cutShort: value } : { entries: value, next: {} });
	}
	return all;
}

/** For a list without a count: it has to be read completely to find its end. */
async function lastOfAll<T, Kept>(limit: number, list: QaseList<T>, keep: Keep<T, Kept>): Promise<Kept[]> {
	const asTheyAre = remembering((entries: T[]) => entries);
	const entries = await collectFromStart(Infinity, list, asTheyAre);
	const kept = await keep(entries.reverse().slice(0, limit));
	if (asTheyAre.doubt !== null) keep.inDoubt?.(kept, asTheyAre.doubt);
	return kept;
}

async function* fromStart<T>(list: QaseList<T>, limit: number): Pages<T> {
	for (let offset: number | null = 0; offset !== null && offset < limit;) {
		const size = Math.min(PAGE_SIZE, limit - offset);
		const page: QasePage<T> = await list.page({ ...list.query, limit: size, offset });
		if (offset === 0 && page.filtered !== null && page.filtered > REACH && limit > REACH) {
			return yield* outOfReach(list, page.filtered, fromStart);
		}
		const { entries, next, cutShort }: Page<T, number> = following(offset, page);
		if (entries.length > 0) yield entries;
		if (cutShort !== undefined) return cutShort;
		if (entries.length === 0) return next === null ? undefined : ENDED_EARLY;
		offset = next;
	}
	return undefined;
}

async function* backwards<T>(list: QaseList<T>, limit: number, count: number): Pages<T> {
	let wanted = limit;
	for (let end = count; end > 0 && wanted > 0;) {
		const size = Math.min(PAGE_SIZE, wanted, end);
		end -= size;
		wanted -= size;
		const { entities } = await list.page({ ...list.query, limit: size, offset: end });
		if (entities.length === 0) return ENDED_EARLY;
		yield entities.reverse();
	}
	return undefined;
}

/** All entries, each once, of a list of `total` entries that is longer than {@link REACH}. */
async function* outOfReach<T>(list: QaseList<T>, total: number, walk: Walk<T>): Pages<T> {
	const { times } = list;
	if (times === undefined) {
		yield* walk(list, REACH, REACH);
		return BEYOND_REACH;
	}
	const seen = new Set<string | number>();
	const whole = wholeRange(list.query, times);
	for await (const { window, count } of windowsIn(whole, list, times, whole)) {
		yield* unseen(walk(window, REACH, Math.min(REACH, count)), seen, times);
	}
	// Entries without a time are in no period.
	if (seen.size < total) yield* unseen(walk(list, REACH, REACH), seen, times);
	return seen.size < total ? BEYOND_REACH : undefined;
}

async function* unseen<T>(pages: Pages<T>, seen: Set<string | number>, times: TimeFilters<T>) {
	for await (const entries of pages) {
		const fresh = entries.filter((entry) => !seen.has(times.idOf(entry)));
		for (const entry of fresh) seen.add(times.idOf(entry));
		if (fresh.length > 0) yield fresh;
	}
}

interface Range {
	from: number;
	to: number;
}

/** Divides a period into halves until the entries of each can be read by offset; the newer half first. */
async function* windowsIn<T>(
	range: Range,
	list: QaseList<T>,
	times: TimeFilters<T>,
	whole: Range,
): AsyncGenerator<{ window: QaseList<T>; count: number }, void> {
	const window = { page: list.page, query: { ...list.query, ...filters(range, times, whole) } };
	const count = (await countOf(window)) ?? 0;
	if (count === 0) return;
	if (count <= REACH || range.from >= range.to) return yield { window, count };
	const middle = Math.floor((range.from + range.to) / 2);
	yield* windowsIn({ from: middle + 1, to: range.to }, list, times, whole);
	yield* windowsIn({ from: range.from, to: middle }, list, times, whole);
}

/** Extends a period by one second to each side, but not beyond the whole one. */
function filters<T>({ from, to }: Range, times: TimeFilters<T>, whole: Range): Query {
	return {
		...(from > whole.from ? { [times.from]: times.write(from - 1) } : {}),
		...(to < whole.to ? { [times.to]: times.write(to + 1) } : {}),
	};
}

/** The period that the query asks for; where it has no limit, from 1970 or until tomorrow. */
function wholeRange<T>(query: Query = {}, times: TimeFilters<T>): Range {
	const asked = (name: string, otherwise: number) =>
		query[name] === undefined ? otherwise : times.read(query[name] as string | number);
	return { from: asked(times.from, 0), to: asked(times.to, Math.ceil(Date.now() / 1000) + 86_400) };
}

async function countOf<T>({ page, query }: QaseList<T>): Promise<number | null> {
	return (await page({ ...query, limit: 1, offset: 0 })).filtered;
}
