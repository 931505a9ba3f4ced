import * as fc from 'fast-check';

import { RecentKeys } from '../../../../n8n/webhooks/duplicates';

describe('RecentKeys', () => {
	test('lets each key through once', () => {
		const keys = new RecentKeys();

		expect([keys.claim('a'), keys.claim('b'), keys.claim('a'), keys.claim('b')]).toEqual([
			true,
			true,
			false,
			false,
		]);
	});

	test('lets a released key through again', () => {
		const keys = new RecentKeys();
		keys.claim('a');
		keys.release('a');
		keys.release('never claimed');

		expect([keys.claim('a'), keys.claim('a')]).toEqual([true, false]);
	});

	test('forgets the oldest when it is full', () => {
		const keys = new RecentKeys(2);
		for (const key of ['a', 'b', 'c']) keys.claim(key);

		expect(keys.claim('c')).toBe(false);
		expect(keys.claim('b')).toBe(false);
		expect(keys.claim('a')).toBe(true);
	});

	test('remembers ten thousand unless told otherwise', () => {
		const keys = new RecentKeys();
		for (let n = 0; n < 10_000; n++) keys.claim(`${n}`);

		expect(keys.claim('0')).toBe(false);
		keys.claim('one more');
		expect(keys.claim('0')).toBe(true);
	});

	test('a key comes through again only after as many others as are kept, or a release', () => {
		const step = fc.tuple(fc.constantFrom('claim', 'release'), fc.constantFrom('a', 'b', 'c', 'd', 'e'));
		fc.assert(
			fc.property(fc.array(step), fc.integer({ min: 1, max: 4 }), (steps, capacity) => {
				const keys = new RecentKeys(capacity);
				let expected: string[] = [];
				for (const [action, key] of steps) {
					if (action === 'release') {
						keys.release(key);
						expected = expected.filter((other) => other !== key);
						continue;
					}
					const isNew = !expected.includes(key);
					expect(keys.claim(key)).toBe(isNew);
					if (isNew) expected = [...expected, key].slice(-capacity);
				}
			}),
		);
	});
});
