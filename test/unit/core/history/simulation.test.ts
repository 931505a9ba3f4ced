/** A thousand runs of tests whose flakiness is known: what is estimated is within the bounds that chance allows. */
import type { StoredRow } from '../../../../core/history/row';
import { row, summariesOf } from './sequence';

const RUNS = 1_000;

/** A generator with a fixed seed (mulberry32), so that the test has one outcome. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** How often an event of this rate is seen: four standard deviations, so once in 16,000 outside. */
const tolerance = (rate: number) => 4 * Math.sqrt((rate * (1 - rate)) / RUNS);

const MINUTES = 60_000;

function simulated(testKey: string, statusOf: (number: number) => Partial<StoredRow>): StoredRow[] {
	return Array.from({ length: RUNS }, (_, index) =>
		row(index, {
			testKey,
			finishedAt: new Date(Date.UTC(2026, 0, 1) + index * MINUTES).toISOString(),
			...statusOf(index),
		}),
	);
}

const estimate = async (rows: StoredRow[]) => (await summariesOf(rows, RUNS))[0];

describe.each([0.01, 0.05, 0.1, 0.2, 0.3, 0.5])('a test that flakes in %d of its runs', (rate) => {
	test('with retries is found to be as flaky as it is', async () => {
		const random = randomFrom(1);
		const found = await estimate(simulated('retried', () => ({ flaky: random() < rate })));
		expect(Math.abs((found.flakyRate as number) - rate)).toBeLessThan(tolerance(rate));
		expect(found).toMatchObject({ runs: RUNS, failed: 0, failingStreak: 0 });
	});

	test('without retries is seen where it fails between two passes, never more often than it fails', async () => {
		const random = randomFrom(2);
		const found = await estimate(
			simulated('once', () => ({ status: random() < rate ? 'failed' : 'passed' })),
		);
		expect(Math.abs((found.failRate as number) - rate)).toBeLessThan(tolerance(rate));
		// It fails, and does not before and after.
		const seen = rate * (1 - rate) ** 2;
		// Neighbours depend on each other, which widens what chance allows.
		expect(Math.abs((found.flakyRate as number) - seen)).toBeLessThan(2 * tolerance(seen));
		expect(found.flakyRuns).toBeLessThanOrEqual(found.failed);
		expect(Math.abs((found.flipRate as number) - 2 * rate * (1 - rate))).toBeLessThan(2 * tolerance(rate));
	});

	test('is seen in all its failures where each commit is tested until it passes', async () => {
		const random = randomFrom(3);
		let commit = 0;
		const found = await estimate(
			simulated('again', () => {
				const failed = random() < rate;
				return { status: failed ? 'failed' : 'passed', commit: String(failed ? commit : commit++) };
			}),
		);
		expect(found.flakyRuns).toBeGreaterThanOrEqual(found.failed - 1);
		expect(Math.abs((found.flakyRate as number) - rate)).toBeLessThan(tolerance(rate) + 1 / RUNS);
	});
});

test('the interval of a rate holds the true rate about 95 times in 100', async () => {
	const random = randomFrom(5);
	const rows = Array.from({ length: RUNS }, (_, index) => index).flatMap((index) =>
		Array.from({ length: 20 }, (_, number) =>
			row(number, { testKey: `test ${index}`, status: random() < 0.2 ? 'failed' : 'passed' }),
		),
	);
	const found = await summariesOf(rows);
	const holding = found.filter(
		({ wilsonLow, wilsonHigh }) => (wilsonLow as number) <= 0.2 && (wilsonHigh as number) >= 0.2,
	);
	expect(found).toHaveLength(RUNS);
	expect(Math.abs(holding.length / RUNS - 0.95)).toBeLessThan(0.03);
});

test('a test that works until it is broken for good is not flaky', async () => {
	const found = await estimate(
		simulated('regression', (number) => ({ status: number < 600 ? 'passed' : 'failed' })),
	);
	expect(found).toMatchObject({ flakyRate: 0, failingStreak: 400, failed: 400, state: 'broken' });
});

test('a test that is broken and fixed for days at a time is not flaky', async () => {
	const found = await estimate(
		simulated('on and off', (number) => ({ status: number % 100 < 20 ? 'failed' : 'passed' })),
	);
	expect(found).toMatchObject({ flakyRate: 0, failRate: 0.2, state: 'stable' });
});

test('of a hundred tests of which ten are flaky these ten are called flaky, and no other', async () => {
	const random = randomFrom(4);
	const rows = Array.from({ length: 100 }, (_, index) => index).flatMap((index) =>
		simulated(`test ${index}`, () => ({ flaky: random() < (index < 10 ? 0.15 : 0.001) })).slice(-200),
	);
	const found = await summariesOf(rows, 200);
	const flaky = found.filter(({ state }) => state === 'flaky').map(({ testKey }) => testKey);
	expect(flaky.sort()).toEqual(Array.from({ length: 10 }, (_, index) => `test ${index}`));
});
