import * as fc from 'fast-check';

import { DEFAULT_BOUNDS, nextDelay } from '../../../waiting/schedule';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('the delay until the next look at a run', () => {
	test.each([
		[0, 2 * SECOND],
		[10 * SECOND, 2 * SECOND],
		[30 * SECOND, 3 * SECOND],
		[5 * MINUTE, 30 * SECOND],
		[10 * MINUTE, 60 * SECOND],
		[5 * 60 * MINUTE, 60 * SECOND],
	])('at an age of %d ms is %d ms', (age, delay) => {
		expect(nextDelay(age, DEFAULT_BOUNDS, 0)).toBe(delay);
	});

	test('is shortened by up to a tenth, so that workflows do not ask in step', () => {
		expect(nextDelay(0, DEFAULT_BOUNDS, 1)).toBe(1_800);
		expect(nextDelay(0, DEFAULT_BOUNDS, 0.5)).toBe(1_900);
	});

	test('stays within the bounds and never shrinks with the age', () => {
		const ms = fc.integer({ min: 0, max: 10 * 60 * MINUTE });
		const bounds = fc.tuple(fc.integer({ min: 1, max: MINUTE }), fc.integer({ min: 0, max: MINUTE }));
		const random = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(ms, ms, bounds, random, (age, more, [shortestMs, span], r) => {
				const limits = { shortestMs, longestMs: shortestMs + span };
				const delay = nextDelay(age, limits, r);
				expect(delay).toBeGreaterThanOrEqual(shortestMs * 0.9 - 1e-6);
				expect(delay).toBeLessThanOrEqual(limits.longestMs);
				expect(nextDelay(age + more, limits, r)).toBeGreaterThanOrEqual(delay);
			}),
		);
	});

	test('a longest interval below the shortest one wins', () => {
		expect(nextDelay(0, { shortestMs: 5_000, longestMs: 1_000 }, 0)).toBe(1_000);
	});

	test('adds up to few requests for a run of an hour', () => {
		let [age, looks] = [0, 0];
		while (age < 60 * MINUTE) {
			age += nextDelay(age, DEFAULT_BOUNDS, 0);
			looks++;
		}
		expect(looks).toBeLessThan(110);
	});
});
