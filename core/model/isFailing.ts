import type { TestFailure } from './TestRun';

/**
 * Whether an entry counts as a failure. Flaky tests do not, nor do entries that a comparison added for tests that
 * failed in an earlier run.
 */
export function isFailing({ change, flaky }: Pick<TestFailure, 'change' | 'flaky'>): boolean {
	return !flaky && change !== 'recovered' && change !== 'notRun';
}
