/** When the failures of a run need not be read, because its counts say that there are none. */
import type { RunFacts } from '../../../../core/model/buildRun';
import { noCounts } from '../../../../core/model/counts';
import type { RunCounts } from '../../../../core/model/TestRun';
import { nothingFailed } from '../../../../platforms/shared/nothingFailed';

const GREEN = { total: 3, passed: 2, failed: 0, skipped: 1, flaky: 0, pending: 0, other: 0 };

function facts(counts: Partial<RunCounts>, more: Partial<RunFacts> = {}): RunFacts {
	return {
		platform: 'currents',
		platformName: 'Currents',
		id: '1',
		status: 'finished',
		platformVerdict: 'passed',
		counts: { ...noCounts(), ...counts },
		...more,
	};
}

test.each<[string, RunFacts]>([
	['a green run', facts(GREEN)],
	['one without a count that its platform does not have', facts({ ...GREEN, other: null })],
	[
		'one that has begun',
		facts({ ...GREEN, passed: 0, pending: 2 }, { status: 'running', platformVerdict: null }),
	],
	['one whose platform gives no verdict', facts(GREEN, { platformVerdict: null })],
])('not needed: %s', (_, run) => {
	expect(nothingFailed(run, { listsFlaky: true })).toBe(true);
});

test.each<[string, RunFacts]>([
	['a failed test', facts({ ...GREEN, passed: 1, failed: 1 })],
	['a test in error', facts({ ...GREEN, passed: 1, other: 1 })],
	['a flaky test', facts({ ...GREEN, flaky: 1 })],
	['flaky tests that are not counted', facts({ ...GREEN, flaky: null })],
	['failed tests that are not counted', facts({ ...GREEN, failed: null })],
	['passed tests that are not counted', facts({ ...GREEN, passed: null })],
	['no total', facts({ ...GREEN, total: null })],
	['no counts at all', facts({})],
	['no test', facts({ ...GREEN, total: 0, passed: 0, skipped: 0 })],
	['a test of which the counts give no account', facts({ ...GREEN, total: 4 })],
	['a verdict that contradicts the counts', facts(GREEN, { platformVerdict: 'failed' })],
	['a doubt', facts(GREEN, { doubt: 'The read lags.' })],
	['a run that was canceled', facts(GREEN, { status: 'canceled' })],
	['a status that is not known', facts(GREEN, { status: 'unknown' })],
])('needed: %s', (_, run) => {
	expect(nothingFailed(run, { listsFlaky: true })).toBe(false);
});

test('flaky tests do not matter where a platform never lists them', () => {
	expect(nothingFailed(facts({ ...GREEN, flaky: null }), { listsFlaky: false })).toBe(true);
});
