/** What every format shows of earlier runs: since when a test fails, and which tests are flaky or slower. */
import { formatList, type FormatId } from '../../../../core/reports';
import { buildReport } from '../../../../core/reports/report';
import { writeReport } from '../../../../core/reports/writeReport';
import { readRun } from '../../../../core/model/readRun';
import type { TestHistory } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { readable } from './readable';

const SETTINGS = { marker: null, isTitled: false, includeStack: false };
const OPTIONS = { title: null, maxFailures: 20, includeStack: false };
const history: TestHistory = {
	runs: 20,
	failed: 3,
	flakyRuns: 0,
	flakyRate: 0,
	failingStreak: 3,
	failingSince: '2026-11-20T10:00:00.000Z',
	lastPassedAt: '2026-11-19T10:00:00.000Z',
	runsOnBranch: 20,
	unstableRate: 0,
};
const named = { suite: 'checkout', group: null };
const run = sampleRun({
	counts: { total: 2, passed: 1, failed: 1 },
	finishedAt: '2026-11-22T10:30:00.000Z',
	failures: [sampleFailure('pays', { history })],
});
const across = {
	flakyTests: [
		{ ...named, testKey: 'k1', title: 'wobbles', runs: 20, flakyRuns: 4, flakyRate: 0.2, failingStreak: 0 },
	],
	slowerTests: [{ ...named, testKey: 'k2', title: 'crawls', durationMs: 12_000, usualMs: 4_000 }],
	historyNote: 'No earlier run of this branch and environment is known.',
};

const ids = formatList.map(({ id }) => id);
const pages = ids.filter((id) => id !== 'text');

async function written(json: unknown, id: FormatId): Promise<string> {
	const run = readRun(json);
	if (run === null) throw new Error('no run');
	return readable(await writeReport(await buildReport([{ run, decision: null }], OPTIONS), id, SETTINGS));
}

test.each(ids)('%s says since when a test fails', async (id) => {
	const said = id === 'ctrf' ? '"failingStreak":3' : 'failing since 3 runs, 2 days';

	expect(await written(run, id)).toContain(said);
	const unknown = { ...run, failures: [sampleFailure('pays')] };
	expect(await written(unknown, id)).not.toMatch(/failing since|failingStreak/);
});

test.each(pages)('%s names flaky and slower tests, and what limits the history', async (id) => {
	const words = await written({ ...run, ...across }, id);

	const said =
		id === 'ctrf'
			? ['"flakyRuns":4', '"usualMs":4000']
			: ['wobbles (4 of 20 runs)', 'crawls (12 s instead of 4 s)'];
	for (const one of [...said, across.historyNote])
		expect([id, words]).toEqual([id, expect.stringContaining(one)]);
});

test('the line of text says it of the only failure, also if a gate has named it', async () => {
	const reasons = ['1 failure, at most 0 allowed: checkout > pays'];
	const report = await buildReport([{ run, decision: { verdict: 'failed', reasons } }], OPTIONS);

	expect((await writeReport(report, 'text', SETTINGS)).text).toContain(
		'at most 0 allowed: checkout > pays (failing since 3 runs, 2 days)',
	);
});

test('the time it has been failing ends with the run, not with the report', async () => {
	const later = { ...run, finishedAt: '2026-11-29T10:30:00.000Z' };

	expect(await written(later, 'text')).toContain('failing since 3 runs, 9 days');
});

test('a list of slower tests that is damaged hides no other', () => {
	const read = readRun({
		...run,
		...across,
		slowerTests: ['?', { title: 'crawls' }],
		flakyTests: [{ runs: 0 }],
	});

	expect(read?.slowerTests).toEqual([
		{ testKey: '', title: 'crawls', suite: null, group: null, durationMs: null, usualMs: null },
	]);
	expect(read?.flakyTests).toEqual([]);
	expect(readRun(run)).not.toHaveProperty('flakyTests');
});
