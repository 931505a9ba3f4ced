/** Builds the tests and failures of a run from facts that a platform reports. */
import { withoutEscapes } from '../identity/escapes';
import { fingerprint, testKey } from '../identity/fingerprint';
import type { TestFailure, TestResult } from './TestRun';

/** What identifies a test on any platform. */
interface Identity {
	/** Id of the project. The same test in two projects counts as two tests. */
	project: string;
	/** The platform's id of the test, if it has one: then the test stays the same even if it is renamed or moved. */
	testId?: string | null;
}

/** What a platform reports about a test. Omitted fields are unknown. */
export interface TestFacts extends Partial<Omit<TestResult, 'testKey'>>, Identity {
	title: string;
	status: TestResult['status'];
}

/** What a platform reports about a failed test. Omitted fields are unknown. */
export interface FailureFacts
	extends Partial<Omit<TestFailure, 'fingerprint' | 'testKey' | 'error' | 'change'>>, Identity {
	title: string;
	status: TestFailure['status'];
	message?: string | null;
	stack?: string | null;
	/** A text that identifies the problem, if the message also contains parts that vary from run to run. */
	problem?: string | null;
}

/** Builds a test with its `testKey`. */
export function buildTest(facts: TestFacts): TestResult {
	// Not by spreading: docs/performance.md.
	return Object.assign(describedTest(facts), { status: facts.status, startedAt: facts.startedAt ?? null });
}

/** Builds a failure with its `testKey` and `fingerprint`. */
export function buildFailure(facts: FailureFacts): TestFailure {
	const message = withoutColours(facts.message);
	const stack = withoutColours(facts.stack);
	const test = describedTest(facts);
	// The same problem in two browsers is one problem, so the fingerprint does not include the group.
	const sameInEachGroup = facts.group ? keyOf({ ...facts, group: null }) : test.testKey;
	const problem = facts.problem
		? fingerprint(sameInEachGroup, facts.problem)
		: fingerprint(sameInEachGroup, message, stack);
	// Not by spreading: docs/performance.md.
	const failure: TestFailure = Object.assign({ fingerprint: problem }, test, {
		status: facts.status,
		error: { message, stack },
	});
	if (facts.errorCode) failure.errorCode = facts.errorCode;
	return failure;
}

/** The fields that tests and failures share. */
function describedTest(facts: TestFacts | FailureFacts): Omit<TestResult, 'status' | 'startedAt'> {
	const test: ReturnType<typeof describedTest> = {
		testKey: keyOf(facts),
		title: withoutEscapes(facts.title) || 'unnamed test',
		suite: withoutColours(facts.suite),
		file: withoutColours(facts.file),
		group: facts.group ?? null,
		flaky: facts.flaky ?? false,
		attempts: facts.attempts ?? null,
		durationMs: facts.durationMs ?? null,
		url: facts.url ?? null,
		tags: facts.tags ?? [],
	};
	if (facts.line) test.line = facts.line;
	if (facts.owner) test.owner = facts.owner;
	if (facts.attachments?.length) test.attachments = facts.attachments;
	return test;
}

function keyOf(facts: TestFacts | FailureFacts): string {
	const { project, testId, title, suite = null, file = null, group } = facts;
	return testKey({ project, testId, suite, file, title, group });
}

/** Removes escape sequences such as colors, which test runners write for terminals. Nothing else is no text. */
function withoutColours(text: string | null | undefined): string | null {
	return (text && withoutEscapes(text)) || null;
}
