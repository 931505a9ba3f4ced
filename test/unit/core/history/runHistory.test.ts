/** What earlier rows say about a run and its failures. */
import { makeRows } from '../../../../core/history/makeRows';
import type { StoredRow } from '../../../../core/history/row';
import { runHistory, type HistoryOptions } from '../../../../core/history/runHistory';
import type { TestRun } from '../../../../core/model/TestRun';
import { atOnce } from '../../../../core/text/inTurns';
import { sampleFailure, sampleRun, sampleTest } from '../sampleRun';
import { collected, endOf, outageIn, row, rowsOf } from './sequence';

const NOW = Date.UTC(2026, 5, 1);

/** The run of this number, in which `pays` failed. */
function failedRun(number: number, facts: Parameters<typeof sampleRun>[0] = {}): TestRun {
	const run = sampleRun({
		platform: 'qase',
		id: String(number),
		branch: 'main',
		finishedAt: endOf(number),
		commit: { sha: `commit-${number}`, message: null, author: null },
		counts: { total: 9, passed: 8, failed: 1 },
		failures: [sampleFailure('pays', { testKey: 'pays' })],
		...facts,
	});
	return { ...run, key: `qase:DEMO:${number}` };
}

const historyOf = async (rows: StoredRow[], run: TestRun, options: HistoryOptions = {}) =>
	await runHistory(await collected(rows), run, NOW, options, atOnce);

test('the run itself is the newest of its history', async () => {
	const { failures, note, earlierRuns } = await historyOf(rowsOf('P F P P P'), failedRun(6));
	expect(failures).toEqual([
		{
			runs: 6,
			failed: 2,
			flakyRuns: 1,
			flakyRate: 1 / 6,
			failingStreak: 1,
			failingSince: endOf(6),
			lastPassedAt: endOf(5),
			runsOnBranch: 6,
			unstableRate: 1 / 5,
		},
	]);
	expect({ note, earlierRuns }).toEqual({ note: null, earlierRuns: 5 });
});

test('rows that were inserted before they were read change nothing', async () => {
	const run = failedRun(6);
	const before = rowsOf('P F P P P');
	const stale = makeRows({ ...run, failures: [], verdict: 'passed' });
	const read = await historyOf(before, run);
	expect(await historyOf([...before, ...makeRows(run)], run)).toEqual(read);
	expect(await historyOf([...before, ...stale], run)).toEqual(read);
});

test('later runs do not count', async () => {
	expect(await historyOf(rowsOf('P F P P P A P P'), failedRun(6))).toEqual(
		await historyOf(rowsOf('P F P P P'), failedRun(6)),
	);
});

test('a run that does not say when it ended is the newest', async () => {
	const { failures } = await historyOf(rowsOf('P P'), failedRun(0, { finishedAt: null }));
	expect(failures).toMatchObject([{ runs: 3, failingSince: new Date(NOW).toISOString() }]);
});

test('runs of other platforms, environments and branches do not count', async () => {
	const others = [
		...rowsOf('F F', (number) => ({ runKey: `qodex:DEMO:${number}` })),
		...rowsOf('F F', () => ({ environment: 'production' })),
	];
	const apart = rowsOf('F F', (number) => ({ branch: 'topic', runKey: `qase:DEMO:1${number}` }));
	const read = await historyOf([...others, ...apart], failedRun(6));
	expect(read).toMatchObject({
		failures: [{ runs: 1, failingStreak: 1 }],
		earlierRuns: 0,
		note: 'No earlier run of this branch and environment is known.',
	});
});

test('base branches count for rates and never for the streak', async () => {
	const main = rowsOf('P F P P F');
	const run = failedRun(6, { branch: 'topic' });
	const baseBranches = ['ma*'];
	expect((await historyOf(main, run, { baseBranches })).failures).toMatchObject([
		{ runs: 6, failed: 3, flakyRuns: 1, failingStreak: 1, lastPassedAt: null, runsOnBranch: 1 },
	]);
	expect((await historyOf(main, run)).failures).toMatchObject([{ runs: 1 }]);
	// A star does not stand for having no branch.
	const none = main.map((one) => ({ ...one, branch: null }));
	expect((await historyOf(none, run, { baseBranches: ['*'] })).failures).toMatchObject([{ runs: 1 }]);
});

test('the window holds the newest runs', async () => {
	expect((await historyOf(rowsOf('F P P P'), failedRun(6), { window: 3 })).failures).toMatchObject([
		{ runs: 3, failed: 1 },
	]);
});

