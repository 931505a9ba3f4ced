import { makeRows, mergeRows, type RowOptions } from '../../../../core/history/makeRows';
import type { HistoryRow } from '../../../../core/history/row';
import { readRow } from '../../../../core/history/readRow';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun, sampleTest } from '../sampleRun';

const facts = {
	branch: 'main',
	environment: 'staging',
	finishedAt: '2026-01-02T03:04:05.000Z',
	commit: { sha: 'abc', message: null, author: null },
	durationMs: 5000,
};
const pays = sampleTest('pays', { testKey: 'a', durationMs: 12 });
const ships = sampleTest('ships', { testKey: 'b', status: 'skipped' });
const wobbles = sampleTest('wobbles', { testKey: 'c', flaky: true });
const logsIn = sampleTest('logs in', { testKey: 'd', status: 'failed', durationMs: 7, group: 'Firefox' });
const logsInFailed = sampleFailure('logs in', { testKey: 'd', fingerprint: 'f00', group: 'Firefox' });
const whole = sampleRun({
	...facts,
	counts: { total: 4, passed: 2, failed: 1, skipped: 1, flaky: 1 },
	tests: [pays, ships, wobbles, logsIn],
	failures: [logsInFailed],
});
const onlyFailures = sampleRun({
	...facts,
	counts: { total: 4, passed: 3, failed: 1 },
	failures: [logsInFailed],
});

const noneListed = sampleRun({ ...facts, failures: [] });

const byKey = (run: TestRun, options?: RowOptions) =>
	Object.fromEntries(makeRows(run, options).map((row) => [row.testKey, row]));
const keysOf = (run: TestRun, options?: RowOptions) => makeRows(run, options).map(({ testKey }) => testKey);
const completeOf = (run: TestRun, options?: RowOptions) => {
	const all = new Set(makeRows(run, options).map(({ complete }) => complete));
	expect(all.size).toBe(1);
	return [...all][0];
};

test('a row holds these columns and no others, in this order', () => {
	for (const row of makeRows(whole)) {
		expect(Object.keys(row)).toEqual([
			'runKey',
			'testKey',
			'title',
			'suite',
			'group',
			'status',
			'flaky',
			'durationMs',
			'fingerprint',
			'branch',
			'finishedAt',
			'commit',
			'environment',
			'complete',
		]);
		for (const value of Object.values(row)) expect(value === null || typeof value !== 'object').toBe(true);
	}
});

test('one row for the run and one for each test', () => {
	const common = {
		runKey: 'currents:run-1',
		branch: 'main',
		finishedAt: facts.finishedAt,
		commit: 'abc',
		environment: 'staging',
		complete: true,
	};
	expect(makeRows(whole)).toMatchObject([
		{
			...common,
			testKey: '',
			title: null,
			status: 'failed',
			flaky: false,
			durationMs: 5000,
			fingerprint: null,
		},
		{ ...common, testKey: 'a', title: 'pays', suite: 'checkout', status: 'passed', durationMs: 12 },
		{ ...common, testKey: 'b', title: 'ships', status: 'skipped', flaky: false },
		{ ...common, testKey: 'c', title: 'wobbles', status: 'passed', flaky: true },
		{ ...common, testKey: 'd', group: 'Firefox', status: 'failed', durationMs: 7, fingerprint: 'f00' },
	]);
});

test('a green run of which no test is known still has its row', () => {
	const green = sampleRun({ ...facts, counts: { total: 4, passed: 4, failed: 0 } });
	expect(makeRows(green)).toMatchObject([{ testKey: '', status: 'passed', complete: false }]);
});

test('what is not known is null', () => {
	expect(makeRows(sampleRun({ counts: { total: 1, passed: 1, failed: 0 } }))[0]).toMatchObject({
		branch: null,
		finishedAt: null,
		commit: null,
		environment: null,
		durationMs: null,
	});
});

