/** The rules and the result of a gate. */
import type { Verdict } from '../model/TestRun';

/** What a run must fulfil. Rates are 0..1. A rule that is not set is not checked, except `minTests`. */
export interface GateRules {
	minPassRate?: number;
	maxFailures?: number;
	maxFailureRate?: number;
	/** Number of tests that must have run; 1 by default. */
	minTests?: number;
	/** What flaky tests do to a run that would otherwise pass; `pass` by default. */
	flaky?: 'pass' | 'fail' | 'inconclusive';
	/** Count only failures that a comparison has marked as new. */
	onlyNewFailures?: boolean;
	/** A failure counts only if its test has failed at least this often in a row. */
	minFailuresInARow?: number;
	/** Failures of tests that are flaky in this share of their runs or more do not count; 0..1. */
	ignoreFlakyAbove?: number;
	/** Globs; a failure whose title, `suite > title` or file matches one does not count. */
	ignoreTests?: string[];
	/** Tags that the run must have, all of them. */
	requiredTags?: string[];
	/** How a run counts that is inconclusive. */
	inconclusiveAs?: 'inconclusive' | 'failed' | 'passed';
}

/** One rule applied to a run; `actual` is `null` if the run does not contain the value. */
export interface GateCheck {
	rule: string;
	expected: number | string;
	actual: number | string | null;
	ok: boolean;
}

/** The decision of the gate. */
export interface GateResult {
	verdict: Verdict;
	/** Plain sentences, at least one. */
	reasons: string[];
	checks: GateCheck[];
}
