import { decide } from '../../../../core/gate/gate';
import type { GateRules } from '../../../../core/gate/rules';
import type { RunCounts, TestRun, Verdict } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';

type Row = [what: string, run: TestRun, rules: GateRules, verdict: Verdict, reasons: string[]];

const green = sampleRun({ counts: { total: 40, passed: 40, failed: 0, flaky: 0 } });
const flaky = sampleRun({ counts: { total: 40, passed: 40, failed: 0, flaky: 2 } });
const flakyListed = sampleRun({
	counts: { total: 40, passed: 40, failed: 0, flaky: 2 },
	failures: [sampleFailure('wobbles', { flaky: true }), sampleFailure('sways', { flaky: true })],
});
const two = [
	sampleFailure('pays with card'),
	sampleFailure('pays by invoice', { suite: null, file: 'tests/invoice.spec.ts' }),
];
const red = sampleRun({ counts: { total: 40, passed: 38, failed: 2 }, failures: two });
const muted = sampleRun({
	counts: { total: 40, passed: 38, failed: 2 },
	failures: two,
	platformVerdict: 'passed',
	trustsPass: true,
});
const unlisted = sampleRun({ counts: { total: 40, passed: 38, failed: 2 } });
const cut = sampleRun({
	counts: { total: 40, passed: 37, failed: 3 },
	failures: two,
	failuresTruncated: true,
});
const compared = sampleRun({
	counts: { total: 40, passed: 38, failed: 2 },
	failures: [
		{ ...two[0], change: 'new' },
		{ ...two[1], change: 'stillFailing' },
	],
});
const known = sampleRun({
	counts: { total: 40, passed: 38, failed: 2 },
	failures: two.map((failure) => ({ ...failure, change: 'stillFailing' as const })),
});
const wordOnly = sampleRun({ platformVerdict: 'passed' });
const redWordOnly = sampleRun({ platformVerdict: 'failed' });
const unexplained = sampleRun({ platformVerdict: 'failed', counts: { total: 40, passed: 40, failed: 0 } });
const empty = sampleRun({ platformVerdict: 'passed', counts: { total: 0 } });
const silent = sampleRun({ counts: { total: 9, passed: 7 } });
const canceled = sampleRun({ status: 'canceled', counts: { total: 40, passed: 38, failed: 2 } });
const timedOut = sampleRun({ status: 'timedOut', counts: { total: 40, passed: 40, failed: 0 } });
const budget = sampleRun({
	platformVerdict: 'inconclusive',
	platformWords: 'budget_exceeded',
	counts: { total: 5, passed: 5, failed: 0 },
});
const unknown = sampleRun({
	status: 'unknown',
	platformWords: 'odd',
	counts: { total: 40, passed: 40, failed: 0 },
});
const unknownRed = sampleRun({ status: 'unknown', counts: { total: 40, passed: 38, failed: 2 } });
const allRed = sampleRun({ counts: { total: 2, passed: 0, failed: 2 }, failures: two });
const uncounted = sampleRun({ platformVerdict: 'failed', failures: two });

const NOT_COMPARED = 'The failures were not compared with an earlier run, so each counts as new.';
const EXPLAINED = 'No failing test explains it, so no limit on failures can allow it.';

