import { decide } from '../../../../core/gate/gate';
import type { GateRules } from '../../../../core/gate/rules';
import type { RunCounts, TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { red, wordOnly } from './gateRuns';
import { limitRows } from './limitRows';
import { ruleRows } from './ruleRows';
import { verdictRows } from './verdictRows';

describe('decide', () => {
	it.each([...verdictRows, ...limitRows, ...ruleRows])('%s', (_what, run, rules, verdict, reasons) => {
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
