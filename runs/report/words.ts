/** The words that all formats share. */

import type { RunCounts, Verdict } from '../TestRun';
import { quantity, someNames } from '../words';
import { clip, line } from './clean';
import type { Report, ReportedRun } from './report';

/** What a person calls a verdict. */
export const VERDICT_WORDS: Record<Verdict, string> = {
	passed: 'Passed',
	failed: 'Failed',
	inconclusive: 'Inconclusive',
	pending: 'Still running',
};

/** For places without colour; what is neither a pass nor a failure is neither green nor red. */
export const VERDICT_SYMBOLS: Record<Verdict, string> = {
	passed: '✅',
	failed: '❌',
	inconclusive: '⚪',
	pending: '⏳',
};

/** A count with its label. */
export interface LabelledCount {
	kind: keyof RunCounts;
	label: string;
	value: number;
}

const COUNT_LABELS: Array<[keyof RunCounts, string]> = [
	['passed', 'Passed'],
	['failed', 'Failed'],
	['other', 'In error or blocked'],
	['flaky', 'Flaky'],
	['skipped', 'Skipped'],
	['pending', 'Not run'],
	['total', 'Total'],
];

/** The counts that are known. Those of rare outcomes are left out when they are 0. */
export function knownCounts(counts: RunCounts): LabelledCount[] {
	return COUNT_LABELS.flatMap(([kind, label]) => {
		const value = counts[kind];
		const isRare = !['passed', 'failed', 'total'].includes(kind);
		return value === null || (isRare && value === 0) ? [] : [{ kind, label, value }];
	});
}

/** `850 ms`, `12 s`, `3 min 5 s`, `2 h 4 min`. */
export function durationInWords(milliseconds: number): string {
	if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return withRest(`${minutes} min`, seconds % 60, 's');
	return withRest(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min');
}

/** `2026-03-01 10:12 UTC`; a text that is no ISO 8601 UTC time stays as it is, on one short line. */
export function timeInWords(time: string): string {
	return line(time, 40).replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/, '$1 $2 UTC');
}

/** Names of tests that are no failures and yet worth a look, under their headings. */
export function noted({ flaky, recovered }: ReportedRun): Array<{ heading: string; names: string[] }> {
	const lists = [
		{ heading: 'Flaky', names: flaky },
		{ heading: 'Recovered', names: recovered },
	];
	return lists.filter(({ names }) => names.length > 0);
}

/** What is to be said on failures that a run has and the report does not show; `null` when there is nothing to say. */
export function moreFailures(run: ReportedRun): string | null {
	const { failures, failuresListed, failuresNote } = run;
	// What the run itself lacks is all that is missing, where the report shows all that the run carries.
	const isAllShown = failures.length === (failuresListed ?? 0);
	const sentences = failuresNote !== null && isAllShown ? [failuresNote] : [notShown(run), failuresNote];
	return sentences.filter(Boolean).join(' ') || null;
}

function notShown({ failures, failureTotal, failuresListed }: ReportedRun): string | null {
	if (failuresListed === null) return null;
	if (failureTotal === null) return 'More tests failed than are listed here.';
	const more = failureTotal - failures.length;
	if (more <= 0) return null;
	if (failures.length === 0)
		return `${quantity(more, 'failed test is', 'failed tests are')} not listed here.`;
	return `… and ${quantity(more, 'more failed test', 'more failed tests')}.`;
}

/** The sentence on runs that a report leaves out. */
export function moreRuns(count: number): string {
	return `… and ${quantity(count, 'more run')}.`;
}

/** The report on one line of at most `max` UTF-16 units: verdict, reason, first names. */
export function shortText(report: Report, max: number, withTitle: boolean): string {
	const [reason] = report.reasons;
	const names = report.runs.flatMap(({ failures }) => failures.map(({ name }) => name));
	const isNamed = report.runs.length > 1 || names.length === 0 || reason.includes(': ');
	const what = isNamed ? reason : `${reason.replace(/\.$/, '')}: ${someNames(names)}`;
	const title = withTitle ? `${report.title}. ` : '';
	const said = `${VERDICT_WORDS[report.verdict]}: ${title}${what}`;
	const more = [...report.doubts, ...unlisted(report)];
	return clip(more.length === 0 ? said : [said.replace(/\.?$/, '.'), ...more].join(' '), max);
}

/** Why no failures are named. */
function unlisted({ runs }: Report): string[] {
	const [{ failures, failuresNote }] = runs;
	return runs.length === 1 && failures.length === 0 && failuresNote !== null ? [failuresNote] : [];
}

function withRest(whole: string, rest: number, unit: string): string {
	return rest === 0 ? whole : `${whole} ${rest} ${unit}`;
}