const rows: Row[] = [
	// the run's own verdict
	['a green run', green, {}, 'passed', ['All 40 tests passed.']],
	[
		'a red run',
		red,
		{},
		'failed',
		['2 of 40 tests failed.', 'Failed: checkout > pays with card, pays by invoice'],
	],
	['a red run without a list', unlisted, {}, 'failed', ['2 of 40 tests failed.']],
	['a pass on the word of the platform', wordOnly, {}, 'passed', ['The platform says the run passed.']],
	[
		'a failure on the word of the platform',
		redWordOnly,
		{},
		'failed',
		[
			'The platform says the run failed.',
			'How many tests ran is not known, so "at least 1" was not checked.',
		],
	],
	['an empty run', empty, {}, 'inconclusive', ['No test ran, so nothing counts as a pass.']],
	[
		'a run that says nothing',
		silent,
		{},
		'inconclusive',
		['The run finished, but the platform did not say whether its tests passed.'],
	],
	['a canceled run', canceled, {}, 'inconclusive', ['The run was canceled; 2 tests had failed until then.']],
	[
		'a run of unknown status',
		unknown,
		{},
		'inconclusive',
		['The platform\'s status "odd" is not known, so this is not counted as a pass.'],
	],
	[
		'a red run of unknown status',
		unknownRed,
		{},
		'failed',
		["The platform's status is not known, but 2 of 40 tests failed."],
	],

	[
		'a run that goes on after the time limit of a wait',
		{
			...sampleRun({ status: 'running', counts: { passed: 40, failed: 0 } }),
			verdict: 'inconclusive',
			verdictReason: 'The run is still running after the time limit of 30 minutes.',
		},
		{ maxFailures: 5 },
		'inconclusive',
		['The run is still running after the time limit of 30 minutes.'],
	],

	// failures that the run passed in spite of
	...[{}, { maxFailures: 0 }, { onlyNewFailures: true }, { minPassRate: 1 }].map((rules): Row => [
		'muted failures, for a user who goes by the verdict of the platform',
		muted,
		rules,
		'passed',
		expect.arrayContaining(['2 failures do not count: the platform passed the run.']) as never,
	]),
	[
		'such a run that was canceled after all',
		{ ...muted, status: 'canceled', verdict: 'inconclusive', verdictReason: 'The run was canceled.' },
		{},
		'inconclusive',
		['The run was canceled.'],
	],

	// pending, whatever the rules
	[
		'a running run',
		sampleRun({ status: 'running', counts: { failed: 9 } }),
		{ maxFailures: 0, requiredTags: ['x'], inconclusiveAs: 'failed', minTests: 5 },
		'pending',
		['The run is still running; 9 tests have failed so far.'],
	],
	[
		'a queued run marked as passed',
		{ ...green, status: 'queued' },
		{},
		'pending',
		['The run is still running.'],
	],
	[
		'a finished run marked as pending',
		{ ...green, verdict: 'pending' },
		{},
		'pending',
		['All 40 tests passed.'],
	],

	// maxFailures
	[
		'failures within the limit',
		red,
		{ maxFailures: 2 },
		'passed',
		['2 failures, at most 2 allowed: checkout > pays with card, pays by invoice'],
	],
	[
		'failures over the limit',
		red,
		{ maxFailures: 1 },
		'failed',
		['2 failures, at most 1 allowed: checkout > pays with card, pays by invoice'],
	],
	[
		'no failure allowed, none there',
		green,
		{ maxFailures: 0 },
		'passed',
		['All 40 tests passed.', '0 failures, at most 0 allowed.'],
	],
	['a limit without a list', unlisted, { maxFailures: 1 }, 'failed', ['2 failures, at most 1 allowed.']],
	[
		'errors and blocked tests count as failures',
		sampleRun({ counts: { passed: 9, failed: 1, other: 2 } }),
		{ maxFailures: 2 },
		'failed',
		['3 failures, at most 2 allowed.'],
	],
	[
		'a list that is longer than the count',
		sampleRun({ counts: { passed: 9, failed: 1 }, failures: two }),
		{ maxFailures: 1 },
		'failed',
		['2 failures, at most 1 allowed: checkout > pays with card, pays by invoice'],
	],
	[
		'a pass whose failures nobody counted',
		wordOnly,
		{ maxFailures: 3 },
		'inconclusive',
		['The number of failures is not known, so "at most 3" could not be checked.'],
	],
	[
		'a failure whose failures nobody counted',
		redWordOnly,
		{ maxFailures: 3 },
		'failed',
		[
			'The number of failures is not known, so "at most 3" could not be checked.',
			'How many tests ran is not known, so "at least 1" was not checked.',
		],
	],
	[
		'a failure that no test explains',
		unexplained,
		{ maxFailures: 3 },
		'failed',
		[`The platform says the run failed, though it counts no failed test. ${EXPLAINED}`],
	],
	['a run in which nothing passed', allRed, { maxFailures: 3 }, 'failed', ['No test passed.']],
	[
		'more names than a person reads',
		sampleRun({
			counts: { passed: 1, failed: 4 },
			failures: ['a', 'b', 'c', 'd'].map((title) => sampleFailure(title)),
		}),
		{ maxFailures: 0 },
		'failed',
		['4 failures, at most 0 allowed: checkout > a, checkout > b, checkout > c, …'],
	],

	[
		'a failed run that ran enough tests, but whose failures nobody counted',
		sampleRun({ platformVerdict: 'failed', counts: { total: 9, passed: 5, skipped: 0, pending: 0 } }),
		{ maxFailures: 9 },
		'failed',
		['The number of failures is not known, so "at most 9" could not be checked.'],
	],

	// minPassRate
	[
		'a rate over the minimum',
		red,
		{ minPassRate: 0.95 },
		'passed',
		['95% of the tests passed, at least 95% required.'],
	],
	[
		'a rate under the minimum',
		red,
		{ minPassRate: 0.951 },
		'failed',
		[
			'95% of the tests passed, at least 95.1% required.',
			'Failed: checkout > pays with card, pays by invoice',
		],
	],
	[
		'a rate just under the minimum does not read like it',
		sampleRun({ counts: { passed: 99_999, failed: 1 } }),
		{ minPassRate: 1 },
		'failed',
		['99.99% of the tests passed, at least 100% required.'],
	],
	[
		'one failure in a million, which is not all',
		sampleRun({ platformVerdict: 'failed', counts: { passed: 999_999, failed: 1 } }),
		{ minPassRate: 1 },
		'failed',
		['99.99% of the tests passed, at least 100% required.'],
	],
	[
		'one failure in a hundred million, within a rate just below all',
		sampleRun({ platformVerdict: 'failed', counts: { passed: 99_999_999, failed: 1 } }),
		{ minPassRate: 0.9999999, maxFailureRate: 0 },
		'failed',
		['0.01% of the tests failed, at most 0% allowed.'],
	],
	[
		'a third, which a limit of a third allows',
		sampleRun({ counts: { passed: 2, failed: 1 } }),
		{ minPassRate: 66.66666666666667 / 100, maxFailureRate: 33.333333333333336 / 100 },
		'passed',
		[
			'66.66% of the tests passed, at least 66.66% required.',
			'33.34% of the tests failed, at most 33.34% allowed.',
		],
	],
	[
		'two thirds, which are less than 66.67%',
		sampleRun({ counts: { passed: 2, failed: 1 } }),
		{ minPassRate: 0.6667 },
		'failed',
		['66.66% of the tests passed, at least 66.67% required.'],
	],
	[
		'a rate that the platform told, just under the minimum',
		sampleRun({ platformVerdict: 'passed', passRate: Math.fround(0.999999) }),
		{ minPassRate: 1 },
		'failed',
		['99.99% of the tests passed, at least 100% required.'],
	],
	[
		'a rate in single precision',
		sampleRun({ platformVerdict: 'passed', passRate: 0.8999999762 }),
		{ minPassRate: 0.9 },
		'passed',
		['The platform says the run passed.', '90% of the tests passed, at least 90% required.'],
	],
	[
		'an unknown rate of a pass',
		wordOnly,
		{ minPassRate: 0.5 },
		'inconclusive',
		['The pass rate is not known, so "at least 50%" could not be checked.'],
	],

	// maxFailureRate
	[
		'failures within the rate',
		red,
		{ maxFailureRate: 0.05 },
		'passed',
		['5% of the tests failed, at most 5% allowed.'],
	],
	[
		'failures over the rate',
		red,
		{ maxFailureRate: 0.049 },
		'failed',
		['5% of the tests failed, at most 4.9% allowed.', 'Failed: checkout > pays with card, pays by invoice'],
	],
	[
		'an unknown failure rate',
		wordOnly,
		{ maxFailureRate: 0.5 },
		'inconclusive',
		['The failure rate is not known, so "at most 50%" could not be checked.'],
	],
	[
		'limits that disagree',
		red,
		{ maxFailures: 5, minPassRate: 0.99 },
		'failed',
		['95% of the tests passed, at least 99% required.'],
	],
	[
		'a limit that is missed beside one that is not known',
		sampleRun({ platformVerdict: 'passed', passRate: 0.5 }),
		{ minPassRate: 0.9, maxFailures: 1 },
		'failed',
		[
			'50% of the tests passed, at least 90% required.',
			'The number of failures is not known, so "at most 1" could not be checked.',
		],
	],

	// what stays inconclusive within limits
	...[canceled, timedOut, budget, unknown, empty, silent].map((run): Row => [
		`limits on a run that ${run.status === 'finished' ? 'has no result' : `is ${run.status}`}`,
		run,
		{ maxFailures: 9, minPassRate: 0, maxFailureRate: 1, minTests: 0 },
		'inconclusive',
		[run.verdictReason],
	]),
	[
		'a missed limit on a canceled run',
		canceled,
		{ maxFailures: 0 },
		'inconclusive',
		[canceled.verdictReason],
	],
	[
		'limits on a red run of unknown status',
		unknownRed,
		{ maxFailures: 9 },
		'inconclusive',
		[unknownRed.verdictReason],
	],
	[
		'a missed limit on a red run of unknown status',
		unknownRed,
		{ maxFailures: 1 },
		'failed',
		[unknownRed.verdictReason, '2 failures, at most 1 allowed.'],
	],

	// minTests
	['enough tests', green, { minTests: 40 }, 'passed', ['All 40 tests passed.']],
	['too few tests', green, { minTests: 41 }, 'inconclusive', ['40 tests ran, at least 41 required.']],
	[
		'too few tests of a red run',
		unlisted,
		{ minTests: 41 },
		'failed',
		['2 of 40 tests failed.', '40 tests ran, at least 41 required.'],
	],
	[
		'too few tests within limits',
		unlisted,
		{ minTests: 41, maxFailures: 2 },
		'inconclusive',
		['40 tests ran, at least 41 required.'],
	],
	[
		'skipped tests did not run',
		sampleRun({ counts: { total: 40, passed: 4, failed: 0, skipped: 36 } }),
		{ minTests: 5 },
		'inconclusive',
		['4 tests ran, at least 5 required.'],
	],
	[
		'an unknown number of tests on the word of the platform',
		wordOnly,
		{ minTests: 5 },
		'passed',
		[
			'The platform says the run passed.',
			'How many tests ran is not known, so "at least 5" was not checked.',
		],
	],
	[
		'an empty run marked as passed',
		{ ...empty, verdict: 'passed' },
		{},
		'inconclusive',
		['No test ran, at least 1 required.'],
	],

	// flaky
	['flaky tests, by default', flaky, {}, 'passed', ['All 40 tests passed, 2 of them flaky.']],
	['flaky tests that are listed', flakyListed, {}, 'passed', ['All 40 tests passed, 2 of them flaky.']],
	[
		'flaky tests that are listed, with limits',
		flakyListed,
		{ maxFailures: 0, onlyNewFailures: true },
		'passed',
		['All 40 tests passed, 2 of them flaky.', '0 new failures, at most 0 allowed.'],
	],
	['flaky tests, allowed', flaky, { flaky: 'pass' }, 'passed', ['All 40 tests passed, 2 of them flaky.']],
	['flaky tests that fail', flaky, { flaky: 'fail' }, 'failed', ['2 flaky tests, none allowed.']],
	[
		'flaky tests that leave it open',
		flaky,
		{ flaky: 'inconclusive' },
		'inconclusive',
		['2 flaky tests, none allowed.'],
	],
	['no flaky tests', green, { flaky: 'fail' }, 'passed', ['All 40 tests passed.']],
	[
		'flaky tests nobody counted',
		wordOnly,
		{ flaky: 'fail' },
		'inconclusive',
		['The platform does not report how many tests were flaky.'],
	],
	[
		'flaky tests of a red run',
		sampleRun({ counts: { passed: 9, failed: 1, flaky: 1 } }),
		{ flaky: 'inconclusive' },
		'failed',
		['1 of 10 tests failed.', '1 flaky test, none allowed.'],
	],

	// ignoreTests
	[
		'one failure ignored by title',
		red,
		{ ignoreTests: ['pays with *'] },
		'failed',
		['1 failure, at most 0 allowed: pays by invoice', '1 ignored failure does not count.'],
	],
	[
		'all failures ignored, by suite and title and by file',
		red,
		{ ignoreTests: ['checkout > *', 'tests/invoice.*'] },
		'passed',
		['0 failures, at most 0 allowed.', '2 ignored failures do not count.'],
	],
	[
		'ignoring what does not fail',
		green,
		{ ignoreTests: ['*'] },
		'passed',
		['All 40 tests passed.', '0 failures, at most 0 allowed.'],
	],
	['blank patterns', unlisted, { ignoreTests: ['', ' '] }, 'failed', ['2 of 40 tests failed.']],
	[
		'ignoring without a list',
		unlisted,
		{ ignoreTests: ['*'] },
		'failed',
		['2 failures, at most 0 allowed.', 'The failures of this run are not listed, so all 2 count.'],
	],
	[
		'ignoring with a cut list',
		cut,
		{ ignoreTests: ['*'] },
		'failed',
		[
			'1 failure, at most 0 allowed.',
			'2 ignored failures do not count.',
			'1 failure is not in the list, so it counts.',
			'Listed are 2 of 3 failed tests, as many as were asked for.',
		],
	],
	[
		'ignoring where the failures could not be read',
		{ ...unlisted, failuresNote: 'The failed tests could not be read.' },
		{ ignoreTests: ['*'] },
		'failed',
		[
			'2 failures, at most 0 allowed.',
			'The failures of this run are not listed, so all 2 count.',
			'The failed tests could not be read.',
		],
	],
	[
		'a pass in doubt',
		{ ...green, doubt: 'It lags.' },
		{},
		'passed',
		['All 40 tests passed.', 'In doubt: It lags.'],
	],
	[
		'a failure in doubt',
		{ ...unlisted, doubt: 'It lags.' },
		{},
		'failed',
		['2 of 40 tests failed.', 'In doubt: It lags.'],
	],
	[
		'a run in doubt that goes on',
		{ ...sampleRun({ status: 'running' }), doubt: 'It lags.' },
		{},
		'pending',
		['The run is still running.', 'In doubt: It lags.'],
	],
	[
		'no result in doubt, where that counts as a pass',
		{ ...sampleRun({ status: 'timedOut' }), doubt: 'It lags.' },
		{ inconclusiveAs: 'passed' },
		'inconclusive',
		[
			'The run timed out.',
			'Inconclusive runs count as passed here, but none in doubt.',
			'In doubt: It lags.',
		],
	],
	[
		'no result in doubt, where that counts as a failure',
		{ ...sampleRun({ status: 'timedOut' }), doubt: 'It lags.' },
		{ inconclusiveAs: 'failed' },
		'failed',
		['The run timed out.', 'Inconclusive runs count as failed here.', 'In doubt: It lags.'],
	],
	[
		'ignored failures leave the pass rate',
		red,
		{ ignoreTests: ['*'], minPassRate: 1, maxFailureRate: 0 },
		'passed',
		[
			'100% of the tests passed, at least 100% required.',
			'0% of the tests failed, at most 0% allowed.',
			'2 ignored failures do not count.',
		],
	],
	[
		'ignoring all that ran',
		allRed,
		{ ignoreTests: ['*'] },
		'failed',
		['No test passed.', '2 ignored failures do not count.'],
	],
	[
		'ignoring all failures of a run without counts',
		uncounted,
		{ ignoreTests: ['*'] },
		'failed',
		['How many tests ran is not known, so "at least 1" was not checked.', '2 ignored failures do not count.'],
	],
	[
		'ignoring in a run without counts and with a cut list',
		{ ...uncounted, failuresTruncated: true },
		{ ignoreTests: ['*'] },
		'failed',
		[
			'The number of failures is not known, so "at most 0" could not be checked.',
			'How many tests ran is not known, so "at least 1" was not checked.',
			'2 ignored failures do not count.',
			'The failures of this run are not all listed, and their number is not known.',
		],
	],

	// onlyNewFailures
	[
		'a new failure among known ones',
		compared,
		{ onlyNewFailures: true },
		'failed',
		[
			'1 new failure, at most 0 allowed: checkout > pays with card',
			'1 failure is not new and does not count.',
		],
	],
	[
		'only known failures',
		known,
		{ onlyNewFailures: true },
		'passed',
		['0 new failures, at most 0 allowed.', '2 failures are not new and do not count.'],
	],
	[
		'failures that were not compared',
		red,
		{ onlyNewFailures: true },
		'failed',
		['2 new failures, at most 0 allowed: checkout > pays with card, pays by invoice', NOT_COMPARED],
	],
	[
		'new failures within a limit',
		compared,
		{ onlyNewFailures: true, maxFailures: 1 },
		'passed',
		[
			'1 new failure, at most 1 allowed: checkout > pays with card',
			'1 failure is not new and does not count.',
		],
	],
	[
		'a new failure that is ignored',
		compared,
		{ onlyNewFailures: true, ignoreTests: ['pays with card'] },
		'passed',
		[
			'0 new failures, at most 0 allowed.',
			'1 ignored failure does not count.',
			'1 failure is not new and does not count.',
		],
	],
	[
		'recovered tests in the list',
		sampleRun({ counts: { passed: 3, failed: 0 }, failures: [sampleFailure('x', { change: 'recovered' })] }),
		{ maxFailures: 0 },
		'passed',
		['All 3 tests passed.', '0 failures, at most 0 allowed.'],
	],

	// requiredTags
	[
		'the required tags',
		{ ...green, tags: ['smoke', 'eu'] },
		{ requiredTags: ['eu', 'smoke'] },
		'passed',
		['All 40 tests passed.'],
	],
	[
		'a tag is missing',
		{ ...green, tags: ['smoke'] },
		{ requiredTags: ['smoke', 'eu'] },
		'inconclusive',
		['The run lacks the required tag eu.'],
	],
	[
		'tags are missing on a red run',
		red,
		{ requiredTags: ['smoke', 'eu'] },
		'inconclusive',
		['The run lacks the required tags smoke, eu.'],
	],

	// inconclusiveAs
	[
		'inconclusive as failed',
		canceled,
		{ inconclusiveAs: 'failed' },
		'failed',
		[canceled.verdictReason, 'Inconclusive runs count as failed here.'],
	],
	[
		'inconclusive as passed',
		canceled,
		{ inconclusiveAs: 'passed' },
		'passed',
		[canceled.verdictReason, 'Inconclusive runs count as passed here.'],
	],
	[
		'inconclusive as it is',
		canceled,
		{ inconclusiveAs: 'inconclusive' },
		'inconclusive',
		[canceled.verdictReason],
	],
	['a failure is not replaced', unlisted, { inconclusiveAs: 'passed' }, 'failed', ['2 of 40 tests failed.']],

	// items that were changed on their way
	[
		'a run with failures marked as passed',
		{ ...unlisted, verdict: 'passed' },
		{},
		'failed',
		['The run is marked as passed, but has 2 failures.'],
	],
	[
		'a timed-out run marked as passed',
		{ ...timedOut, verdict: 'passed' },
		{},
		'inconclusive',
		['The status of the run is "timedOut", which is never a pass.'],
	],
	[
		'a run of unknown status marked as passed',
		{ ...unknown, verdict: 'passed' },
		{},
		'inconclusive',
		['The status of the run is "unknown", which is never a pass.'],
	],
	[
		'a canceled run marked as failed',
		{ ...canceled, verdict: 'failed' },
		{ maxFailures: 9 },
		'inconclusive',
		['The status of the run is "canceled", which is never a pass.'],
	],
];

