/** What a gate is told, and what it tells. */
import type { Verdict } from '../model/TestRun';

/** What a run must fulfil. Rates are 0..1; a rule left out is not checked, but for `minTests`. */
export interface GateRules {
	minPassRate?: number;
	maxFailures?: number;
	maxFailureRate?: number;
	/** Tests that must have run, 1 unless told. */
	minTests?: number;
	/** What flaky tests do to a run that would pass otherwise; `pass` unless told. */
	flaky?: 'pass' | 'fail' | 'inconclusive';
	/** Count only failures that a comparison marked as new. */
	onlyNewFailures?: boolean;
	/** A failure counts only if its test has failed at least this often in a row. */
	minFailuresInARow?: number;
	/** Failures of tests that are flaky in this share of their runs or more do not count; 0..1. */
	ignoreFlakyAbove?: number;
	/** Globs; a failure whose title, `suite > title` or file matches one does not count. */
	ignoreTests?: string[];
	/** Tags that the run must all have. */
	requiredTags?: string[];
	/** What to make of a run that can neither pass nor fail. */
	inconclusiveAs?: 'inconclusive' | 'failed' | 'passed';
}

/** One rule held against a run; `actual` is `null` when the run does not tell. */
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
