/** Walking lists of Qase, also those that are longer than its offsets reach. */
import fc from 'fast-check';

import {
	collectFromEnd,
	collectFromStart,
	REACH,
	type QaseList,
	type TimeFilters,
} from '../../../../platforms/qase/longLists';
import type { Query } from '../../../../n8n/transport/query';

interface Entry {
	id: number;
	/** Epoch seconds; `null` for what has no time. */
	at: number | null;
}

const times: TimeFilters<Entry> = {
	from: 'from',
	to: 'to',
	write: (seconds) => seconds,
	read: Number,
	idOf: ({ id }) => id,
};

const START = 1_700_000_000;

const asTheyAre = (entries: Entry[]) => entries;

/** Qase as far as lists go: limits and offsets out of range are refused. */
function listOf(entries: Entry[], { exclusive = false, counts = true } = {}) {
	const calls: Query[] = [];
	const doubts: string[] = [];
	const windows = new Map<string, Entry[]>();
	const page = async (query: Query) => {
		calls.push(query);
		const { limit, offset, from, to } = query as Record<string, number>;
		if (limit < 1 || limit > 100 || offset < 0 || offset > 100_000) throw new Error('refused');
		const edge = exclusive ? 1 : 0;
		const isIn = ({ at }: Entry) =>
			(from === undefined || (at !== null && at >= from + edge)) &&
			(to === undefined || (at !== null && at <= to - edge));
		const window = `${from} ${to}`;
		const matching = windows.get(window) ?? entries.filter(isIn);
		windows.set(window, matching);
		return { entities: matching.slice(offset, offset + limit), filtered: counts ? matching.length : null };
	};
	const warn = (doubt: string) => void doubts.push(doubt);
	return { list: { page, times, warn } as QaseList<Entry>, calls, doubts };
}

const spread = (count: number, secondsApart = 1): Entry[] =>
	Array.from({ length: count }, (_, index) => ({ id: index, at: START + Math.floor(index * secondsApart) }));
const idsOf = (entries: Entry[]) => entries.map(({ id }) => id);
const sorted = (ids: number[]) => [...ids].sort((a, b) => a - b);

test.each([0, 1, 99, 100, 101, 250])('%d entries are read to their end, from both ends', async (count) => {
	const { list, doubts } = listOf(spread(count));
	const ids = idsOf(spread(count));
	expect(idsOf(await collectFromStart(Infinity, list))).toEqual(ids);
	expect(idsOf(await collectFromEnd(Infinity, list, asTheyAre))).toEqual(ids.reverse());
	expect(doubts).toEqual([]);
});

test('no page is longer than needed', async () => {
	const { list, calls } = listOf(spread(250));
	await collectFromStart(130, list);
	expect(calls.map(({ limit, offset }) => [limit, offset])).toEqual([
		[100, 0],
		[30, 100],
	]);
	calls.length = 0;
	await collectFromEnd(130, list, asTheyAre);
	expect(calls.map(({ limit, offset }) => [limit, offset])).toEqual([
		[1, 0],
		[100, 150],
		[30, 120],
	]);
});

