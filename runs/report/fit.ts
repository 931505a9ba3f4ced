/** Making a report smaller until it fits its receiver. */

import { byGravity, type Report } from './report';

/** What a receiver takes. */
export interface Room<T> {
	/** Runs that are told one by one; the rest is counted. */
	maxRuns: number;
	fits(rendered: T): boolean;
}

/** The largest rendering that fits: failures are left out from the end, then the runs that matter least. */
export function fitted<T>(report: Report, render: (report: Report) => T, { maxRuns, fits }: Room<T>): T {
	const few = withFewerRuns(report, maxRuns);
	const failures = few.runs.reduce((sum, run) => sum + run.failures.length, 0);
	const shown = most(failures, (count) => fits(render(withFewerFailures(few, count))));
	if (shown !== null) return render(withFewerFailures(few, shown));
	const bare = withFewerFailures(few, 0);
	const runs = most(few.runs.length - 1, (count) => fits(render(withFewerRuns(bare, count + 1)))) ?? 0;
	return render(withFewerRuns(bare, runs + 1));
}

/** The largest number up to `max` for which `holds` is true, when it is for all smaller ones; `null` for none. */
function most(max: number, holds: (count: number) => boolean): number | null {
	if (holds(max)) return max;
	let [held, broken] = [-1, max];
	while (broken - held > 1) {
		const middle = Math.floor((held + broken) / 2);
		if (holds(middle)) held = middle;
		else broken = middle;
	}
	return held < 0 ? null : held;
}

function withFewerFailures(report: Report, max: number): Report {
	let left = max;
	const runs = report.runs.map((run) => {
		const failures = run.failures.slice(0, left);
		left -= failures.length;
		return { ...run, failures };
	});
	return { ...report, runs };
}

/** What is left out is not what failed, as long as something else can be. */
function withFewerRuns(report: Report, max: number): Report {
	if (report.runs.length <= max) return report;
	const runs = byGravity(report.runs).slice(0, max);
	return { ...report, runs, hiddenRuns: report.hiddenRuns + report.runs.length - runs.length };
}
