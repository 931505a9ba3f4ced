/** Building a complete TestFailure from what a platform told about a failed test. */
import { fingerprint, testKey } from './fingerprint';
import type { TestFailure } from './TestRun';

/** What a platform told. Everything left out is unknown. */
export interface FailureFacts extends Partial<
	Omit<TestFailure, 'fingerprint' | 'testKey' | 'error' | 'change'>
> {
	title: string;
	status: TestFailure['status'];
	/** Id of the project; the same test in two projects is two tests. */
	project: string;
	/** The platform's own id of the test: with one, the test stays the same when it is renamed or moved. */
	testId?: string | null;
	message?: string | null;
	stack?: string | null;
}

/** Builds the failure, with its identity. */
export function buildFailure(facts: FailureFacts): TestFailure {
	const { project, title, status, suite = null, file = null } = facts;
	const message = withoutColours(facts.message);
	const stack = withoutColours(facts.stack);
	const key = testKey(
		facts.testId
			? { project, suite: null, file: null, title: facts.testId }
			: { project, suite, file, title },
	);
	const error = { message, stack };
	return {
		fingerprint: fingerprint(key, message ?? stack),
		testKey: key,
		title,
		suite,
		file,
		status,
		error,
		attempts: facts.attempts ?? null,
		flaky: facts.flaky ?? false,
		durationMs: facts.durationMs ?? null,
		url: facts.url ?? null,
		tags: facts.tags ?? [],
	};
}

/** Test runners colour their errors for a terminal; elsewhere the codes are noise. */
function withoutColours(text: string | null | undefined): string | null {
	return text?.replace(/\u001b\[[0-9;]*m/g, '') ?? null;
}
