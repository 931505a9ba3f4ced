/** Creates runs with a very large number of failures. */
import type * as BuildFailure from '../../../core/model/buildFailure';
import type * as BuildRun from '../../../core/model/buildRun';
import type { TestFailure, TestRun } from '../../../core/model/TestRun';
import { built } from './built';
import { failureFacts } from './failures';

const { buildFailure } = built<typeof BuildFailure>('core/model/buildFailure');
const { buildRun } = built<typeof BuildRun>('core/model/buildRun');

/** `count` failures, each of a different test. */
export function madeFailures(count: number): TestFailure[] {
	return failureFacts(count).map(buildFailure);
}

/** A run of 20,000 tests with these failures. */
export function runWith(failures: TestFailure[]): TestRun {
	const counts = { total: 20_000, passed: 20_000 - failures.length, failed: failures.length };
	return buildRun({
		platform: 'currents',
		platformName: 'Currents',
		id: 'bench',
		name: 'Web shop, nightly',
		status: 'finished',
		platformVerdict: 'failed',
		counts: { ...counts, skipped: 0, flaky: 0, pending: 0, other: null },
		failures,
	});
}
