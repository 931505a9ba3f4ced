import * as fc from 'fast-check';

import { collectPages, type Page } from '../../../../n8n/transport/paging';

/** Serves `total` numbers in pages of at most `size`, with the next index as cursor. */
function pagesOf(total: number, size: number) {
	const asked: Array<[number | undefined, number]> = [];
	const read = async (cursor: number | undefined, wanted: number): Promise<Page<number, number>> => {
		asked.push([cursor, wanted]);
		const from = cursor ?? 0;
		const to = Math.min(total, from + Math.min(size, wanted));
		const entries = Array.from({ length: to - from }, (_, i) => from + i);
		return { entries, next: to < total ? to : null };
	};
	return { asked, read };
}

describe('collectPages', () => {
	describe('the limit', () => {
		test('gives the first entries up to the limit, in order, and reads no page too many', async () => {
			const count = fc.integer({ min: 0, max: 40 });
			const limit = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant(Infinity));
			await fc.assert(
				fc.asyncProperty(count, fc.integer({ min: 1, max: 12 }), limit, async (total, size, most) => {
					const { asked, read } = pagesOf(total, size);

					const entries = await collectPages(most, read);

					const expected = Math.min(total, most);
					expect(entries).toEqual(Array.from({ length: expected }, (_, i) => i));
					expect(asked).toHaveLength(Math.max(1, Math.ceil(expected / size)));
				}),
			);
		});

		test('says how many entries are still wanted', async () => {
			const { asked, read } = pagesOf(20, 4);

			await collectPages(10, read);

			expect(asked).toEqual([
				[undefined, 10],
				[4, 6],
				[8, 2],
			]);
		});

		test('cuts a page that is longer than asked for', async () => {
			const read = async () => ({ entries: [1, 2, 3], next: 'more' });

			expect(await collectPages(2, read)).toEqual([1, 2]);
		});

		test('keeps what is wanted of each page before the next is read, and counts what was read', async () => {
			const { asked, read } = pagesOf(20, 4);
			const readBefore: number[] = [];

			const kept = await collectPages(10, read, (entries) => {
				readBefore.push(asked.length);
				return entries.filter((entry) => entry % 2 === 0).map((entry) => `entry ${entry}`);
			});

			expect(kept).toEqual(['entry 0', 'entry 2', 'entry 4', 'entry 6', 'entry 8']);
			expect(readBefore).toEqual([1, 2, 3]);
		});
	});

	describe('lists that do not end well', () => {
		test.each<[string, Array<Page<number, string>>, number[], string]>([
			[
				'a cursor that does not move',
				[
					{ entries: [1], next: 'a' },
					{ entries: [2], next: 'a' },
					{ entries: [3], next: 'b' },
				],
				[1, 2],
				'one of its pages leads to itself',
			],
			[
				'a page without entries that promises more',
				[
					{ entries: [1], next: 'a' },
					{ entries: [], next: 'b' },
					{ entries: [3], next: null },
				],
				[1],
				'it ended before the last of the entries that it counts',
			],
			[
				'a page that comes again, since the cursor is not heeded',
				[
					{ entries: [1, 2], next: 'a' },
					{ entries: [1, 2], next: 'b' },
					{ entries: [1, 2], next: 'c' },
				],
				[1, 2],
				'one of its pages came a second time',
			],
			[
				'pages that go round in a circle',
				[
					{ entries: [1, 2], next: 'a' },
					{ entries: [3, 4], next: 'b' },
					{ entries: [1, 2], next: 'c' },
				],
				[1, 2, 3, 4],
				'one of its pages came a second time',
			],
			[
				'a last page that is one of those before',
				[
					{ entries: [1, 2], next: 'a' },
					{ entries: [1, 2], next: null },
				],
				[1, 2],
				'one of its pages came a second time',
			],
			[
				'a page that the service cuts short',
				[{ entries: [1], next: null, cutShort: 'it does not say where it continues' }],
				[1],
				'it does not say where it continues',
			],
		])('ends at %s, in doubt', async (_, pages, expected, why) => {
			const left = [...pages];
			const warn = jest.fn();
			const inDoubt = jest.fn();
			const keep = Object.assign((entries: number[]) => entries, { inDoubt });

			expect(await collectPages(Infinity, async () => left.shift()!, keep, warn)).toEqual(expected);
			expect(warn.mock.calls).toEqual([[`The list may lack entries: ${why}.`]]);
			expect(inDoubt.mock.calls).toEqual([[expected, `The list may lack entries: ${why}.`]]);
		});

		test('is in no doubt about entries that are not wanted', async () => {
			const warn = jest.fn();
			const read = async () => ({ entries: [1, 2], next: 'a' });

			expect(await collectPages(2, read, undefined, warn)).toEqual([1, 2]);
			expect(warn).not.toHaveBeenCalled();
		});

		test('ends a list that never ends', async () => {
			const warn = jest.fn();
			const read = async (cursor = 0) => ({ entries: [cursor], next: cursor + 1 });

			expect(await collectPages(Infinity, read, undefined, warn)).toHaveLength(5_000);
			expect(warn).toHaveBeenCalledWith('The list may lack entries: it has more than 5000 pages.');
		});

		test('fails when a page fails', async () => {
			const read = async (cursor?: number) => {
				if (cursor === 1) throw new Error('no second page');
				return { entries: [0], next: 1 };
			};

			await expect(collectPages(5, read)).rejects.toThrow('no second page');
		});
	});
});
