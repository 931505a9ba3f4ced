/** Runs of a Playwright project of today: one that is complete, one that goes on. */
import type { PublishedAnswer } from './answer';
import {
	attempt,
	common,
	counts,
	DASHBOARD,
	detail,
	finds,
	group,
	head,
	listed,
	older,
	REDEEMS,
	redeems,
	REFUSES,
	spec,
	testStart,
	version2,
} from './playwrightProject';

/** Two browsers; one machine still has an older reporter. */
export const complete: PublishedAnswer = {
	about: 'a complete Playwright run with spec files of both versions',
	run: {
		...head,
		durationMs: 91_250,
		groups: [
			group(
				'chromium',
				{ ...counts(2, 1, 1, 0, 0), tests: 2 },
				{ overall: 1, claimed: 1, complete: 1, passes: 0, failures: 1 },
			),
			group(
				'firefox',
				{ ...counts(4, 2, 1, 1, 1), tests: 4 },
				{ overall: 2, claimed: 2, complete: 2, passes: 1, failures: 1 },
			),
		],
		specs: [
			spec('a1a1a1a1a1a1a1a1', 'voucher.spec.ts', 'chromium', counts(2, 1, 1, 0, 0)),
			spec('b2b2b2b2b2b2b2b2', 'voucher.spec.ts', 'firefox', counts(2, 2, 0, 1, 0)),
			spec('c3c3c3c3c3c3c3c3', 'search.spec.ts', 'firefox', counts(2, 0, 1, 0, 1)),
		],
		completionState: 'COMPLETE',
		status: 'FAILED',
	},
	instances: [
		version2(
			'a1a1a1a1a1a1a1a1',
			'chromium',
			[
				listed('a1-redeems', 'chromium', REDEEMS, 'failed'),
				listed('a1-refuses', 'chromium', REFUSES, 'passed'),
			],
			{
				'a1-redeems': detail('failed', [attempt(0, 'failed'), attempt(1, 'failed')]),
				'a1-refuses': detail('passed', [attempt(0, 'passed')]),
			},
		),
		version2(
			'b2b2b2b2b2b2b2b2',
			'firefox',
			[
				listed('a1-redeems', 'firefox', REDEEMS, 'passed', true),
				listed('a1-refuses', 'firefox', REFUSES, 'passed'),
			],
			{
				'a1-redeems': detail('passed', [attempt(0, 'failed'), attempt(1, 'passed')], true),
				'a1-refuses': detail('passed', [attempt(0, 'passed')]),
			},
		),
		older,
	],
	details: { maxFailures: 20, tests: true },
	expected: {
		...common,
		status: 'finished',
		verdict: 'failed',
		verdictReason: '2 of 6 tests failed.',
		counts: { total: 6, passed: 3, failed: 2, skipped: 1, flaky: 1, pending: 0, other: null },
		passRate: 3 / 5,
		finishedAt: '2026-06-02T09:31:29.250Z',
		durationMs: 91_250,
		failures: [
			{
				...redeems,
				error: {
					message: 'Error: expect(received).toBe(expected)\n\nReceived: "12.90"',
					stack:
						'Error: expect(received).toBe(expected)\n    at /ci/shop/tests/voucher.spec.ts:31:22\n\n' +
						" > 31 |   expect(total).toBe('9.90');\n    |                 ^",
				},
			},
			{ ...finds, error: { message: 'Test timeout of 30000ms exceeded.', stack: null } },
		],
		failuresTruncated: false,
		failuresNote: null,
		tests: [
			{ ...redeems, startedAt: testStart },
			{
				...redeems,
				title: 'is refused twice',
				attempts: 1,
				url: `${DASHBOARD}/instance/a1a1a1a1a1a1a1a1/test/a1-refuses`,
				tags: ['shop'],
				status: 'passed',
				startedAt: testStart,
			},
			{
				...redeems,
				group: 'firefox',
				flaky: true,
				url: `${DASHBOARD}/instance/b2b2b2b2b2b2b2b2/test/a1-redeems`,
				status: 'passed',
				startedAt: testStart,
			},
			{
				...redeems,
				title: 'is refused twice',
				group: 'firefox',
				attempts: 1,
				url: `${DASHBOARD}/instance/b2b2b2b2b2b2b2b2/test/a1-refuses`,
				tags: ['shop'],
				status: 'passed',
				startedAt: testStart,
			},
			{ ...finds, startedAt: '2026-06-02T09:30:10.000Z' },
			{
				...finds,
				title: 'sorts by price',
				attempts: null,
				durationMs: null,
				url: `${DASHBOARD}/instance/c3c3c3c3c3c3c3c3/test/b2-sorts`,
				status: 'skipped',
				startedAt: null,
			},
		],
	},
};

/** One spec file is being run, the other one has no machine yet. */
export const going: PublishedAnswer = {
	about: 'a Playwright run that goes on',
	run: {
		...head,
		durationMs: 48,
		groups: [
			group(
				'chromium',
				{ ...counts(1, 1, 0, 0, 0), tests: 4 },
				{ overall: 2, claimed: 1, complete: 0, passes: 0, failures: 0 },
			),
		],
		specs: [
			spec('a1a1a1a1a1a1a1a1', 'voucher.spec.ts', 'chromium', counts(2, 1, 0, 0, 0), { completedAt: null }),
			spec('c3c3c3c3c3c3c3c3', 'search.spec.ts', 'chromium', counts(2, 0, 0, 0, 0), {
				claimedAt: null,
				completedAt: null,
				machineId: '',
			}),
		],
		completionState: 'IN_PROGRESS',
		status: 'RUNNING',
	},
	instances: [],
	details: { maxFailures: 20 },
	expected: {
		...common,
		status: 'running',
		verdict: 'pending',
		verdictReason: 'The run is still running.',
		counts: { total: 4, passed: 1, failed: 0, skipped: 0, flaky: 0, pending: 3, other: null },
		passRate: 1,
		finishedAt: null,
		durationMs: 48,
		failures: [],
		failuresTruncated: false,
		failuresNote: null,
		tests: null,
	},
};
