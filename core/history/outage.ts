/** Runs in which so much failed that something other than the tests is to blame. */

/** Fewer tests can all fail for reasons of their own. */
const FEWEST_TESTS = 20;

/** True if most of the tests failed. Such a run says nothing about a single test: neither that it is flaky, nor that it is not. */
export function isOutage(executed: number, failed: number): boolean {
	return executed >= FEWEST_TESTS && failed * 2 > executed;
}
