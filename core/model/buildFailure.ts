/** Building the tests and failures of a run from what a platform told about them. */
import { withoutEscapes } from '../identity/escapes';
import { fingerprint, testKey } from '../identity/fingerprint';
import type { TestFailure, TestResult } from './TestRun';

/** What identifies a test, on any platform. */
interface Identity {
	/** Id of the project; the same test in two projects is two tests. */
	project: string;
	/** The platform's own id of the test: with one, the test stays the same when it is renamed or moved. */
	testId?: string | null;
}

/** What a platform told about a test. Everything left out is unknown. */
export interface TestFacts extends Partial<Omit<TestResult, 'testKey'>>, Identity {
	title: string;
	status: TestResult['status'];
}

/** What a platform told about a failed test. Everything left out is unknown. */
export interface FailureFacts
	extends Partial<Omit<TestFailure, 'fingerprint' | 'testKey' | 'error' | 'change'>>, Identity {
	title: string;
	status: TestFailure['status'];
	message?: string | null;
	stack?: string | null;
	/** What tells the problem apart from others, where the message also says what differs from run to run. */
	problem?: string | null;
}

/** Builds the test, with its identity. */
export function buildTest(facts: TestFacts): TestResult {
	// Not by spreading, which takes three times as long: a report may hold a million tests.
	return Object.assign(describedTest(facts), { status: facts.status, startedAt: facts.startedAt ?? null });
}

/** Builds the failure, with the identity of its test and of the problem. */
export function buildFailure(facts: FailureFacts): TestFailure {
	const message = withoutColours(facts.message);
	const stack = withoutColours(facts.stack);
	const test = describedTest(facts);
	// One problem that shows up in two browsers is one problem.
	const sameInEachGroup = facts.group ? keyOf({ ...facts, group: null }) : test.testKey;
	return {
		fingerprint: facts.problem
			? fingerprint(sameInEachGroup, facts.problem)
			: fingerprint(sameInEachGroup, message, stack),
		...test,
		status: facts.status,
		error: { message, stack },
		...(facts.errorCode ? { errorCode: facts.errorCode } : {}),
	};
}

/** What a test and a failure have in common. */
function describedTest(facts: TestFacts | FailureFacts): Omit<TestResult, 'status' | 'startedAt'> {
	const test: ReturnType<typeof describedTest> = {
		testKey: keyOf(facts),
		title: withoutEscapes(facts.title),
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

/** Test runners colour their errors and titles for a terminal; elsewhere the codes are noise. */
function withoutColours(text: string | null | undefined): string | null {
	return text === null || text === undefined ? null : withoutEscapes(text);
}
