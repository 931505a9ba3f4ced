/** The rules that ask for the history of failures: what they excuse, and what they say. */
import * as fc from 'fast-check';

import { decide } from '../../../../core/gate/gate';
import type { GateRules } from '../../../../core/gate/rules';
import { readRun } from '../../../../core/model/readRun';
import type { TestFailure, TestHistory, TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';

const history = (facts: Partial<TestHistory> = {}): TestHistory => ({
	runs: 20,
	failed: 5,
	flakyRuns: 4,
	flakyRate: 0.2,
	failingStreak: 1,
	failingSince: '2026-01-02T00:00:00.000Z',
	lastPassedAt: '2026-01-01T00:00:00.000Z',
	runsOnBranch: 20,
	unstableRate: 4 / 19,
	...facts,
});

const failing = (title: string, facts?: Partial<TestHistory>) =>
	sampleFailure(title, { suite: null, ...(facts && { history: history(facts) }) });

const redRun = (...failures: TestFailure[]): TestRun =>
	sampleRun({ counts: { total: 100, passed: 100 - failures.length, failed: failures.length }, failures });

const streak: GateRules = { minFailuresInARow: 3 };
const flaky: GateRules = { ignoreFlakyAbove: 0.2 };
const NO_HISTORY = 'The failures have no history, so each counts. Test Run History adds it.';

test.each<[string, TestRun, GateRules, string, string[]]>([
	[
		'too few failures in a row',
		redRun(failing('pays', { failingStreak: 2 })),
		streak,
		'passed',
		[
			'0 failures, at most 0 allowed.',
			'pays does not count: failing for the 2nd time in a row, of 3 required.',
		],
	],
	[
		'enough of them',
		redRun(failing('pays', { failingStreak: 3 })),
		streak,
		'failed',
		['1 failure, at most 0 allowed: pays'],
	],
	[
		'fewer runs than the rule asks for',
		redRun(failing('pays', { runsOnBranch: 2 })),
		streak,
		'failed',
		['1 failure, at most 0 allowed: pays', 'pays counts, since only 2 runs are known of it.'],
	],
	[
		'the first run of a branch',
		redRun(failing('pays', { runsOnBranch: 1 })),
		streak,
		'failed',
		['1 failure, at most 0 allowed: pays', 'pays counts, since only this run is known of it.'],
	],
	[
		'no history',
		redRun(failing('pays')),
		streak,
		'failed',
		['1 failure, at most 0 allowed: pays', NO_HISTORY],
	],
	[
		'no history of flakiness',
		redRun(failing('pays')),
		flaky,
		'failed',
		['1 failure, at most 0 allowed: pays', NO_HISTORY],
	],
	[
		'a history of another run',
		redRun(failing('pays', { failingStreak: 0 })),
		{ ...streak, ...flaky },
		'failed',
		['1 failure, at most 0 allowed: pays', NO_HISTORY],
	],
	[
		'a history of one of them',
		redRun(failing('pays', {}), failing('ships')),
		streak,
		'failed',
		[
			'1 failure, at most 0 allowed: ships',
			'One failure has no history, so it counts. Test Run History adds it.',
			'pays does not count: failing for the 1st time in a row, of 3 required.',
		],
	],
	[
		'a flaky test',
		redRun(failing('pays', {})),
		flaky,
		'passed',
		[
			'0 failures, at most 0 allowed.',
			'pays does not count: flaky in 4 of 20 runs; failing for the 1st time in a row.',
		],
	],
	[
		'a test that is less flaky',
		redRun(failing('pays', { flakyRate: 0.19 })),
		flaky,
		'failed',
		['1 failure, at most 0 allowed: pays'],
	],
	[
		'a test that was never flaky, and any rate',
		redRun(failing('pays', { flakyRate: 0, flakyRuns: 0 })),
		{ ignoreFlakyAbove: 0 },
		'failed',
		['1 failure, at most 0 allowed: pays'],
	],
	[
		'too few runs to tell',
		redRun(failing('pays', { runs: 9, flakyRuns: 4, flakyRate: 4 / 9 })),
		flaky,
		'failed',
		[
			'1 failure, at most 0 allowed: pays',
			'pays counts: flaky in 4 of 9 runs, and it takes 10 runs to tell.',
		],
	],
	[
		'a flaky test that is broken now',
		redRun(failing('pays', { failingStreak: 2 })),
		flaky,
		'failed',
		[
			'1 failure, at most 0 allowed: pays',
			'pays counts: flaky in 4 of 20 runs, but failing for the 2nd time in a row, which is more than that.',
		],
	],
	[
		'a very flaky test that fails in a row',
		redRun(failing('pays', { failingStreak: 3, unstableRate: 0.5 })),
		flaky,
		'passed',
		[
			'0 failures, at most 0 allowed.',
			'pays does not count: flaky in 4 of 20 runs; failing for the 3rd time in a row.',
		],
	],
	[
		'either rule',
		redRun(failing('pays', { failingStreak: 2 }), failing('ships', { failingStreak: 3, unstableRate: 0.5 })),
		{ ...streak, ...flaky },
		'passed',
		[
			'0 failures, at most 0 allowed.',
			'pays does not count: failing for the 2nd time in a row, of 3 required.',
			'ships does not count: flaky in 4 of 20 runs; failing for the 3rd time in a row.',
		],
	],
	[
		'many failures',
		redRun(...['a', 'b', 'c', 'd', 'e'].map((title) => failing(title, {}))),
		streak,
		'passed',
		[
			'0 failures, at most 0 allowed.',
			'a does not count: failing for the 1st time in a row, of 3 required.',
			'b does not count: failing for the 1st time in a row, of 3 required.',
			'c does not count: failing for the 1st time in a row, of 3 required.',
			'2 more failures do not count for such reasons.',
		],
	],
	[
		'a failure that is not listed',
		{ ...redRun(failing('pays', {})), counts: { ...redRun().counts, total: 100, passed: 98, failed: 2 } },
		streak,
		'failed',
		[
			'1 failure, at most 0 allowed.',
			'pays does not count: failing for the 1st time in a row, of 3 required.',
			'1 failure is not in the list, so it counts.',
		],
	],
	[
		'an allowance for the others',
		redRun(failing('pays', {}), failing('ships', { failingStreak: 3 })),
		{ ...streak, maxFailures: 1 },
		'passed',
		[
			'1 failure, at most 1 allowed: ships',
			'pays does not count: failing for the 1st time in a row, of 3 required.',
		],
	],
])('%s', (_, run, rules, verdict, reasons) => {
	expect(decide(run, rules)).toMatchObject({ verdict, reasons });
});

test('nothing is excused where most of the tests failed', () => {
	const outage = sampleRun({
		counts: { total: 30, passed: 9, failed: 21 },
		failures: Array.from({ length: 21 }, (_, index) => failing(`test ${index}`, {})),
	});
	const { verdict, reasons } = decide(outage, { ...streak, ...flaky });
	expect(verdict).toBe('failed');
	expect(reasons.at(-1)).toBe('Most of the tests failed, so no failure is excused by its history.');
	expect(decide({ ...outage, counts: { ...outage.counts, total: 50, passed: 29 } }, streak).verdict).toBe(
		'passed',
	);
});

test('without counts many failures may be an outage', () => {
	const run = sampleRun({
		platformVerdict: 'failed',
		failures: Array.from({ length: 20 }, (_, index) => failing(`test ${index}`, {})),
	});
	expect(decide(run, streak).reasons.join(' ')).toContain('no failure is excused');
});

test('a green run needs no history', () => {
	const green = sampleRun({ counts: { total: 3, passed: 3, failed: 0 }, failures: [] });
	expect(decide(green, { ...streak, ...flaky })).toMatchObject({
		verdict: 'passed',
		reasons: ['All 3 tests passed.', '0 failures, at most 0 allowed.'],
	});
});

describe('a history that an item carries', () => {
	const read = (facts: object) => {
		const run = redRun(failing('pays'));
		const failures = [{ ...failing('pays'), history: facts }];
		return readRun(JSON.parse(JSON.stringify({ ...run, failures })))?.failures?.[0].history;
	};

	test('is read as it is', () => {
		expect(read(history())).toEqual(history());
	});

	test('may lack what can be concluded', () => {
		const pinned = { ...history(), flakyRuns: undefined, runsOnBranch: undefined, unstableRate: undefined };
		expect(read(pinned)).toEqual(history());
		expect(read({ ...pinned, failed: 1 })).toMatchObject({ flakyRuns: 4, unstableRate: 3 / 19 });
		expect(read({ ...pinned, flakyRate: null, failed: 1 })).toMatchObject({ flakyRuns: 0, unstableRate: 0 });
		expect(read({ runs: 2, failed: 2, failingStreak: 2 })).toMatchObject({ unstableRate: null });
	});

	test.each([[{}], [{ runs: 3, failed: 1 }], [{ runs: '3', failed: 1, failingStreak: 1 }]])(
		'%p excuses nothing',
		(facts) => {
			expect(read(facts)).toBeUndefined();
		},
	);
});

test('a decision never gets better when a history is taken away, or shows more failures in a row', () => {
	const anyHistory = fc.record({
		runs: fc.integer({ min: 1, max: 30 }),
		failingStreak: fc.integer({ min: 0, max: 5 }),
		flakyRate: fc.constantFrom(null, 0, 0.1, 0.2, 0.5),
		unstableRate: fc.constantFrom(null, 0, 0.1, 0.3, 0.6),
		runsOnBranch: fc.integer({ min: 1, max: 30 }),
	});
	const anyRules = fc.record(
		{
			minFailuresInARow: fc.integer({ min: 1, max: 4 }),
			ignoreFlakyAbove: fc.constantFrom(0, 0.1, 0.2, 1),
			maxFailures: fc.nat(3),
			maxFailureRate: fc.constantFrom(0, 0.1, 0.5),
		},
		{ requiredKeys: [] },
	);
	const RANK = ['failed', 'inconclusive', 'passed'];
	const rank = (failures: TestFailure[], rules: GateRules) =>
		RANK.indexOf(decide(redRun(...failures), rules).verdict);
	fc.assert(
		fc.property(fc.array(anyHistory, { minLength: 1, maxLength: 4 }), anyRules, (histories, rules) => {
			const failures = histories.map((facts, index) => failing(`test ${index}`, facts));
			const others = failures.slice(1);
			expect(rank([failing('test 0'), ...others], rules)).toBeLessThanOrEqual(rank(failures, rules));
			const [{ failingStreak }] = histories;
			if (failingStreak === 0) return;
			const longer = failing('test 0', { ...histories[0], failingStreak: failingStreak + 1 });
			expect(rank([longer, ...others], rules)).toBeLessThanOrEqual(rank(failures, rules));
		}),
		{ numRuns: 2_000 },
	);
});