describe('decide', () => {
	it.each(rows)('%s', (_what, run, rules, verdict, reasons) => {
		const result = decide(run, rules);
		expect({ verdict: result.verdict, reasons: result.reasons }).toEqual({ verdict, reasons });
	});

	it('shows every check, held or not', () => {
		const rules: GateRules = {
			minPassRate: 0.9,
			maxFailures: 1,
			maxFailureRate: 0.1,
			minTests: 50,
			flaky: 'fail',
			requiredTags: ['smoke', 'eu'],
		};
		expect(decide({ ...red, tags: ['smoke'] }, rules).checks).toEqual([
			{ rule: 'requiredTags', expected: 'smoke, eu', actual: 'smoke', ok: false },
			{ rule: 'verdict', expected: 'passed or failed', actual: 'failed', ok: true },
			{ rule: 'minPassRate', expected: 0.9, actual: 0.95, ok: true },
			{ rule: 'maxFailures', expected: 1, actual: 2, ok: false },
			{ rule: 'maxFailureRate', expected: 0.1, actual: 0.05, ok: true },
			{ rule: 'minTests', expected: 50, actual: 40, ok: false },
			{ rule: 'flaky', expected: 0, actual: null, ok: false },
		]);
	});

	it('shows what could not be checked as null', () => {
		expect(decide(wordOnly, { maxFailures: 0, minPassRate: 1, maxFailureRate: 0 }).checks).toEqual([
			{ rule: 'verdict', expected: 'passed or failed', actual: 'passed', ok: true },
			{ rule: 'minPassRate', expected: 1, actual: null, ok: false },
			{ rule: 'maxFailures', expected: 0, actual: null, ok: false },
			{ rule: 'maxFailureRate', expected: 0, actual: null, ok: false },
			{ rule: 'minTests', expected: 1, actual: null, ok: true },
		]);
	});

	it('keeps the names of tests on one line and short', () => {
		const failures = [sampleFailure(`a\nb\u0000${'x'.repeat(10_000)}`)];
		const { reasons } = decide(sampleRun({ counts: { passed: 1, failed: 1 }, failures }), { maxFailures: 0 });
		expect(reasons[0]).toMatch(/^1 failure, at most 0 allowed: checkout > a b x+…$/);
		expect(reasons[0].length).toBeLessThan(130);
	});
});

