/** Which entries of a run's list of failures are failures of that run. */
import type { TestFailure } from './TestRun';

/** Whether a listed failure counts as one: not a flaky test, nor one that a comparison added since it failed before. */
export function isFailing({ change, flaky }: Pick<TestFailure, 'change' | 'flaky'>): boolean {
	return !flaky && change !== 'recovered' && change !== 'notRun';
}
