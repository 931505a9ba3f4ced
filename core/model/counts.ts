/** Calculations with the test counts of a run, any of which may be unknown. */

import type { RunCounts } from './TestRun';

/** Counts that are all unknown. */
export function noCounts(): RunCounts {
	return { total: null, passed: null, failed: null, skipped: null, flaky: null, pending: null, other: null };
}

/** Sum of several counts, e.g. of a run's groups. A number that is unknown in one of them is unknown in the sum. */
export function sumCounts(list: RunCounts[]): RunCounts {
	return list.length === 0 ? noCounts() : list.reduce(addCounts);
}

/**
 * Number of tests that really ran: passed, failed or `other`, but not skipped or pending. `null` if the counts are not
 * sufficient to say. An unknown `other` counts as 0, since many platforms have no such result.
 */
export function executed(counts: RunCounts): number | null {
	const { total, passed, failed, skipped, pending, other } = counts;
	if (total === 0) return 0;
	if (passed !== null && failed !== null) {
		const ran = passed + failed + (other ?? 0);
		return ran === 0 && unaccounted(counts) > 0 ? null : ran;
	}
	if (passed !== null && passed === total) return passed;
	if (total !== null && skipped !== null && pending !== null) return Math.max(0, total - skipped - pending);
	return null;
}

/**
 * Number of tests in `total` that none of the counts includes: either their result is neither a pass nor a failure, or
 * it is not known. 0 if one of the counts is unknown, since it may include them; only an unknown `other` counts as 0.
 */
export function unaccounted({ total, passed, failed, skipped, pending, other }: RunCounts): number {
	if (total === null || passed === null || failed === null || skipped === null || pending === null) return 0;
	return Math.max(0, total - passed - failed - skipped - pending - (other ?? 0));
}

/** The same, but every unknown count is taken as 0. A run may only pass by its counts if this is 0. */
export function unexplained(counts: RunCounts): number {
	const { passed, failed, skipped, pending } = counts;
	return unaccounted({
		...counts,
		passed: passed ?? 0,
		failed: failed ?? 0,
		skipped: skipped ?? 0,
		pending: pending ?? 0,
	});
}

/** passed / executed, 0..1; `null` if nothing ran or the counts are not sufficient to say. */
export function passRate(counts: RunCounts): number | null {
	const ran = executed(counts);
	if (counts.passed === null || ran === null || ran === 0) return null;
	return Math.min(1, counts.passed / ran);
}

/** Number of tests that failed or ended as `other`; `null` if the number of failed tests is unknown. */
export function failedOrOther(counts: RunCounts): number | null {
	return counts.failed === null ? null : counts.failed + (counts.other ?? 0);
}

function addCounts(a: RunCounts, b: RunCounts): RunCounts {
	return {
		total: add(a.total, b.total),
		passed: add(a.passed, b.passed),
		failed: add(a.failed, b.failed),
		skipped: add(a.skipped, b.skipped),
		flaky: add(a.flaky, b.flaky),
		pending: add(a.pending, b.pending),
		other: add(a.other, b.other),
	};
}

function add(a: number | null, b: number | null): number | null {
	return a === null || b === null ? null : a + b;
}
