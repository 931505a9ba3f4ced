/** Saves the requests for failures of runs in which nothing failed. */
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import { unexplained } from '../../core/model/counts';
import type { FailureList } from '../../n8n/webhooks/contract';

/** What is listed of a run in which nothing failed: known to be none. */
export const NO_FAILURES: FailureList = { failures: [], failuresTruncated: false, failuresNote: null };

/**
 * Whether a run says that none of its tests failed (so far), so that reading its failures would return none: its counts
 * explain every test, count none as failed or otherwise bad, and its verdict does not contradict them.
 *
 * @param listsFlaky whether the platform lists flaky tests among the failures; then there must be none of these either
 */
export function nothingFailed(facts: RunFacts, { listsFlaky }: { listsFlaky: boolean }): boolean {
	const { verdict, counts, doubt } = buildRun({ ...facts, failures: null });
	const { total, passed, failed, other, flaky } = counts;
	if (verdict !== 'passed' && verdict !== 'pending') return false;
	if (doubt !== null || total === null || total === 0 || passed === null) return false;
	if (failed !== 0 || (other ?? 0) !== 0 || (listsFlaky && flaky !== 0)) return false;
	return unexplained(counts) === 0;
}
