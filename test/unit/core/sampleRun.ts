/** Runs, failures and tests for all tests: they say only what matters to them. */
import { buildRun, type RunFacts } from '../../../core/model/buildRun';
import { noCounts } from '../../../core/model/counts';
import type { RunCounts, TestFailure, TestResult, TestRun } from '../../../core/model/TestRun';

/** A finished run of Currents; `counts` says only what is known. */
export function sampleRun(
	facts: Omit<Partial<RunFacts>, 'counts'> & { counts?: Partial<RunCounts> } = {},
): TestRun {
	const { counts, ...rest } = facts;
	return buildRun({
		platform: 'currents',
		platformName: 'Currents',
		id: 'run-1',
		status: 'finished',
		...rest,
		counts: { ...noCounts(), ...counts },
	});
}

/** A failed test of the suite `checkout`. */
export function sampleFailure(title: string, facts: Partial<TestFailure> = {}): TestFailure {
	return {
		fingerprint: '0123456789abcdef',
		testKey: 'fedcba9876543210',
		title,
		suite: 'checkout',
		file: 'tests/checkout.spec.ts',
		group: null,
		status: 'failed',
		error: { message: 'boom', stack: null },
		attempts: null,
		flaky: false,
		durationMs: null,
		url: null,
		tags: [],
		...facts,
	};
}

/** A test of the suite `checkout` that passed. */
export function sampleTest(title: string, facts: Partial<TestResult> = {}): TestResult {
	return {
		testKey: 'fedcba9876543210',
		title,
		suite: 'checkout',
		file: 'tests/checkout.spec.ts',
		group: null,
		status: 'passed',
		flaky: false,
		attempts: null,
		durationMs: null,
		startedAt: null,
		url: null,
		tags: [],
		...facts,
	};
}