describe('100,250 entries', () => {
	const all = spread(100_250);

	test.each([
		['inclusive', false],
		['exclusive', true],
	])('are all read, once each, with %s filters of time', async (_, exclusive) => {
		const { list, doubts } = listOf(all, { exclusive });
		expect(sorted(idsOf(await collectFromStart(Infinity, list)))).toEqual(idsOf(all));
		expect(idsOf(await collectFromEnd(Infinity, list, asTheyAre))).toEqual(idsOf(all).reverse());
		expect(doubts).toEqual([]);
	});

	test('are read a few at a time from their end without walking through them', async () => {
		const { list, calls } = listOf(all);
		expect(idsOf(await collectFromEnd(150, list, asTheyAre))).toEqual(idsOf(all).reverse().slice(0, 150));
		expect(calls.length).toBeLessThan(40);
	});

	test('up to 100,100 take no filters of time', async () => {
		const { list, calls } = listOf(all);
		expect(idsOf(await collectFromStart(REACH, list))).toEqual(idsOf(all).slice(0, REACH));
		expect(calls.every(({ from, to }) => from === undefined && to === undefined)).toBe(true);
	});

	test('stay within the times that were asked for', async () => {
		const { list } = listOf(all);
		const [from, to] = [START + 50, START + 100_200];
		const query = { from, to };
		const within = all.filter(({ at }) => at! >= from && at! <= to);
		expect(within.length).toBeGreaterThan(REACH);
		expect(sorted(idsOf(await collectFromStart(Infinity, { ...list, query })))).toEqual(idsOf(within));
	});

	test('are all read when some of them have no time, as far as those are in reach', async () => {
		const some = all.map((entry) =>
			entry.id % 1000 === 7 && entry.id < 90_000 ? { ...entry, at: null } : entry,
		);
		const { list, doubts } = listOf(some);
		expect(sorted(idsOf(await collectFromStart(Infinity, list)))).toEqual(idsOf(all));
		expect(doubts).toEqual([]);
	});

	test('that cannot all be read are said to be missing, and the others are kept', async () => {
		const some = all.map((entry) => (entry.id >= 100_200 ? { ...entry, at: null } : entry));
		const { list, doubts } = listOf(some);
		expect(sorted(idsOf(await collectFromStart(Infinity, list)))).toEqual(idsOf(all).slice(0, 100_200));
		expect(doubts).toEqual([
			'The list may lack entries: Qase shows no more than the first 100,100 entries of a list.',
		]);
	});

	test('of a single second, or of a list without filters of time, are read as far as offsets reach', async () => {
		const atOnce = all.map(({ id }) => ({ id, at: START }));
		for (const changes of [{}, { times: undefined }]) {
			const { list, doubts } = listOf(atOnce);
			const read = await collectFromStart(Infinity, { ...list, ...changes });
			expect(sorted(idsOf(read))).toEqual(idsOf(all).slice(0, REACH));
			expect(doubts).toHaveLength(1);
		}
	});
});

test('a list without a count is read until a page is empty', async () => {
	const { list, doubts } = listOf(spread(250), { counts: false });
	expect(await collectFromStart(Infinity, list)).toHaveLength(250);
	expect(idsOf(await collectFromEnd(3, list, asTheyAre))).toEqual([249, 248, 247]);
	expect(doubts).toEqual([]);
});

test('a list that ends before it should, or comes round again, is said to lack entries', async () => {
	const { list, doubts } = listOf(spread(250));
	const cut = async (query: Query) => {
		const { entities, filtered } = await list.page(query);
		return { entities: Number(query.offset) >= 150 ? [] : entities, filtered };
	};
	expect(await collectFromStart(Infinity, { ...list, page: cut })).toHaveLength(200);
	expect(await collectFromEnd(Infinity, { ...list, page: cut }, asTheyAre)).toEqual([]);
	const round = async (query: Query) => ({
		...(await list.page({ ...query, offset: 0 })),
		filtered: null,
	});
	expect(await collectFromStart(Infinity, { ...list, page: round })).toHaveLength(100);
	expect(doubts).toEqual([
		'The list may lack entries: it ended before the last of the entries that it counts.',
		'The list may lack entries: it ended before the last of the entries that it counts.',
		'The list may lack entries: one of its pages came a second time.',
	]);
});

test('however entries are spread over time, all are read once', async () => {
	const gaps = fc.array(fc.nat(3_000_000), { minLength: 1, maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(gaps, fc.boolean(), async (steps, exclusive) => {
			let at = START;
			const entries: Entry[] = [];
			const perStep = Math.ceil(101_000 / steps.length / 5);
			for (const step of steps) {
				at += step;
				for (let second = 0; second < 5; second += 1, at += 1)
					for (let index = 0; index < perStep; index += 1) entries.push({ id: entries.length, at });
			}
			const { list, doubts } = listOf(entries, { exclusive });
			expect(new Set(idsOf(await collectFromEnd(Infinity, list, asTheyAre))).size).toBe(entries.length);
			expect(doubts).toEqual([]);
		}),
		{ numRuns: 3 },
	);
}, 60_000);
