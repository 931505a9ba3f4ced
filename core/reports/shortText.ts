/** A report on one line. */

import { someNames } from '../text/words';
import { clip, line } from './clean';
import { awaitedIn } from './errorText';
import type { ReportedFailure } from './failure';
import type { WriteFields } from './format';
import type { Report } from './report';
import { VERDICT_WORDS } from './words';

/** The longest description of a commit status that GitHub takes. */
const MAX_STATUS = 140;
const MAX_AWAITED = 120;

/** The fields of the output item in the format Text. */
export const textFields: WriteFields = async (report, { isTitled }) =>
	await Promise.resolve({ text: shortText(report, MAX_STATUS, isTitled) });

/** The report on one line of at most `max` UTF-16 units: verdict, reason, first names. */
export function shortText(report: Report, max: number, withTitle: boolean): string {
	const [reason] = report.reasons;
	const what = report.runs.length > 1 ? reason : withFailures(reason, report.runs[0].failures);
	const title = withTitle ? `${report.title}. ` : '';
	const said = `${VERDICT_WORDS[report.verdict]}: ${title}${what}`;
	const more = [...report.doubts, ...unlisted(report)];
	return clip(more.length === 0 ? said : [said.replace(/\.?$/, '.'), ...more].join(' '), max);
}

/** The reason with the first names and, of the only failure, what it waited for and its history. */
function withFailures(reason: string, failures: ReportedFailure[]): string {
	const only = failures.length === 1 ? failures[0] : null;
	const isNamed = failures.length === 0 || reason.includes(': ');
	const names = failures.map(({ name }) => name);
	const named = isNamed ? reason : `${reason.replace(/\.$/, '')}: ${someNames(names)}${awaited(only)}`;
	const past = only?.history ?? null;
	return past === null ? named : `${named.replace(/\.$/, '')} (${past})`;
}

/** What the failure waited for, in brackets; empty if its error does not say it. */
function awaited(failure: ReportedFailure | null): string {
	const told = failure?.error ? awaitedIn(failure.error) : null;
	return told === null ? '' : ` (${line(told, MAX_AWAITED)})`;
}

/** Why no failures are named. */
function unlisted({ runs }: Report): string[] {
	const [{ failures, failuresNote }] = runs;
	return runs.length === 1 && failures.length === 0 && failuresNote !== null ? [failuresNote] : [];
}
