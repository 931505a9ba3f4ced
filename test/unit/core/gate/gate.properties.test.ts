import * as fc from 'fast-check';
import { buildRun, type RunFacts } from '../../../../core/model/buildRun';
import { executed } from '../../../../core/model/counts';
import { decide } from '../../../../core/gate/gate';
import type { GateRules } from '../../../../core/gate/rules';
import type { RunCounts, RunStatus, TestFailure, TestRun, Verdict } from '../../../../core/model/TestRun';
import { sampleFailure } from '../sampleRun';

const RUNS = { numRuns: 3000 };

/** From bad to good; a pending run never changes place with the others. */
const BETTER: Verdict[] = ['failed', 'inconclusive', 'passed'];
const rank = (verdict: Verdict) => BETTER.indexOf(verdict);

const count = fc.option(fc.nat(6), { nil: null });
const anyCounts: fc.Arbitrary<RunCounts> = fc.record({
	total: count,
	passed: count,
	failed: count,
	skipped: count,
	flaky: count,
	pending: count,
	other: count,
});

const failure: fc.Arbitrary<TestFailure> = fc
	.tuple(fc.constantFrom('pays', 'logs in', 'signs out'), fc.constantFrom('new', 'stillFailing', undefined))
	.map(([title, change]) => sampleFailure(title, change ? { change } : {}));

const rules: fc.Arbitrary<GateRules> = fc.record(
	{
		minPassRate: fc.constantFrom(0, 0.5, 0.9, 1),
		maxFailures: fc.nat(4),
		maxFailureRate: fc.constantFrom(0, 0.1, 0.5, 1),
		minTests: fc.nat(5),
		flaky: fc.constantFrom('pass', 'fail', 'inconclusive'),
		onlyNewFailures: fc.boolean(),
		minFailuresInARow: fc.constantFrom(1, 3),
		ignoreFlakyAbove: fc.constantFrom(0, 0.2),
		ignoreTests: fc.subarray(['pays', '*in', '*']),
		requiredTags: fc.subarray(['smoke']),
	},
	{ requiredKeys: [] },
);

/** Items as a user may have made them: nothing about them needs to fit together. */
const anyRun: fc.Arbitrary<TestRun> = fc
	.record({
		status: fc.constantFrom<RunStatus>('queued', 'running', 'finished', 'canceled', 'timedOut', 'unknown'),
		counts: anyCounts,
		platformVerdict: fc.constantFrom('passed', 'failed', 'inconclusive', null),
		failures: fc.option(fc.array(failure, { maxLength: 5 }), { nil: null }),
		failuresTruncated: fc.boolean(),
		passRate: fc.constantFrom(null, 0, 0.5, 1),
		tags: fc.subarray(['smoke', 'eu']),
	})
	.chain((facts) =>
		fc.constantFrom<Verdict | null>(null, 'pending', 'passed', 'failed', 'inconclusive').map((verdict) => {
			const run = buildRun({ platform: 'currents', platformName: 'Currents', id: '1', ...facts });
			return verdict === null ? run : { ...run, verdict };
		}),
	);

/** Finished runs whose counts are complete and fit their failures; only failing tests make them red. */
const soundRun: fc.Arbitrary<RunFacts> = fc
	.record({
		passed: fc.nat(8),
		skipped: fc.nat(2),
		flaky: count,
		failures: fc.array(failure, { maxLength: 5 }),
		listed: fc.constantFrom('all', 'some', 'none'),
		tags: fc.subarray(['smoke', 'eu']),
	})
	.map(({ passed, skipped, flaky, failures, listed, tags }) => ({
		platform: 'currents',
		platformName: 'Currents',
		id: '1',
		status: 'finished',
		counts: {
			total: passed + failures.length + skipped,
			passed,
			failed: failures.length,
			skipped,
			flaky,
			pending: 0,
			other: 0,
		},
		failures: { all: failures, some: failures.slice(0, 2), none: null }[listed],
		failuresTruncated: listed === 'some' && failures.length > 2,
		tags,
	}));

/** The run with one failure more: another test, or one of those that passed. */
function withFailure(run: RunFacts, added: TestFailure, listed: boolean, hadPassed: boolean): RunFacts {
	const { counts, failures } = run;
	if (!counts || counts.total === null || counts.passed === null || counts.failed === null) {
		throw new Error('a sound run has counts');
	}
	return {
		...run,
		counts: {
			...counts,
			total: counts.total + (hadPassed ? 0 : 1),
			passed: counts.passed - (hadPassed ? 1 : 0),
			failed: counts.failed + 1,
		},
		failures: failures && listed ? [...failures, added] : failures,
		failuresTruncated: Boolean(run.failuresTruncated || (failures && !listed)),
	};
}

