/** Making a report smaller until it fits its receiver. */

import { byGravity, type Report } from './report';

/** What a receiver takes. */
export interface Room<T> {
	/** Runs that are told one by one; the rest is counted. */
	maxRuns: number;
	/** More failures than this never fit, so nobody has to try. */
	maxFailures?: number;
	fits(rendered: T): boolean;
}

/** The largest rendering that fits: failures are left out from the end, then the runs that matter least. */
export function fitted<T>(report: Report, render: (report: Report) => T, room: Room<T>): T {
	const few = withFewerRuns(report, room.maxRuns);
	const listed = few.runs.reduce((sum, run) => sum + run.failures.length, 0);
	const most = Math.min(listed, room.maxFailures ?? Infinity);
	const withFailures = largest(most, (count) => render(withFewerFailures(few, count)), room.fits);
	if (withFailures !== null) return withFailures;
	const bare = withFewerFailures(few, 0);
	const withRuns = largest(few.runs.length - 1, (count) => render(withFewerRuns(bare, count + 1)), room.fits);
	return withRuns ?? render(withFewerRuns(bare, 1));
}

/** The rendering of the largest number up to `max` that fits, when those of all smaller ones do; `null` for none. */
function largest<T>(max: number, render: (count: number) => T, fits: (rendered: T) => boolean): T | null {
	const all = render(max);
	if (fits(all)) return all;
	let best: T | null = null;
	let [held, broken] = [-1, max];
	while (broken - held > 1) {
		const middle = Math.floor((held + broken) / 2);
		const rendered = render(middle);
		if (fits(rendered)) [held, best] = [middle, rendered];
		else broken = middle;
	}
	return best;
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
