/** The single checks of a gate, each with the sentence that explains it. */

import { executed, passRate, unaccounted, unexplained } from '../model/counts';
import type { GateCheck, GateRules } from './rules';
import { type CountedFailures, looksAtEachFailure } from './gateFailures';
import type { TestRun, Verdict } from '../model/TestRun';
import { percent, quantity, someNames } from '../text/words';

/** A check and its consequence. */
export interface JudgedCheck extends GateCheck {
	/** The sentence for the reasons; `null` if there is nothing to say. */
	reason: string | null;
	/** The verdict of the gate if the check is broken. */
	otherwise: 'failed' | 'inconclusive';
	/** True if no other check can change that verdict. */
	final?: boolean;
}

/** Relative error of rates in single precision, in which platforms send them. */
const SINGLE_PRECISION = 2 ** -23;

/**
 * Tolerance for limits such as two thirds, which are not exact as numbers. It is far less than one test, so that no
 * test is ever overlooked.
 */
const PART_OF_A_TEST = 1e-6;

/** All checks that the rules ask for. */
export function checksOf(run: TestRun, rules: GateRules, failures: CountedFailures): JudgedCheck[] {
	const own = ownVerdict(run, failures);
	return [
		requiredTagsCheck(run, rules),
		verdictCheck(run, rules, failures, own),
		minPassRateCheck(run, rules, failures, own),
		maxFailuresCheck(rules, failures, own),
		maxFailureRateCheck(run, rules, failures, own),
		minTestsCheck(run, rules, own),
		flakyCheck(run, rules),
	].filter((check) => check !== null);
}

/**
 * The run's verdict, corrected by its other facts: the item may have been edited on its way here, and a run that was
 * stopped, has an unknown status or contains failures has not passed.
 */
function ownVerdict(run: TestRun, failures: CountedFailures): Verdict {
	if (run.status === 'canceled' || run.status === 'timedOut') return 'inconclusive';
	if (run.verdict !== 'passed') return run.verdict;
	if (failures.found !== null && failures.found > 0) return 'failed';
	if (run.counts.failed === null && isOpen(run)) return 'inconclusive';
	return run.status === 'unknown' ? 'inconclusive' : 'passed';
}

/** Whether some tests passed and others are in none of the counts. */
function isOpen({ counts, passedDespiteFailures }: TestRun): boolean {
	return counts.passed !== null && !passedDespiteFailures && unexplained(counts) > 0;
}

/**
 * Without limits, the run's own verdict decides. With limits, a failed run may pass, but only if failed tests are the
 * only reason why it failed.
 */
function verdictCheck(run: TestRun, rules: GateRules, failures: CountedFailures, own: Verdict): JudgedCheck {
	const limited = hasLimits(rules);
	const check = {
		rule: 'verdict',
		expected: limited ? 'passed or failed' : 'passed',
		actual: own,
		reason: own === run.verdict ? run.verdictReason : contradiction(run, failures),
	};
	if (own === 'passed') return { ...check, reason: passReason(run), ok: true, otherwise: 'inconclusive' };
	if (own !== 'failed') return { ...check, ok: false, otherwise: 'inconclusive', final: true };
	if (!limited) return { ...check, ok: false, otherwise: 'failed' };
	if (run.status === 'unknown') return { ...check, ok: false, otherwise: 'inconclusive' };
	if (failures.found === 0) {
		const reason = `${check.reason} No failing test explains it, so no limit on failures can allow it.`;
		return { ...check, reason, ok: false, otherwise: 'failed' };
	}
	const { found } = failures;
	const open = found === null ? 0 : unexplained({ ...run.counts, failed: run.counts.failed ?? found });
	if (open > 0) {
		const reason = `${check.reason} ${quantity(open, 'test is', 'tests are')} in none of the counts, so no limit on failures can allow it.`;
		return { ...check, reason, ok: false, otherwise: 'inconclusive' };
	}
	if (run.counts.passed === 0) return { ...check, reason: 'No test passed.', ok: false, otherwise: 'failed' };
	return { ...check, reason: null, ok: true, otherwise: 'failed' };
}

/**
 * The reason of a passed run. If it passed only because the platform says so, although some tests are in none of the
 * counts, the reason names these tests.
 */
function passReason(run: TestRun): string {
	if (!isOpen(run) || unaccounted(run.counts) > 0) return run.verdictReason;
	return `${run.verdictReason} ${openTests(run)}.`;
}

function openTests({ counts }: TestRun): string {
	const open = unexplained(counts);
	return `${open} of ${quantity(counts.total ?? open, 'test')} ${open === 1 ? 'is' : 'are'} in none of the counts`;
}

function contradiction(run: TestRun, failures: CountedFailures): string {
	if (run.status === 'finished' && !failures.found) {
		return `The run is marked as passed, but ${openTests(run)}, so this is not counted as a pass.`;
	}
	if (run.status !== 'finished') return `The status of the run is "${run.status}", which is never a pass.`;
	return `The run is marked as passed, but has ${quantity(failures.found ?? 0, 'failure')}.`;
}

function hasThresholds({ minPassRate, maxFailures, maxFailureRate }: GateRules): boolean {
	return minPassRate !== undefined || maxFailures !== undefined || maxFailureRate !== undefined;
}

function hasLimits(rules: GateRules): boolean {
	return hasThresholds(rules) || looksAtEachFailure(rules);
}

