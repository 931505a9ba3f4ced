import { flakyCount, historyText, ordinal } from '../../../../core/history/historyText';
import type { TestHistory } from '../../../../core/model/TestRun';

const NOW = Date.UTC(2026, 0, 10);
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(NOW - hours * HOUR).toISOString();

const history = (facts: Partial<TestHistory> = {}): TestHistory => ({
	runs: 9,
	failed: 3,
	flakyRuns: 0,
	flakyRate: 0,
	failingStreak: 3,
	failingSince: ago(50),
	lastPassedAt: ago(60),
	runsOnBranch: 9,
	unstableRate: 0,
	...facts,
});

test.each<[string, Partial<TestHistory>]>([
	['failing since 3 runs, 2 days', {}],
	['failing since 3 runs, 47 hours', { failingSince: ago(47.9) }],
	['failing since 3 runs, 90 minutes', { failingSince: ago(1.5) }],
	['failing since 3 runs, 1 minute', { failingSince: ago(0) }],
	['failing since 3 runs', { failingSince: null }],
	['failing since 3 runs', { failingSince: ago(-1) }],
	['failing since at least 3 runs, 2 days', { runsOnBranch: 3, lastPassedAt: null }],
	// Where only failures are known a run without the test ends the streak, although no pass was seen.
	['failing since 3 runs, 2 days', { lastPassedAt: null }],
	['first failure in a row', { failingStreak: 1 }],
	['no earlier run is known', { failingStreak: 1, runsOnBranch: 1, runs: 1 }],
	[
		'first failure in a row, flaky in 4 of 20 runs',
		{ failingStreak: 1, runs: 20, flakyRuns: 4, flakyRate: 0.2 },
	],
	['first failure in a row', { failingStreak: 1, runs: 9, flakyRuns: 4, flakyRate: 4 / 9 }],
])('%s', (text, facts) => {
	expect(historyText(history(facts), NOW)).toBe(text);
});

test('says nothing of a test that does not fail', () => {
	expect(historyText(history({ failingStreak: 0 }), NOW)).toBeNull();
});

test('counts', () => {
	expect(flakyCount({ ...history(), flakyRuns: 1, runs: 1 })).toBe('1 of 1 run');
	expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
		'1st',
		'2nd',
		'3rd',
		'4th',
		'11th',
		'12th',
		'13th',
		'21st',
		'102nd',
		'111th',
	]);
});