describe('tests of which the counts give no account', () => {
	const passed = (counts: Partial<RunCounts>, facts: Partial<TestRun> = {}): TestRun => ({
		...sampleRun({ counts, platformVerdict: 'passed' }),
		...facts,
	});

	it.each<[string, TestRun, GateRules]>([
		['without rules', passed({ total: 100, passed: 60 }), {}],
		['with a rate that the others would meet', passed({ total: 100, passed: 60 }), { minPassRate: 0.5 }],
		['with room for failures', passed({ total: 100, passed: 60 }), { maxFailures: 50 }],
		['beside skipped ones', passed({ total: 100, passed: 60, skipped: 10 }), { minTests: 10 }],
	])('never pass where nothing else is known: %s', (_, run, rules) => {
		const { verdict, reasons } = decide(run, rules);

		expect(run.verdict).toBe('passed');
		expect(verdict).toBe('inconclusive');
		expect(reasons[0]).toMatch(
			/^The run is marked as passed, but [43]0 of 100 tests are in none of the counts, so this is not/,
		);
	});

	it('are no pass by the counts alone either', () => {
		for (const counts of [
			{ total: 100, passed: 60 },
			{ total: 100, passed: 60, failed: 0 },
		])
			expect(decide(sampleRun({ counts }), {}).verdict).toBe('inconclusive');
	});

	it('are said where the platform has passed the run, and nothing failed', () => {
		const { verdict, reasons } = decide(passed({ total: 100, passed: 60, failed: 0 }), { minPassRate: 0.9 });

		expect(verdict).toBe('passed');
		expect(reasons).toEqual([
			'60 of 100 tests passed. 40 of 100 tests are in none of the counts.',
			'100% of the tests passed, at least 90% required.',
		]);
	});

	it('are said once', () => {
		const counts = { total: 100, passed: 60, failed: 0, skipped: 0, pending: 0 };

		expect(decide(passed(counts), {}).reasons).toEqual([
			'The platform says the run passed; 60 passed, and 40 of 100 tests are in none of the counts.',
		]);
	});

	it('are none where all are told, or where the platform tells no numbers', () => {
		for (const counts of [{ total: 100, passed: 60, skipped: 40 }, { total: 100 }, { total: 3, passed: 3 }])
			expect([counts, decide(passed(counts), {}).verdict]).toEqual([counts, 'passed']);
	});
});

