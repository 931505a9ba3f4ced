/** Facts of a run, and how they are judged. */
import type { RunCounts, Verdict } from '../../../../core/model/TestRun';
import type { VerdictFacts } from '../../../../core/model/verdict';

export type Row = [
	facts: Omit<VerdictFacts, 'counts'> & { counts?: Partial<RunCounts> },
	verdict: Verdict,
	reason: string,
];

export const rows: Row[] = [
	// still going
	[{ status: 'queued' }, 'pending', 'The run has not started yet.'],
	[{ status: 'running' }, 'pending', 'The run is still running.'],
	[
		{ status: 'running', counts: { failed: 1 }, platformVerdict: 'failed' },
		'pending',
		'The run is still running; 1 test has failed so far.',
	],
	[
		{ status: 'running', counts: { failed: 2, other: 1 } },
		'pending',
		'The run is still running; 3 tests have failed so far.',
	],
	[{ status: 'running', platformVerdict: 'passed' }, 'pending', 'The run is still running.'],
	// stopped
	[{ status: 'canceled' }, 'inconclusive', 'The run was canceled.'],
	[
		{ status: 'canceled', counts: { failed: 2 }, platformVerdict: 'failed' },
		'inconclusive',
		'The run was canceled; 2 tests had failed until then.',
	],
	[
		{ status: 'timedOut', counts: { failed: 1 } },
		'inconclusive',
		'The run timed out; 1 test had failed until then.',
	],
	[{ status: 'timedOut', platformVerdict: 'passed' }, 'inconclusive', 'The run timed out.'],
	// the platform has no result
	[
		{ status: 'finished', platformVerdict: 'inconclusive', platformWords: 'budget_exceeded' },
		'inconclusive',
		'The platform ended the run as "budget_exceeded", which is neither a pass nor a failure.',
	],
	[
		{ status: 'finished', platformVerdict: 'inconclusive', counts: { failed: 4, total: 9 } },
		'inconclusive',
		'The platform reported no result, which is neither a pass nor a failure; 4 tests had failed until then.',
	],
	// failed
	[
		{ status: 'finished', platformVerdict: 'failed', platformWords: 'FAILED' },
		'failed',
		'The platform says the run failed ("FAILED").',
	],
	[{ status: 'unknown', platformVerdict: 'failed' }, 'failed', 'The platform says the run failed.'],
	[
		{ status: 'finished', platformVerdict: 'failed', counts: { failed: 0, passed: 3, total: 3 } },
		'failed',
		'The platform says the run failed, though it counts no failed test.',
	],
	[
		{ status: 'finished', platformVerdict: 'failed', counts: { failed: 3, total: 40 } },
		'failed',
		'3 of 40 tests failed.',
	],
	[{ status: 'finished', counts: { failed: 3, passed: 37, total: 40 } }, 'failed', '3 of 40 tests failed.'],
	[{ status: 'finished', counts: { failed: 1, passed: 0 } }, 'failed', 'The only test failed.'],
	[{ status: 'finished', counts: { failed: 2 } }, 'failed', '2 tests failed.'],
	[{ status: 'finished', counts: { failed: 2, total: 0 } }, 'failed', '2 tests failed.'],
	[
		{ status: 'finished', counts: { failed: 2, other: 1, passed: 5, total: 8 } },
		'failed',
		'2 of 8 tests failed and 1 ended in error or was blocked.',
	],
	[
		{ status: 'finished', counts: { failed: 0, other: 2, passed: 5 } },
		'failed',
		'2 of 7 tests ended in error or were blocked.',
	],
	[
		{ status: 'finished', platformVerdict: 'passed', counts: { failed: 1, passed: 9, total: 10 } },
		'failed',
		'1 of 10 tests failed, although the platform says the run passed.',
	],
	[
		{ status: 'unknown', platformWords: 'frobnicated', counts: { failed: 1, total: 2 } },
		'failed',
		'The platform\'s status "frobnicated" is not known, but 1 of 2 tests failed.',
	],
	// unknown status
	[
		{ status: 'unknown', platformWords: 'frobnicated', counts: { passed: 40, failed: 0, total: 40 } },
		'inconclusive',
		'The platform\'s status "frobnicated" is not known, so this is not counted as a pass.',
	],
	[
		{ status: 'unknown', platformVerdict: 'passed' },
		'inconclusive',
		"The platform's status is not known, so this is not counted as a pass.",
	],
	// nothing ran
	[
		{ status: 'finished', platformVerdict: 'passed', counts: { total: 0 } },
		'inconclusive',
		'No test ran, so nothing counts as a pass.',
	],
	[
		{ status: 'finished', counts: { passed: 0, failed: 0, other: 0 } },
		'inconclusive',
		'No test ran, so nothing counts as a pass.',
	],
	[
		{
			status: 'finished',
			platformVerdict: 'passed',
			counts: { total: 12, passed: 0, failed: 0, other: 0, skipped: 12 },
		},
		'inconclusive',
		'All 12 tests were skipped, so nothing counts as a pass.',
	],
	[
		{ status: 'finished', platformVerdict: 'passed', counts: { total: 1, skipped: 1, pending: 0 } },
		'inconclusive',
		'The only test was skipped, so nothing counts as a pass.',
	],
	[
		{ status: 'finished', platformVerdict: 'passed', counts: { total: 5, passed: 0 } },
		'inconclusive',
		'No test passed, so nothing counts as a pass.',
	],
	// tests of which the counts give no account
	[
		{
			status: 'finished',
			counts: { total: 10, passed: 8, failed: 0, skipped: 0, pending: 0, other: 0 },
			unaccountedHave: 'a status of your own (in_review)',
		},
		'inconclusive',
		'2 of 10 tests have a status of your own (in_review), which is neither a pass nor a failure.',
	],
	[
		{ status: 'finished', counts: { total: 10, passed: 8, failed: 0, skipped: 1, pending: 0 } },
		'inconclusive',
		'1 of 10 tests is in none of the counts, so this is not counted as a pass.',
	],
	[
		{ status: 'finished', counts: { total: 5, passed: 0, failed: 0, skipped: 0, pending: 0 } },
		'inconclusive',
		'5 of 5 tests are in none of the counts, so this is not counted as a pass.',
	],
	[
		{
			status: 'finished',
			platformVerdict: 'passed',
			counts: { total: 10, passed: 8, failed: 0, skipped: 0, pending: 0 },
			unaccountedHave: 'a status of your own (in_review)',
		},
		'passed',
		'The platform says the run passed; 8 passed, and 2 of 10 tests have a status of your own (in_review).',
	],
	[
		{
			status: 'finished',
			platformVerdict: 'passed',
			counts: { total: 2, passed: 0, failed: 0, skipped: 0, pending: 0 },
			unaccountedHave: 'a status of your own (approved)',
		},
		'passed',
		'The platform says the run passed; 0 passed, and 2 of 2 tests have a status of your own (approved).',
	],
	[
		{
			status: 'finished',
			platformVerdict: 'failed',
			counts: { total: 10, passed: 8, failed: 0, skipped: 0, pending: 0 },
			unaccountedHave: 'a status of your own (rejected)',
		},
		'failed',
		'The platform says the run failed, though it counts no failed test; 2 of 10 tests have a status of your own (rejected).',
	],
	[
		{
			status: 'finished',
			platformVerdict: 'failed',
			counts: { total: 10, passed: 7, failed: 1, skipped: 0, pending: 0 },
		},
		'failed',
		'1 of 10 tests failed.',
	],
	// what is known is not the whole run
	[
		{
			status: 'finished',
			counts: { total: 2, passed: 2, failed: 0 },
			undecidedBecause: 'The report ends early.',
		},
		'inconclusive',
		'The report ends early.',
	],
	[
		{
			status: 'finished',
			counts: { total: 2, passed: 1, failed: 1 },
			undecidedBecause: 'The report ends early.',
		},
		'failed',
		'1 of 2 tests failed.',
	],
	[{ status: 'running', undecidedBecause: 'The report ends early.' }, 'pending', 'The run is still running.'],
	// a pass that is trusted
	[
		{
			status: 'unknown',
			platformVerdict: 'passed',
			trustsPass: true,
			counts: { failed: 1, passed: 9, total: 10 },
		},
		'failed',
		'1 of 10 tests failed, although the platform says the run passed.',
	],
	[
		{ status: 'finished', trustsPass: true, counts: { failed: 1, passed: 9, total: 10 } },
		'failed',
		'1 of 10 tests failed.',
	],
	[
		{ status: 'finished', platformVerdict: 'failed', trustsPass: true, counts: { failed: 1, passed: 9 } },
		'failed',
		'1 of 10 tests failed.',
	],
	[
		{ status: 'finished', platformVerdict: 'passed', trustsPass: true, counts: { failed: 3, passed: 0 } },
		'inconclusive',
		'No test passed, so nothing counts as a pass.',
	],
	// passed
	[{ status: 'finished', platformVerdict: 'passed' }, 'passed', 'The platform says the run passed.'],
	[
		{ status: 'finished', platformVerdict: 'passed', counts: { total: 40, passed: 40, failed: 0 } },
		'passed',
		'All 40 tests passed.',
	],
	[
		{ status: 'finished', counts: { total: 40, passed: 40, failed: 0, flaky: 2 } },
		'passed',
		'All 40 tests passed, 2 of them flaky.',
	],
	[{ status: 'finished', counts: { passed: 7, failed: 0 } }, 'passed', 'All 7 tests passed.'],
	[{ status: 'finished', counts: { passed: 1, failed: 0, other: 0 } }, 'passed', 'The only test passed.'],
	[
		{ status: 'finished', counts: { total: 1, passed: 1, failed: 0, flaky: 1 } },
		'passed',
		'The only test passed, and is flaky.',
	],
	[{ status: 'finished', counts: { passed: 7, total: 7 } }, 'passed', 'All 7 tests passed.'],
	[
		{ status: 'finished', counts: { total: 10, passed: 7, failed: 0, skipped: 2, pending: 1, flaky: 1 } },
		'passed',
		'7 of 10 tests passed, 1 of them flaky; 2 were skipped and 1 was not run.',
	],
	[
		{ status: 'finished', counts: { total: 10, passed: 7, failed: 0, skipped: 2 } },
		'inconclusive',
		'1 of 10 tests is in none of the counts, so this is not counted as a pass.',
	],
	[
		{ status: 'finished', counts: { total: 10, passed: 3, failed: 0 } },
		'inconclusive',
		'7 of 10 tests are in none of the counts, so this is not counted as a pass.',
	],
	[
		{ status: 'finished', platformVerdict: 'passed', counts: { total: 10, passed: 3, failed: 0 } },
		'passed',
		'3 of 10 tests passed.',
	],
	// the platform does not say
	[
		{ status: 'finished', counts: { passed: 7, total: 9 } },
		'inconclusive',
		'The run finished, but the platform did not say whether its tests passed.',
	],
	[
		{ status: 'finished', counts: { failed: 0, total: 9 } },
		'inconclusive',
		'The run finished, but the platform did not say whether its tests passed.',
	],
	[
		{ status: 'finished', platformWords: 'completed' },
		'inconclusive',
		'The run finished, but the platform did not say whether its tests passed.',
	],
];