describe('decide', () => {
	describe('never gets better', () => {
		it('never gets better for a run that is in doubt, and says so', () => {
			const as = fc.constantFrom(undefined, 'passed', 'failed', 'inconclusive') as fc.Arbitrary<
				GateRules['inconclusiveAs']
			>;
			fc.assert(
				fc.property(anyRun, rules, as, (run, given, inconclusiveAs) => {
					const [sure, doubted] = [null, 'It lags.'].map((doubt) =>
						decide({ ...run, doubt }, { ...given, inconclusiveAs }),
					);
					expect(rank(doubted!.verdict)).toBeLessThanOrEqual(rank(sure!.verdict));
					expect(doubted!.reasons.at(-1)).toBe('In doubt: It lags.');
				}),
				RUNS,
			);
		});

		it('never gets better when a test that passed fails', () => {
			fc.assert(
				fc.property(soundRun, failure, fc.boolean(), rules, (run, added, listed, given) => {
					fc.pre((run.counts?.passed ?? 0) > 0);
					const before = decide(buildRun(run), given).verdict;
					const after = decide(buildRun(withFailure(run, added, listed, true)), given).verdict;
					expect(rank(after)).toBeLessThanOrEqual(rank(before));
				}),
				RUNS,
			);
		});

		it('never gets better by another failing test, unless it is the test that was missing from the minimum', () => {
			fc.assert(
				fc.property(soundRun, failure, fc.boolean(), rules, (run, added, listed, given) => {
					const one = buildRun(run);
					fc.pre((executed(one.counts) ?? 0) >= (given.minTests ?? 1) || (given.minTests ?? 1) <= 1);
					const before = decide(one, given).verdict;
					const after = decide(buildRun(withFailure(run, added, listed, false)), given).verdict;
					expect(rank(after)).toBeLessThanOrEqual(rank(before));
				}),
				RUNS,
			);
		});

		it('never gets better when failures are no longer listed', () => {
			fc.assert(
				fc.property(soundRun, fc.nat(5), rules, (run, kept, given) => {
					const cut = { ...run, failures: run.failures?.slice(0, kept) ?? null };
					const before = decide(buildRun(run), given).verdict;
					expect(rank(decide(buildRun(cut), given).verdict)).toBeLessThanOrEqual(rank(before));
					const none = decide(buildRun({ ...run, failures: null }), given).verdict;
					expect(rank(none)).toBeLessThanOrEqual(rank(before));
				}),
				RUNS,
			);
		});
	});

	describe('never passes without proof', () => {
		it('never passes a run in which nothing ran, at the default settings', () => {
			fc.assert(
				fc.property(anyRun, (run) => {
					if (executed(run.counts) === 0) expect(decide(run, {}).verdict).not.toBe('passed');
				}),
				RUNS,
			);
		});

		it('never passes a run in which nothing ran, whatever the limits on failures', () => {
			fc.assert(
				fc.property(anyRun, rules, (run, { minTests: _minTests, ...given }) => {
					if (executed(run.counts) === 0) expect(decide(run, given).verdict).not.toBe('passed');
				}),
				RUNS,
			);
		});

		it('never passes a status other than finished, or more failures than allowed', () => {
			fc.assert(
				fc.property(anyRun, rules, (run, given) => {
					if (decide(run, given).verdict !== 'passed') return;
					expect(run.status).toBe('finished');
					expect(run.verdict === 'passed' || run.verdict === 'failed').toBe(true);
					const limited =
						given.onlyNewFailures || given.ignoreTests?.length || given.minPassRate !== undefined;
					const allowed = given.maxFailures ?? (given.maxFailureRate === undefined ? 0 : Infinity);
					if (!limited)
						expect((run.counts.failed ?? 0) + (run.counts.other ?? 0)).toBeLessThanOrEqual(allowed);
				}),
				RUNS,
			);
		});

		it('is pending just for runs that are', () => {
			fc.assert(
				fc.property(anyRun, rules, (run, given) => {
					const isGoingOn = run.status === 'queued' || run.status === 'running';
					const pending = run.verdict === 'pending' || (isGoingOn && run.verdict !== 'inconclusive');
					expect(decide(run, given).verdict === 'pending').toBe(pending);
				}),
			);
		});

		it('replaces inconclusive and nothing else', () => {
			fc.assert(
				fc.property(anyRun, rules, fc.constantFrom('failed', 'passed'), (run, given, inconclusiveAs) => {
					const before = decide(run, given).verdict;
					const after = decide(run, { ...given, inconclusiveAs }).verdict;
					expect(after).toBe(before === 'inconclusive' ? inconclusiveAs : before);
				}),
			);
		});

		it('gives reasons, and checks that agree with the verdict', () => {
			fc.assert(
				fc.property(anyRun, rules, (run, given) => {
					const { verdict, reasons, checks } = decide(run, given);
					expect(reasons.length).toBeGreaterThan(0);
					for (const reason of reasons) expect(reason).not.toMatch(/null|undefined|NaN|^$/);
					if (verdict !== 'pending') expect(checks.every(({ ok }) => ok)).toBe(verdict === 'passed');
				}),
				RUNS,
			);
		});
	});
});
