/** Runs in every state, with stats in every form that the vendor's files know. */
import { common, failure, resultOf, runOf, type PublishedAnswer } from './answer';

const MUTED =
	" Qase does not count muted tests, nor results that came later: the option 'Trust Qase's Verdict' lets its pass count.";

const allNone = {
	untested: 0,
	passed: 0,
	failed: 0,
	blocked: 0,
	skipped: 0,
	retest: 0,
	in_progress: 0,
	invalid: 0,
};

/** A result that failed with a message, and one that was blocked without any. */
const twoResults = [
	resultOf({
		hash: 'aa01',
		case_id: 7,
		comment: 'Total is 0.00',
		stacktrace: 'Error: Total is 0.00\n  at total.spec.ts:12',
		steps: [
			{
				status: 2,
				position: 1,
				comment: 'here',
				start_time: 1_775_115_900,
				end_time: null,
				duration_ms: 900,
				attachments: [],
				steps: [],
			},
		],
		attachments: [
			{ size: 2048, mime: 'image/png', filename: 'total.png', url: 'https://files.example.com/total.png' },
		],
	}),
	resultOf({ hash: 'aa02', case_id: 9, status: 'blocked', is_api_result: false, end_time: null }),
];

const totalFailure = {
	...failure,
	title: 'shows the total',
	status: 'failed',
	resultHash: 'aa01',
	caseId: 7,
	error: { message: 'Total is 0.00', stack: 'Error: Total is 0.00\n  at total.spec.ts:12' },
};
const blockedFailure = {
	...failure,
	title: 'Case 9',
	status: 'blocked',
	resultHash: 'aa02',
	caseId: 9,
	error: { message: null, stack: null },
};

