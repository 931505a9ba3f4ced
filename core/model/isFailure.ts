/** Telling failures from what else the list of failures of a run holds. */

import type { TestFailure } from '../../runs/TestRun';

/** Whether the test fails: one that passed when it was tried again, or has recovered since an earlier run, does not. */
export function isFailure({ flaky, change }: Pick<TestFailure, 'flaky' | 'change'>): boolean {
	return !flaky && change !== 'recovered';
}
