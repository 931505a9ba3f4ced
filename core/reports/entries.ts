/** The tests of a run, for files that contain every test. */

import type { TestFailure, TestResult, TestRun } from '../model/TestRun';
import type { TestEntry } from './extra';

/**
 * Every test of the run with its error, and failures that are missing in the list of tests; only the failures if there is no
 * such list. Tests that a comparison added because they failed before are left out. Stacks only if requested.
 */
export function entriesOf(run: Pick<TestRun, 'tests' | 'failures'>, includeStack: boolean): TestEntry[] {
	const entries = allEntries(run);
	if (includeStack) return entries;
	for (const entry of entries) if (entry.error) entry.error = withoutStack(entry.error);
	return entries;
}

/** Keeps the stack if it is all that is known about the error. */
function withoutStack({ message, stack }: TestFailure['error']): TestFailure['error'] {
	return message === null ? { message: null, stack } : { message, stack: null };
}

function allEntries({ tests, failures }: Pick<TestRun, 'tests' | 'failures'>): TestEntry[] {
	const open = new Map<string, TestFailure[]>();
	for (const failure of failures ?? []) {
		if (failure.change === 'recovered' || failure.change === 'notRun') continue;
		const same = open.get(failure.testKey);
		if (same) same.push(failure);
		else open.set(failure.testKey, [failure]);
	}
	const entries = (tests ?? []).map((test) => {
		const failure = taken(open.get(test.testKey), test);
		return { test, error: failure?.error ?? null, history: failure?.history ?? null };
	});
	const rest = [...open.values()].flat().map((failure) => ({
		test: asTest(failure),
		error: failure.error,
		history: failure.history ?? null,
	}));
	return rest.length === 0 ? entries : [...entries, ...rest];
}

/** Removes the failure of a test from the list for its key: the first one with the same result. */
function taken(failures: TestFailure[] | undefined, test: TestResult): TestFailure | undefined {
	const at = failures?.findIndex((failure) => isOf(failure, test)) ?? -1;
	return at < 0 ? undefined : failures?.splice(at, 1)[0];
}

function isOf({ status, flaky }: TestFailure, test: TestResult): boolean {
	if (flaky) return test.flaky;
	return status === test.status || (test.status === 'other' && status === 'error');
}

/** With every field, so that the compiler asks for a new one here. */
function asTest(failure: TestFailure): { [Name in keyof Required<TestResult>]: TestResult[Name] } {
	return {
		testKey: failure.testKey,
		title: failure.title,
		suite: failure.suite,
		file: failure.file,
		group: failure.group,
		status: failure.flaky ? 'passed' : failure.status,
		flaky: failure.flaky,
		attempts: failure.attempts,
		durationMs: failure.durationMs,
		startedAt: null,
		url: failure.url,
		tags: failure.tags,
		line: failure.line,
		owner: failure.owner,
		attachments: failure.attachments,
	};
}
