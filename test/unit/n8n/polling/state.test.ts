import fc from 'fast-check';

import type { Cursor } from '../../../../n8n/polling/cursor';
import { fromStored, toStored } from '../../../../n8n/polling/state';

const AT = '2026-06-01T00:00:00.000Z';
const id = fc.string({ minLength: 1 });
const order = fc.option(fc.integer());
const end = fc.constantFrom('RUN_FINISH 0a1b2c3d', 'RUN_CANCELED');

const cursors: fc.Arbitrary<Cursor> = fc.record({
	scope: fc.string(),
	mark: fc.nat(),
	floor: fc.oneof(fc.integer(), fc.constant(-Infinity)),
	hint: fc.option(fc.nat()),
	open: fc
		.array(
			fc.tuple(
				id,
				fc.record({
					order,
					firstSeenAt: fc.nat(1_000_000).map((minute) => minute * 60_000),
					misses: fc.nat(1),
					lastEnd: fc.oneof(fc.constant(''), end),
				}),
			),
		)
		.map((entries) => new Map(entries)),
	ended: fc.array(fc.tuple(id, fc.record({ order, end }))).map((entries) => new Map(entries)),
	queue: fc.array(
		fc.record({
			event: fc.constantFrom('RUN_START' as const, 'RUN_FINISH' as const),
			id,
			at: fc.nat(),
			owner: fc.string(),
			content: fc.string(),
			isSent: fc.boolean(),
		}),
	),
});

test('a cursor comes back from the database as it was', () => {
	fc.assert(
		fc.property(cursors, (cursor) => {
			const stored: unknown = JSON.parse(JSON.stringify(toStored(cursor, AT)));
			expect(fromStored(stored)).toEqual(cursor);
		}),
	);
});

test.each([
	['nothing', undefined],
	['a text', 'x'],
	[
		'of a later version',
		{ v: 2, scope: '', mark: 1, floor: null, hint: null, open: [], ended: [], queue: [] },
	],
	[
		'with a mark that is no number',
		{ v: 1, scope: '', mark: null, floor: null, hint: null, open: [], ended: [], queue: [] },
	],
	[
		'with a list that is none',
		{ v: 1, scope: '', mark: 1, floor: null, hint: null, open: {}, ended: [], queue: [] },
	],
	[
		'with an entry that is none',
		{ v: 1, scope: '', mark: 1, floor: null, hint: null, open: [1], ended: [], queue: [] },
	],
])('what was stored is no cursor: %s', (_, stored) => {
	expect(fromStored(stored)).toBeNull();
});
