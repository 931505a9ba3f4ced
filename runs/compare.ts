/** Telling new failures from known ones by comparing two runs. */

import { isFailure } from '../core/model/isFailure';
import type { TestFailure } from './TestRun';

/** The outcome of a comparison. */
export interface FailureComparison {
	/** The current failures, each with `change` set to `new` or `stillFailing`. */
	failures: TestFailure[];
	/** One failure per test that failed before and does not fail now, with `change` set to `recovered`. */
	recovered: TestFailure[];
	/** Entries of tests that passed when they were tried again: neither new nor known failures. */
	flaky: TestFailure[];
}

/**
 * Compares the failures of a run with those of an earlier run. A failure that has the same fingerprint as an earlier
 * one is still failing; the same test with another error is a new problem. A test has recovered when it does not
 * fail now. Both lists must be complete: what a cut list leaves out looks new, or recovered.
 */
export function compareFailures(current: TestFailure[], previous: TestFailure[]): FailureComparison {
	const now = current.filter(isFailure);
	const before = previous.filter(isFailure);
	const known = new Set(before.map((failure) => failure.fingerprint));
	const failingTests = new Set(now.map((failure) => failure.testKey));
	const recovered = new Map<string, TestFailure>();
	for (const failure of before) {
		if (failingTests.has(failure.testKey) || recovered.has(failure.testKey)) continue;
		recovered.set(failure.testKey, withChange(failure, 'recovered'));
	}
	return {
		failures: now.map((failure) =>
			withChange(failure, known.has(failure.fingerprint) ? 'stillFailing' : 'new'),
		),
		recovered: [...recovered.values()],
		flaky: current.filter(({ flaky, change }) => flaky && change !== 'recovered'),
	};
}

/** V8 takes five times as long to spread so many fields and one more. */
function withChange(failure: TestFailure, change: TestFailure['change']): TestFailure {
	return Object.assign({}, failure, { change });
}