test('a flaky failure passed, and what a comparison added is left out', () => {
	const run = sampleRun({
		...facts,
		counts: { total: 9, passed: 9, failed: 0, flaky: 1 },
		failures: [
			sampleFailure('wobbles', { testKey: 'c', flaky: true, status: 'timedOut' }),
			sampleFailure('was red', { testKey: 'e', change: 'recovered' }),
			sampleFailure('did not run', { testKey: 'g', change: 'notRun' }),
		],
	});
	expect(keysOf(run)).toEqual(['', 'c']);
	expect(byKey(run).c).toMatchObject({ status: 'passed', flaky: true, fingerprint: null });
});

describe('complete', () => {
	test.each<[string, TestRun, boolean | null]>([
		['with all tests', whole, true],
		['with fewer tests than the run counts', { ...whole, counts: { ...whole.counts, total: 9 } }, false],
		[
			'with some tests and not all failures',
			{ ...whole, counts: { ...whole.counts, total: 9, failed: 2 } },
			null,
		],
		['with all failures', onlyFailures, false],
		['with some failures', { ...onlyFailures, failuresTruncated: true }, null],
		[
			'with fewer failures than the run counts',
			{ ...onlyFailures, counts: { ...whole.counts, failed: 2 } },
			null,
		],
		['with a note on missing failures', { ...onlyFailures, failuresNote: 'Two are missing.' }, null],
		['with a failed run that lists no failure', { ...noneListed, verdict: 'failed' }, null],
		['with a passed run that lists no failure', { ...noneListed, verdict: 'passed' }, false],
		['with failures that were not read', { ...onlyFailures, failures: null }, null],
		[
			'with a failure that cannot be identified',
			{ ...onlyFailures, failures: [{ ...logsInFailed, testKey: '' }] },
			null,
		],
	])('%s', (_, run, complete) => {
		expect(completeOf(run)).toBe(complete);
	});

	test('without the tests that passed a missing row means not failed', () => {
		expect(completeOf(whole, { rows: 'notPassed' })).toBe(false);
	});
});

test('notPassed leaves out what passed at once', () => {
	expect(keysOf(whole, { rows: 'notPassed' })).toEqual(['', 'b', 'c', 'd']);
});

test('keysOnly leaves out the names of what passed at once', () => {
	const rows = byKey(whole, { keysOnly: true });
	expect(Object.values(rows).map(({ title }) => title)).toEqual([null, null, 'ships', 'wobbles', 'logs in']);
	expect(rows.a).toMatchObject({ suite: null, durationMs: 12 });
});

test('long names are cut, and no character in half', () => {
	const long = '😀'.repeat(300);
	const test = sampleTest(long, { suite: long, group: long });
	const [, row] = makeRows(sampleRun({ branch: long, tests: [test] }));
	const lengths = [row.title, row.suite, row.group, row.branch].map(
		(text) => Array.from(text as string).length,
	);
	expect(lengths).toEqual([200, 200, 60, 120]);
	expect(row.title?.isWellFormed()).toBe(true);
});

describe('a test that is listed twice', () => {
	const twice = (...tests: Array<Partial<ReturnType<typeof sampleTest>>>) =>
		makeRows(sampleRun({ tests: tests.map((facts) => sampleTest('pays', { testKey: 'a', ...facts })) }))[1];

	test.each<[string, Parameters<typeof twice>, Partial<HistoryRow>]>([
		['failed', [{ status: 'passed' }, { status: 'failed' }], { status: 'failed', flaky: false }],
		['failed', [{ status: 'error' }, { status: 'passed' }], { status: 'error', flaky: false }],
		['is flaky', [{ status: 'failed' }, { flaky: true }], { status: 'passed', flaky: true }],
		['passed', [{ status: 'skipped' }, { status: 'passed' }], { status: 'passed' }],
		['took its time', [{ durationMs: null }, { durationMs: 4 }], { durationMs: 4 }],
	])('%s', (_, tests, expected) => {
		expect(twice(...tests)).toMatchObject(expected);
		expect(twice(...[...tests].reverse())).toMatchObject(expected);
	});
});

test('the same run of several items has each row once', () => {
	const rows = makeRows(whole);
	const more = makeRows({ ...whole, key: 'currents:run-2' });
	expect(mergeRows([rows, more, rows])).toEqual([...rows, ...more]);
});

test('rows are read as they were made', () => {
	for (const row of makeRows(whole)) expect(readRow(row)).toMatchObject(row);
});