describe('a flaky test in the list of failures', () => {
	const listed = [sampleFailure('wobbles', { flaky: true }), sampleFailure('wobbles too', { flaky: true })];
	const wobbly: TestRun = {
		...sampleRun({ platformVerdict: 'passed', counts: { total: 40, passed: 40, failed: 0, flaky: 2 } }),
		failures: listed,
	};

	it.each<[string, GateRules]>([
		['without rules', {}],
		['with no failure allowed', { maxFailures: 0 }],
		['with a failure rate of 0', { maxFailureRate: 0 }],
		['with new failures only', { onlyNewFailures: true }],
	])('is no failure: %s', (_, rules) => {
		expect(decide(wobbly, rules).verdict).toBe('passed');
		expect(
			decide({ ...wobbly, counts: { ...wobbly.counts, failed: null, total: null } }, rules).reasons,
		).toEqual(expect.not.arrayContaining([expect.stringContaining('wobbles')]));
	});

	it('counts beside those that failed only where flaky tests do', () => {
		const { reasons } = decide(
			{
				...sampleRun({ counts: { total: 40, passed: 39, failed: 1, flaky: 2 } }),
				failures: [...listed, sampleFailure('pays')],
			},
			{ maxFailures: 0 },
		);

		expect(reasons).toEqual(['1 failure, at most 0 allowed: checkout > pays']);
		expect(decide(wobbly, { flaky: 'fail' }).verdict).toBe('failed');
	});
});
