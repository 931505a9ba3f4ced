/** What is compared with each other. */
import { buildRun } from '../../core/model/buildRun';
import type { TestFailure, TestResult } from '../../core/model/TestRun';
import type { ComparableRun } from '../shared/comparison';
import type { CurrentsApi, FullRun } from './api';
import { detailedFacts, placeOf, testsOfFiles } from './details';
import { runFacts } from './normalize';

/** A run with every failure: one that is left out would look new, or recovered. */
export async function comparableRun(
	api: CurrentsApi,
	raw: FullRun,
	dashboard: string,
): Promise<ComparableRun> {
	const facts = await detailedFacts(api, raw, dashboard, { maxFailures: Infinity });
	const place = placeOf(raw, runFacts(raw, dashboard), dashboard);
	return {
		run: buildRun(facts),
		/** Reads the spec files that the tests are in, and no others. */
		async statusesOf(failures) {
			const files = new Set(failures.map(({ file }) => file));
			const { tests, unread } = await testsOfFiles(api, raw, place, (file) => files.has(file));
			return new Map([...unknownIn(failures, unread), ...tests.map(statusEntry)]);
		},
	};
}

/** A test that is missing in a file that was not read as a whole may be there; so may one whose file is not told. */
function unknownIn(failures: TestFailure[], unread: Set<string | null>): Array<[string, null]> {
	return failures
		.filter(({ file }) => file === null || unread.has(file))
		.map(({ testKey }) => [testKey, null]);
}

function statusEntry({ testKey, status }: TestResult): [string, TestResult['status']] {
	return [testKey, status];
}