function minPassRateCheck(
	run: TestRun,
	{ minPassRate }: GateRules,
	failures: CountedFailures,
	own: Verdict,
): JudgedCheck | null {
	if (minPassRate === undefined) return null;
	const { passed } = run.counts;
	const judged = judgedTests(run, failures);
	const [actual, off] =
		passed !== null && judged
			? [passed / judged, PART_OF_A_TEST / judged]
			: [passRate(run.counts) ?? run.passRate, SINGLE_PRECISION];
	const ok = actual !== null && actual >= minPassRate - off;
	// Round so that the sentence agrees with the result, e.g. for a limit of two thirds when two of three tests passed.
	const required = percent(minPassRate, ok ? Math.floor : Math.ceil);
	return {
		...threshold('minPassRate', minPassRate, actual, own),
		ok,
		reason:
			actual === null
				? `The pass rate is not known, so "at least ${required}" could not be checked.`
				: `${percent(actual)} of the tests passed, at least ${required} required.`,
	};
}

/** The rules that look at each failure allow, without another limit, no failure except those that they exclude. */
function maxFailuresCheck(rules: GateRules, failures: CountedFailures, own: Verdict): JudgedCheck | null {
	const implied = !hasThresholds(rules) && looksAtEachFailure(rules) ? 0 : undefined;
	const max = rules.maxFailures ?? implied;
	if (max === undefined) return null;
	const { counted, names } = failures;
	const noun = rules.onlyNewFailures ? 'new failure' : 'failure';
	const listed = counted !== null && counted > 0 && names.length > 0 ? `: ${someNames(names)}` : '.';
	return {
		...threshold('maxFailures', max, counted, own),
		ok: counted !== null && counted <= max,
		reason:
			counted === null
				? `The number of failures is not known, so "at most ${max}" could not be checked.`
				: `${quantity(counted, noun)}, at most ${max} allowed${listed}`,
	};
}

function maxFailureRateCheck(
	run: TestRun,
	{ maxFailureRate }: GateRules,
	failures: CountedFailures,
	own: Verdict,
): JudgedCheck | null {
	if (maxFailureRate === undefined) return null;
	const judged = judgedTests(run, failures);
	const actual = failures.counted !== null && judged ? failures.counted / judged : null;
	const ok = actual !== null && judged !== null && actual <= maxFailureRate + PART_OF_A_TEST / judged;
	const allowed = percent(maxFailureRate, ok ? Math.ceil : Math.floor);
	return {
		...threshold('maxFailureRate', maxFailureRate, actual, own),
		ok,
		reason:
			actual === null
				? `The failure rate is not known, so "at most ${allowed}" could not be checked.`
				: `${percent(actual, Math.ceil)} of the tests failed, at most ${allowed} allowed.`,
	};
}

/** If a value cannot be checked, a failed run stays failed, and any other run becomes inconclusive. */
function threshold(rule: string, expected: number, actual: number | null, own: Verdict) {
	const otherwise: JudgedCheck['otherwise'] = actual === null && own !== 'failed' ? 'inconclusive' : 'failed';
	return { rule, expected, actual, otherwise };
}

/** Number of tests that rates refer to: those that ran, without excluded failures. */
function judgedTests(run: TestRun, { counted, excused }: CountedFailures): number | null {
	const ran = executed(run.counts);
	return ran === null ? null : Math.max(ran - excused, (run.counts.passed ?? 0) + (counted ?? 0));
}

/**
 * If the number of tests is unknown, it cannot be checked. Such a run can pass only if its own verdict is a pass, which
 * then is the platform's own.
 */
function minTestsCheck(run: TestRun, { minTests = 1 }: GateRules, own: Verdict): JudgedCheck {
	const ran = executed(run.counts);
	const check = { rule: 'minTests', expected: minTests, actual: ran };
	if (ran === null) {
		const unchecked = `How many tests ran is not known, so "at least ${minTests}" was not checked.`;
		const reason = own !== 'passed' || minTests > 1 ? unchecked : null;
		return {
			...check,
			ok: own === 'passed',
			reason,
			otherwise: own === 'failed' ? 'failed' : 'inconclusive',
		};
	}
	const ok = ran >= minTests;
	const reason = `${ran === 0 ? 'No test' : quantity(ran, 'test')} ran, at least ${minTests} required.`;
	return { ...check, ok, reason: ok ? null : reason, otherwise: 'inconclusive' };
}

function flakyCheck(run: TestRun, { flaky = 'pass' }: GateRules): JudgedCheck | null {
	if (flaky === 'pass') return null;
	const actual = run.counts.flaky;
	const reason =
		actual === null
			? 'The platform does not report how many tests were flaky.'
			: `${quantity(actual, 'flaky test')}, none allowed.`;
	return {
		rule: 'flaky',
		expected: 0,
		actual,
		ok: actual === 0,
		reason: actual === 0 ? null : reason,
		otherwise: flaky === 'fail' && actual !== null ? 'failed' : 'inconclusive',
	};
}

/** A run without the required tags is not the run that should be judged, so nothing else about it matters. */
function requiredTagsCheck(run: TestRun, { requiredTags = [] }: GateRules): JudgedCheck | null {
	if (requiredTags.length === 0) return null;
	const missing = requiredTags.filter((tag) => !run.tags.includes(tag));
	const noun = missing.length === 1 ? 'tag' : 'tags';
	return {
		rule: 'requiredTags',
		expected: requiredTags.join(', '),
		actual: run.tags.join(', '),
		ok: missing.length === 0,
		reason: missing.length === 0 ? null : `The run lacks the required ${noun} ${missing.join(', ')}.`,
		otherwise: 'inconclusive',
		final: true,
	};
}
