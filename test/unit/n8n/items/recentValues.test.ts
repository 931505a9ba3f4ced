import * as fc from 'fast-check';

import { RecentValues } from '../../../../n8n/items/recentValues';

test('the latest values are remembered, and no more than fit', () => {
	const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 30 });
	fc.assert(
		fc.property(keys, fc.integer({ min: 1, max: 4 }), (given, capacity) => {
			const values = new RecentValues<number>(capacity);
			given.forEach((key, index) => values.set(key, index));
			const latest = [...new Set([...given].reverse())].slice(0, capacity);

			for (const key of new Set(given)) {
				expect(values.get(key)).toBe(latest.includes(key) ? given.lastIndexOf(key) : undefined);
			}
		}),
	);
});

test('what was deleted is not there', () => {
	const values = new RecentValues<number>();
	values.set('a', 1);
	values.delete('a');

	expect(values.get('a')).toBeUndefined();
});