test('what is no failure of this run has no history', async () => {
	const failures = [
		sampleFailure('wobbles', { testKey: 'pays', flaky: true }),
		sampleFailure('was red', { testKey: 'a', change: 'recovered' }),
		sampleFailure('nameless', { testKey: '' }),
	];
	const read = await historyOf(rowsOf('P'), failedRun(6, { failures }));
	expect(read.failures).toEqual([null, null, null]);
});

test('an outage is known by the counts of the run', async () => {
	const run = failedRun(6, { counts: { total: 30, passed: 10, failed: 20 }, failures: [] });
	expect((await historyOf([], run)).note).toContain('Most tests of this run failed');
	const listed = {
		...run,
		tests: outageIn(6).map(({ testKey }) => sampleTest('x', { testKey, status: 'failed' })),
	};
	expect((await historyOf([], listed)).note).toContain('Most tests of this run failed');
});

test('says when of earlier runs only the failures are known', async () => {
	const rows = rowsOf('F A A', () => ({ complete: false }));
	expect(await historyOf(rows, failedRun(6))).toMatchObject({
		failures: [{ runs: 4, failingStreak: 1, lastPassedAt: null }],
		note: expect.stringMatching(/^Of earlier runs only the failures are known/),
	});
});

describe('flaky tests', () => {
	const flakyRows = rowsOf('P P P P P P P P f F P', () => ({ suite: 'shop' }));

	test('are listed, as far as the run has them', async () => {
		const tests = [sampleTest('pays', { testKey: 'pays' }), sampleTest('ships', { testKey: 'ships' })];
		const run = failedRun(20, { tests, failures: [], counts: { total: 2, passed: 2, failed: 0 } });
		expect((await historyOf(flakyRows, run)).flakyTests).toEqual([
			{
				testKey: 'pays',
				title: 'pays',
				suite: 'checkout',
				group: null,
				runs: 12,
				flakyRuns: 2,
				flakyRate: 2 / 12,
				failingStreak: 0,
			},
		]);
		const other = { ...run, tests: [tests[1]], counts: { ...run.counts, total: 1 } };
		expect((await historyOf(flakyRows, other)).flakyTests).toEqual([]);
	});

	test('also where the run lists failures only, and in the order of their weight', async () => {
		const worse = flakyRows.map((one) => ({
			...one,
			testKey: one.testKey && 'worse',
			flaky: one.testKey !== '',
		}));
		const run = failedRun(20, { failures: [], counts: { total: 2, passed: 2, failed: 0 } });
		expect((await historyOf([...flakyRows, ...worse], run)).flakyTests).toMatchObject([
			{ testKey: 'worse', flakyRuns: 11, runs: 12 },
			{ testKey: 'pays', flakyRuns: 2 },
		]);
	});

	test('not those that are broken', async () => {
		const rows = rowsOf('P P P P P P P P f P F F F F');
		expect((await historyOf(rows, failedRun(20))).flakyTests).toEqual([]);
	});
});

test('slower tests are listed, by how much longer they take', async () => {
	const rows = ['a', 'b', 'c'].flatMap((testKey) =>
		rowsOf('P P P P P P').map((one) => ({
			...one,
			testKey: one.testKey && testKey,
			title: testKey,
			durationMs: one.runKey.endsWith(':6') ? 9000 : 2000,
		})),
	);
	const taking = (testKey: string, durationMs: number) => sampleTest(testKey, { testKey, durationMs });
	const run = failedRun(7, {
		counts: { total: 4, passed: 4, failed: 0 },
		failures: [],
		tests: [taking('a', 8000), taking('b', 9000), taking('c', 2000), taking('d', 9000)],
	});
	const names = { suite: 'checkout', group: null };
	expect((await historyOf(rows, run)).slowerTests).toEqual([
		{ ...names, testKey: 'b', title: 'b', durationMs: 9000, usualMs: 2000 },
		{ ...names, testKey: 'a', title: 'a', durationMs: 8000, usualMs: 2000 },
	]);
});

test('names come from the newest row that has them', async () => {
	const rows = rowsOf('f f f f f f f f f f').map((one) => ({ ...one, title: 'renamed' }));
	const unnamed = row(11, { title: null, flaky: true });
	const run = failedRun(12, { failures: [], counts: { total: 2, passed: 2, failed: 0 } });
	expect((await historyOf([...rows, unnamed], run)).flakyTests).toMatchObject([{ title: 'renamed' }]);
});
