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
	const failures = report.runs.flatMap((run) => run.failures);
	const names = failures.map(({ name }) => name);
	const isNamed = report.runs.length > 1 || names.length === 0 || reason.includes(': ');
	const named = isNamed ? reason : `${reason.replace(/\.$/, '')}: ${someNames(names)}${awaited(failures)}`;
	const what = report.runs.length > 1 ? named : withPast(named, failures);
	const title = withTitle ? `${report.title}. ` : '';
	const said = `${VERDICT_WORDS[report.verdict]}: ${title}${what}`;
	const more = [...report.doubts, ...unlisted(report)];
	return clip(more.length === 0 ? said : [said.replace(/\.?$/, '.'), ...more].join(' '), max);
}

/** What the only failure waited for; empty if there are several failures, or if the error does not say it. */
function awaited([{ error }, ...others]: ReportedFailure[]): string {
	const told = error === null || others.length > 0 ? null : awaitedIn(error);
	return told === null ? '' : ` (${line(told, MAX_AWAITED)})`;
}

/** The sentence with the history of the only failure, if it has one. */
function withPast(said: string, [only, ...others]: ReportedFailure[]): string {
	if (only === undefined || only.history === null || others.length > 0) return said;
	return `${said.replace(/\.$/, '')} (${only.history})`;
}

/** Why no failures are named. */
function unlisted({ runs }: Report): string[] {
	const [{ failures, failuresNote }] = runs;
	return runs.length === 1 && failures.length === 0 && failuresNote !== null ? [failuresNote] : [];
}
