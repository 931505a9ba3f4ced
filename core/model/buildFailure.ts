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
	const test = withExtras(describedTest(facts), facts);
	return Object.assign(test, { status: facts.status, startedAt: facts.startedAt ?? null });
}

/** Builds a failure with its `testKey` and `fingerprint`. */
export function buildFailure(facts: FailureFacts): TestFailure {
	const message = withoutColours(facts.message);
	const stack = withoutColours(facts.stack);
	const { testKey, title, suite, file, group, flaky, attempts, durationMs, url, tags } = describedTest(facts);
	// The same problem in two browsers is one problem, so the fingerprint does not include the group.
	const sameInEachGroup = group ? keyOf(facts, null) : testKey;
	const failure = {
		fingerprint: facts.problem
			? fingerprint(sameInEachGroup, facts.problem)
			: fingerprint(sameInEachGroup, message, stack),
		testKey,
		title,
		suite,
		file,
		group,
		flaky,
		attempts,
		durationMs,
		url,
		tags,
	};
	const code = facts.errorCode ? { errorCode: facts.errorCode } : null;
	return Object.assign(withExtras(failure, facts), { status: facts.status, error: { message, stack } }, code);
}

/** The fields that all tests and failures have. */
type DescribedTest = Omit<TestResult, 'status' | 'startedAt' | Extra>;

/** The fields that some tests and failures have. */
type Extra = 'line' | 'owner' | 'attachments';

function describedTest(facts: TestFacts | FailureFacts): DescribedTest {
	return {
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
}

function withExtras<Test extends DescribedTest>(
	test: Test & Pick<TestResult, Extra>,
	{ line, owner, attachments }: TestFacts | FailureFacts,
): Test & Pick<TestResult, Extra> {
	if (line) test.line = line;
	if (owner) test.owner = owner;
	if (attachments?.length) test.attachments = attachments;
	return test;
}

function keyOf(facts: TestFacts | FailureFacts, group = facts.group): string {
	const { project, testId, title, suite = null, file = null } = facts;
	return testKey({ project, testId, suite, file, title, group });
}

/** Removes escape sequences such as colors, which test runners write for terminals. Nothing else is no text. */
function withoutColours(text: string | null | undefined): string | null {
	return (text && withoutEscapes(text)) || null;
}