/** Every state and form. */
export const runs: PublishedAnswer[] = [
	{
		about: 'a passed run with the map of statuses and the deprecated fields',
		run: runOf({
			stats: { total: 20, statuses: { passed: 18, skipped: 2 }, ...allNone, passed: 18, skipped: 2 },
		}),
		expected: {
			...common,
			status: 'finished',
			verdict: 'passed',
			verdictReason: '18 of 20 tests passed; 2 were skipped.',
			counts: { total: 20, passed: 18, failed: 0, skipped: 2, flaky: null, pending: 0, other: 0 },
			passRate: 1,
			failures: null,
		},
	},
	{
		about: 'a failed run with its failures, one of a case that was deleted since',
		run: runOf({
			status: 2,
			status_text: 'failed',
			stats: { total: 20, statuses: { passed: 16, failed: 1, blocked: 1, untested: 2 } },
		}),
		results: twoResults,
		cases: { 7: 'shows the total' },
		expected: {
			...common,
			status: 'finished',
			verdict: 'failed',
			verdictReason: '1 of 20 tests failed and 1 ended in error or was blocked.',
			counts: { total: 20, passed: 16, failed: 1, skipped: 0, flaky: null, pending: 2, other: 1 },
			passRate: 16 / 18,
			failures: [totalFailure, blockedFailure],
		},
	},
	{
		about: 'an empty map of statuses beside deprecated fields that count',
		run: runOf({
			status_text: 'failed',
			stats: { total: 3, statuses: {}, ...allNone, passed: 2, invalid: 1 },
		}),
		expected: {
			...common,
			status: 'finished',
			verdict: 'failed',
			verdictReason: '1 of 3 tests ended in error or was blocked.',
			counts: { total: 3, passed: 2, failed: 0, skipped: 0, flaky: null, pending: 0, other: 1 },
			passRate: 2 / 3,
			failures: null,
		},
	},
	{
		about: 'a run in progress that nobody has begun, with as little as may be told',
		run: runOf({
			status: 0,
			status_text: 'in_progress',
			start_time: null,
			end_time: null,
			stats: { total: 12, statuses: { untested: 12 } },
			elapsed_time: 0,
			environment: null,
			milestone: null,
			tags: [],
			plan_id: null,
		}),
		expected: {
			...common,
			status: 'running',
			verdict: 'pending',
			verdictReason: 'The run is still running.',
			counts: { total: 12, passed: 0, failed: 0, skipped: 0, flaky: null, pending: 12, other: 0 },
			passRate: null,
			startedAt: null,
			finishedAt: null,
			durationMs: null,
			environment: null,
			tags: [],
			failures: null,
		},
	},
	{
		about: 'an aborted run',
		run: runOf({
			status: 3,
			status_text: 'aborted',
			stats: { total: 10, statuses: { passed: 4, failed: 1, untested: 5 } },
		}),
		expected: {
			...common,
			status: 'canceled',
			verdict: 'inconclusive',
			verdictReason: 'The run was canceled; 1 test had failed until then.',
			counts: { total: 10, passed: 4, failed: 1, skipped: 0, flaky: null, pending: 5, other: 0 },
			passRate: 0.8,
			failures: null,
		},
	},
	{
		about: 'a passed run with custom statuses, of which one may well mean a failure',
		run: runOf({ stats: { total: 10, statuses: { passed: 7, approved: 2, 'needs-rework': 1, failed: 0 } } }),
		expected: {
			...common,
			status: 'finished',
			verdict: 'passed',
			verdictReason:
				"The platform says the run passed; 7 passed, and 3 of 10 tests have a status of your workspace's own (approved, needs-rework).",
			counts: { total: 10, passed: 7, failed: 0, skipped: 0, flaky: null, pending: 0, other: 0 },
			passRate: 1,
			failures: null,
		},
	},
	{
		about: 'a run of an older installation, whose word tells no verdict, with a custom status',
		run: runOf({ status_text: 'complete', stats: { total: 10, statuses: { passed: 8, in_review: 2 } } }),
		results: [],
		expected: {
			...common,
			status: 'finished',
			verdict: 'inconclusive',
			verdictReason:
				"2 of 10 tests have a status of your workspace's own (in_review), which is neither a pass nor a failure.",
			counts: { total: 10, passed: 8, failed: 0, skipped: 0, flaky: null, pending: 0, other: 0 },
			passRate: 1,
			failures: [],
		},
	},
	{
		about: 'a passed run with a muted test that failed',
		run: runOf({ stats: { total: 20, statuses: { passed: 19, failed: 1 } } }),
		results: [twoResults[0]],
		cases: { 7: 'shows the total' },
		expected: {
			...common,
			status: 'finished',
			verdict: 'failed',
			verdictReason: `1 of 20 tests failed, although the platform says the run passed.${MUTED}`,
			counts: { total: 20, passed: 19, failed: 1, skipped: 0, flaky: null, pending: 0, other: 0 },
			passRate: 0.95,
			failures: [totalFailure],
		},
	},
	{
		about: 'the same where the verdict of Qase is trusted',
		run: runOf({ stats: { total: 20, statuses: { passed: 19, failed: 1 } } }),
		results: [twoResults[0]],
		cases: { 7: 'shows the total' },
		trustsPass: true,
		expected: {
			...common,
			status: 'finished',
			verdict: 'passed',
			verdictReason: 'The platform says the run passed, although 1 of 20 tests failed.',
			passedDespiteFailures: true,
			counts: { total: 20, passed: 19, failed: 1, skipped: 0, flaky: null, pending: 0, other: 0 },
			passRate: 0.95,
			failures: [totalFailure],
		},
	},
	{
		about: 'a failed run whose results are not listed (yet)',
		run: runOf({ status_text: 'failed', stats: { total: 4, statuses: { passed: 2, failed: 2 } } }),
		results: [],
		expected: {
			...common,
			status: 'finished',
			verdict: 'failed',
			verdictReason: '2 of 4 tests failed.',
			counts: { total: 4, passed: 2, failed: 2, skipped: 0, flaky: null, pending: 0, other: 0 },
			passRate: 0.5,
			failures: [],
			failuresTruncated: true,
			failuresNote: '2 failed tests are counted, but none of them could be read.',
		},
	},
	{
		about: 'two failing variants of one case, and a test that passed when it was repeated',
		run: runOf({ status_text: 'failed', stats: { total: 4, statuses: { passed: 2, failed: 2 } } }),
		results: [
			resultOf({ hash: 'bb01', case_id: 7, comment: 'in Firefox', end_time: '2026-04-02T07:40:00+00:00' }),
			resultOf({ hash: 'bb02', case_id: 7, comment: 'in Chromium', end_time: '2026-04-02T07:41:00+00:00' }),
			resultOf({ hash: 'bb03', case_id: 8, comment: 'at first', end_time: '2026-04-02T07:42:00+00:00' }),
			resultOf({ hash: 'bb04', case_id: 8, status: 'passed', end_time: '2026-04-02T07:43:00+00:00' }),
		],
		cases: { 7: 'shows the total', 8: 'adds a voucher' },
		expected: {
			...common,
			status: 'finished',
			verdict: 'failed',
			verdictReason: '2 of 4 tests failed.',
			counts: { total: 4, passed: 2, failed: 2, skipped: 0, flaky: null, pending: 0, other: 0 },
			passRate: 0.5,
			failures: [
				{ ...totalFailure, resultHash: 'bb01', error: { message: 'in Firefox', stack: null } },
				{ ...totalFailure, resultHash: 'bb02', error: { message: 'in Chromium', stack: null } },
				{
					...totalFailure,
					resultHash: 'bb03',
					caseId: 8,
					title: 'adds a voucher',
					error: { message: 'at first', stack: null },
				},
			],
			failuresNote:
				'Qase counts 2 failed tests and lists 3 failing results. It does not tell variants of a case from repetitions, so all are shown: some of these tests may have passed since.',
		},
	},
	{
		about: 'a run without stats, in which a failed test was repeated, or another variant of it failed',
		run: runOf({ status_text: 'failed', stats: { total: 4 } }),
		results: [
			resultOf({ hash: 'cc01', case_id: 7, comment: 'first', end_time: '2026-04-02T07:40:00+00:00' }),
			resultOf({ hash: 'cc02', case_id: 7, comment: 'second', end_time: '2026-04-02T07:41:00+00:00' }),
		],
		cases: { 7: 'shows the total' },
		expected: {
			...common,
			status: 'finished',
			verdict: 'failed',
			verdictReason: '2 of 4 tests failed.',
			counts: {
				total: 4,
				passed: null,
				failed: null,
				skipped: null,
				flaky: null,
				pending: null,
				other: null,
			},
			passRate: null,
			failures: [
				{ ...totalFailure, resultHash: 'cc01', error: { message: 'first', stack: null } },
				{ ...totalFailure, resultHash: 'cc02', error: { message: 'second', stack: null } },
			],
			failuresNote:
				'Qase lists 2 failing results. It does not tell variants of a case from repetitions, so all are shown: some of these tests may have passed since.',
		},
	},
	{
		about: 'a state that is not published',
		run: runOf({ status: 7, status_text: 'archived', stats: { total: 2, statuses: { passed: 2 } } }),
		expected: {
			...common,
			status: 'unknown',
			verdict: 'inconclusive',
			verdictReason: 'The platform\'s status "archived" is not known, so this is not counted as a pass.',
			counts: { total: 2, passed: 2, failed: 0, skipped: 0, flaky: null, pending: 0, other: 0 },
			passRate: 1,
			failures: null,
		},
	},
];
