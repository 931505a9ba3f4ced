import * as fc from 'fast-check';

import { nextDelay, type Pace } from '../../../../n8n/waiting/schedule';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const DURATIONS = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE];

const random = fc.double({ min: 0, max: 1, noNaN: true });

/** Looks at a run from its start until its end is seen: how many there were, and how long after the end. */
function watch(durationMs: number, pace: Pace, next: () => number) {
	let [age, looks] = [0, 1];
	while (age < durationMs) {
		age += nextDelay(age, pace, next());
		looks++;
	}
	return { looks, lateMs: age - durationMs };
}

describe('the delay until the next look at a run', () => {
	test.each([
		[0, SECOND],
		[5 * SECOND, SECOND],
		[30 * SECOND, 3 * SECOND],
		[5 * MINUTE, 30 * SECOND],
		[10 * MINUTE, 60 * SECOND],
		[5 * 60 * MINUTE, 60 * SECOND],
	])('at an age of %d ms is %d ms', (age, delay) => {
		expect(nextDelay(age, {}, 0)).toBe(delay);
	});

	test('is shortened a little, so that workflows do not ask in step', () => {
		expect(nextDelay(0, {}, 1)).toBe(980);
		expect(nextDelay(0, {}, 0.5)).toBe(990);
	});

	test('stays within the bounds and never shrinks with the age', () => {
		const ms = fc.integer({ min: 0, max: 10 * 60 * MINUTE });
		const bounds = fc.tuple(fc.integer({ min: 1, max: MINUTE }), fc.integer({ min: 0, max: MINUTE }));
		fc.assert(
			fc.property(ms, ms, bounds, random, (age, more, [shortestMs, span], r) => {
				const pace = { shortestMs, longestMs: shortestMs + span };
				const delay = nextDelay(age, pace, r);
				expect(delay).toBeGreaterThanOrEqual(shortestMs * 0.98 - 1e-6);
				expect(delay).toBeLessThanOrEqual(pace.longestMs);
				expect(nextDelay(age + more, pace, r)).toBeGreaterThanOrEqual(delay);
			}),
		);
	});

	test.each([undefined, 60_000])(
		'a longest interval below the shortest one wins, expecting %j',
		(expectedMs) => {
			expect(nextDelay(0, { shortestMs: 5_000, longestMs: 1_000, expectedMs }, 0)).toBe(1_000);
		},
	);
});

describe('without an expectation a run', () => {
	test.each([
		[10 * SECOND, 12],
		[30 * MINUTE, 76],
		[120 * MINUTE, 168],
	])('of %d ms takes %d looks at most', (duration, most) => {
		for (const constant of [0, 1]) {
			expect(watch(duration, {}, () => constant).looks).toBeLessThanOrEqual(most);
		}
		fc.assert(
			fc.property(fc.infiniteStream(random), (stream) => {
				expect(watch(duration, {}, () => stream.next().value as number).looks).toBeLessThanOrEqual(most);
			}),
		);
	});

	test('is seen to have ended within a tenth of its duration, or a second, and a minute at most', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 180 * MINUTE }),
				fc.infiniteStream(random),
				(duration, stream) => {
					const { lateMs } = watch(duration, {}, () => stream.next().value as number);
					expect(lateMs).toBeLessThanOrEqual(Math.min(Math.max(duration / 10, SECOND), MINUTE));
				},
			),
		);
	});
});

describe('with an expectation that is right within 15 %', () => {
	const wrongBy = fc.double({ min: 0.85, max: 1.15, noNaN: true });

	test.each(DURATIONS)(
		'a run of %d ms takes 30 looks at most, and is seen to have ended soon',
		(duration) => {
			fc.assert(
				fc.property(wrongBy, fc.infiniteStream(random), (factor, stream) => {
					const pace = { expectedMs: duration * factor };
					const { looks, lateMs } = watch(duration, pace, () => stream.next().value as number);
					expect(looks).toBeLessThanOrEqual(30);
					expect(lateMs).toBeLessThanOrEqual(Math.max(duration * 0.02, SECOND) + 1e-6);
				}),
			);
		},
	);

	test('a run that ends far too early is still seen before the expected end', () => {
		fc.assert(
			fc.property(fc.integer({ min: MINUTE, max: 60 * MINUTE }), random, (expectedMs, share) => {
				const { lateMs } = watch(expectedMs * share * 0.5, { expectedMs }, () => 0);
				expect(lateMs).toBeLessThanOrEqual(Math.max(expectedMs * share * 0.5, expectedMs * 0.01, 2 * SECOND));
			}),
		);
	});

	test('a run that takes longer is looked at as usual again', () => {
		expect(nextDelay(20 * MINUTE, { expectedMs: 10 * MINUTE }, 0)).toBe(nextDelay(20 * MINUTE, {}, 0));
	});

	test('bounds that are set hold', () => {
		const pace = { expectedMs: 30 * MINUTE, shortestMs: 5 * SECOND, longestMs: 20 * SECOND };
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 60 * MINUTE }), (age) => {
				expect(nextDelay(age, pace, 0)).toBeGreaterThanOrEqual(5 * SECOND);
				expect(nextDelay(age, pace, 0)).toBeLessThanOrEqual(20 * SECOND);
			}),
		);
	});
});

describe('with a guess', () => {
	const age = fc.integer({ min: 0, max: 180 * MINUTE });
	const guess = fc.integer({ min: 1, max: 180 * MINUTE });

	test('no look is later than without it, whatever the guess', () => {
		const bound = fc.option(fc.integer({ min: 1, max: MINUTE }), { nil: undefined });
		fc.assert(
			fc.property(age, guess, bound, bound, random, (ageMs, likelyMs, shortestMs, longestMs, r) => {
				const pace = { shortestMs, longestMs };
				const without = nextDelay(ageMs, pace, r);
				const delay = nextDelay(ageMs, { ...pace, likelyMs }, r);
				expect(delay).toBeLessThanOrEqual(without);
				expect(delay).toBeGreaterThanOrEqual(Math.min(without, (shortestMs ?? SECOND) * 0.98 - 1e-6));
			}),
		);
	});

	test.each([5 * MINUTE, 30 * MINUTE])(
		'that is right within 10 %%, the end of a run of %d ms is seen soon, for few looks more',
		(duration) => {
			const wrongBy = fc.double({ min: 0.92, max: 1.1, noNaN: true });
			fc.assert(
				fc.property(wrongBy, fc.infiniteStream(random), (factor, stream) => {
					const next = () => stream.next().value as number;
					const { looks, lateMs } = watch(duration, { likelyMs: duration * factor }, next);
					expect(lateMs).toBeLessThanOrEqual(duration * factor * 0.01 + 1e-6);
					expect(looks).toBeLessThanOrEqual(watch(duration, {}, () => 1).looks + 22);
				}),
			);
		},
	);
});
