/** What holds for every history. */
import * as fc from 'fast-check';

import type { StoredRow } from '../../../../core/history/row';
import { runHistory } from '../../../../core/history/runHistory';
import type { TestSummary } from '../../../../core/history/summarize';
import { sampleFailure, sampleRun } from '../sampleRun';
import { atOnce } from '../../../../core/text/inTurns';
import { collected, endOf, row, summariesOf } from './sequence';

const RUNS = { numRuns: 400 };

const status = fc.constantFrom<StoredRow['status']>(
	'passed',
	'failed',
	'error',
	'timedOut',
	'skipped',
	'other',
);

/** Rows of several tests in one run. */
const runRows = (number: number) =>
	fc
		.record({
			branch: fc.constantFrom('main', 'main', 'topic', null),
			commit: fc.constantFrom('one', 'two', `own-${number}`, null),
			environment: fc.constantFrom(null, null, 'staging'),
			finishedAt: fc.constantFrom(endOf(number), endOf(number), endOf(3), null),
			complete: fc.constantFrom(true, true, false, null),
			verdict: fc.constantFrom<StoredRow['status']>('passed', 'failed', 'inconclusive'),
			hasRunRow: fc.boolean(),
			tests: fc.uniqueArray(
				fc.record({
					testKey: fc.constantFrom('pays', 'ships', 'logs in'),
					status,
					flaky: fc.boolean(),
					durationMs: fc.option(fc.nat(9000), { nil: null }),
				}),
				{ selector: ({ testKey }) => testKey },
			),
		})
		.map(({ tests, verdict, hasRunRow, ...facts }) => [
			...(hasRunRow ? [row(number, { ...facts, testKey: '', title: null, status: verdict })] : []),
			...tests.map((test) => row(number, { ...facts, ...test })),
		]);

const runs = fc
	.integer({ min: 1, max: 12 })
	.chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => runRows(index + 1))));

test('rows in any order, split or repeated give the same', async () => {
	const given = runs.chain((all) => {
		const rows = all.flat();
		return fc.record({
			rows: fc.constant(rows),
			shuffled: fc.shuffledSubarray(rows, { minLength: rows.length }),
			repeated: fc.subarray(rows),
		});
	});
	await fc.assert(
		fc.asyncProperty(given, async ({ rows, shuffled, repeated }) => {
			const expected = await summariesOf(rows);
			expect(await summariesOf(shuffled)).toEqual(expected);
			expect(await summariesOf([...repeated, ...shuffled, ...repeated])).toEqual(expected);
		}),
		RUNS,
	);
});

const streaks = (all: TestSummary[]) =>
	new Map(
		all.map(({ testKey, branch, environment, ...rest }) => [
			[testKey, branch, environment].join('|'),
			rest.failingStreak,
		]),
	);

test('a passed run never raises a streak, wherever it stands', async () => {
	await fc.assert(
		fc.asyncProperty(runs, fc.integer({ min: 0, max: 13 }), fc.boolean(), async (all, at, flaky) => {
			const rows = all.flat();
			const passed = ['pays', 'ships', 'logs in'].map((testKey) =>
				row(99, { testKey, flaky, finishedAt: endOf(at) }),
			);
			const before = streaks(await summariesOf(rows));
			for (const [test, streak] of streaks(await summariesOf([...rows, ...passed])))
				expect(streak).toBeLessThanOrEqual(before.get(test) ?? 0);
		}),
		RUNS,
	);
});

test('the numbers fit together', async () => {
	await fc.assert(
		fc.asyncProperty(runs, async (all) => {
			for (const test of await summariesOf(all.flat())) {
				expect(test.failed).toBeLessThanOrEqual(test.runs);
				expect(test.flakyRuns).toBeLessThanOrEqual(test.runs);
				expect(test.failingStreak).toBeLessThanOrEqual(test.failed);
				expect(test.failingSince === null).toBe(test.failingStreak === 0);
				if (test.failRate !== null) {
					expect(test.wilsonLow).toBeLessThanOrEqual(test.failRate);
					expect(test.wilsonHigh).toBeGreaterThanOrEqual(test.failRate);
				}
				for (const rate of [test.failRate, test.flakyRate, test.flipRate, test.wilsonLow, test.wilsonHigh])
					if (rate !== null) expect(rate >= 0 && rate <= 1).toBe(true);
				if (test.runs < 5) expect([test.flakyRate, test.p50, test.p95]).toEqual([null, null, null]);
			}
		}),
		RUNS,
	);
});

test('a failure of the run is always in its own history, and what ended later is not', async () => {
	await fc.assert(
		fc.asyncProperty(runs, fc.integer({ min: 1, max: 12 }), async (all, number) => {
			const failures = [sampleFailure('pays', { testKey: 'pays' })];
			const run = {
				...sampleRun({ platform: 'qase', branch: 'main', finishedAt: endOf(number), failures }),
				key: `qase:DEMO:${number}`,
			};
			const rows = all.flat();
			const read = async (some: StoredRow[]) => await runHistory(await collected(some), run, 0, {}, atOnce);
			const found = await read(rows);
			const [history] = found.failures;
			expect(history?.failingStreak).toBeGreaterThanOrEqual(1);
			expect(history?.runs).toBeGreaterThanOrEqual(history?.failingStreak ?? Infinity);
			const until = rows.filter(
				({ finishedAt }) => finishedAt === null || finishedAt <= (run.finishedAt as string),
			);
			expect((await read(until)).failures).toEqual(found.failures);
		}),
		RUNS,
	);
});
