/**
 * Markdown for a comment on a pull or merge request, as GitHub and GitLab render it. Texts of a platform are put into code
 * (a span, a fenced block, `<code>`), or escaped so that nothing in them acts.
 */

import { atOnce } from '../text/inTurns';
import { clean, JOINER } from './clean';
import { fitted } from './fit';
import type { WriteFields } from './format';
import { escaped } from './markup';
import { remarksOf, type ReportedFailure } from './failure';
import { RUN_COLUMNS, type Outline, type OutlinedRun, type RunRow } from './outline';
import type { Report } from './report';
import { headline, WORDS } from './words';

/** GitHub takes 65,536 characters per comment. */
const MAX_COMMENT = 60_000;
const MAX_MARKER = 200;
const MAX_RUNS = 20;
/** No failure takes fewer characters. */
const SMALLEST_ENTRY = 60;

/** The fields of the output item. */
export const markdownFields: WriteFields = async (report, { marker }, giveWay) =>
	await markdownComment(report, marker, giveWay);

/** The comment. It begins with `marker`, a hidden line by which a later report finds it again. */
export async function markdownComment(
	report: Report,
	markerName: string | null,
	giveWay = atOnce,
): Promise<{ markdown: string; marker: string }> {
	const marker = markerOf(markerName ?? defaultMarker(report));
	const draw = (outline: Outline) => [marker, ...parts(outline)].join('\n\n');
	const maxFailures = Math.floor(MAX_COMMENT / SMALLEST_ENTRY);
	const room = { maxRuns: MAX_RUNS, maxFailures, fits: fitsComment };
	return { markdown: await fitted(report, draw, room, giveWay), marker };
}

/** Whether a comment may be so long. */
export function fitsComment(comment: string): boolean {
	return comment.length <= MAX_COMMENT;
}

/** The hidden line with the name. */
export function markerOf(name: string): string {
	return `<!-- test-run-report:${markerWord(name)} -->`;
}

/** The same for every run of a project, so that one comment is updated by all of them. */
function defaultMarker({ runs }: Report): string {
	const names = runs.map(({ run }) => (run.project ? `${run.platform}:${run.project.id}` : run.platform));
	return [...new Set(names)].sort().join('+');
}

/** Percent-encoded except `:` and `/`, so that nothing in it can end the HTML comment. */
function markerWord(name: string): string {
	const encoded = encodeURIComponent(
		clean(name.trim())
			.slice(0, MAX_MARKER)
			.replace(/\p{Surrogate}/gu, ''),
	);
	return encoded.replace(/%3A/g, ':').replace(/%2F/g, '/').replace(/--/g, '-%2D').replace(/!/g, '%21');
}

function parts({ title, verdict, overview, runs, moreRuns }: Outline): string[] {
	return [
		`### ${headline(verdict)}: ${prose(title)}`,
		...(overview ? [list(overview.reasons), runsTable(overview.rows)] : []),
		...runs.flatMap(runParts),
		...(moreRuns ? [moreRuns] : []),
	];
}

function runParts(run: OutlinedRun): string[] {
	const heading = run.heading ? [`#### ${headline(run.verdict)}: ${prose(run.heading)}`] : [];
	const own = run.ownVerdict ? [run.ownVerdict] : [];
	return [
		...heading,
		list([...run.reasons, ...own]),
		// The counts of several runs are in the table above them.
		...(run.heading ? [] : countsTable(run)),
		...factsLine(run),
		...run.failures.map(failureDetails),
		...(run.moreFailures ? [run.moreFailures] : []),
		...run.asides.map(({ label, names }) => `${label}: ${names.map(codeSpan).join(', ')}`),
	];
}

function countsTable({ counts: known }: OutlinedRun): string[] {
	if (known.length === 0) return [];
	return [
		table(
			known.map(({ label }) => label),
			[known.map(({ value }) => String(value))],
		),
	];
}

function runsTable(rows: RunRow[]): string {
	const cells = rows.map(({ title, url, verdict, passed, failed, total }) => [
		url ? link(url, prose(title)) : prose(title),
		headline(verdict),
		...[passed, failed, total],
	]);
	return table(RUN_COLUMNS, cells);
}

/** A table; what is in the cells must be escaped. */
export function table(head: string[], rows: string[][]): string {
	const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function factsLine({ facts, url }: OutlinedRun): string[] {
	const shown = facts.map(({ label, value }) => `${label} ${codeSpan(value)}`);
	const all = [...shown, ...(url ? [link(url, WORDS.openRun)] : [])];
	return all.length > 0 ? [all.join(' · ')] : [];
}

/** Markdown is not interpreted inside the summary, and mentions are not interpreted in `<code>`. */
function failureDetails(failure: ReportedFailure): string {
	const { name, error, url, file } = failure;
	const remarks = remarksOf(failure);
	const badge = remarks.length > 0 ? ` (${remarks.join('; ')})` : '';
	const place = [...(file ? [codeSpan(file)] : []), ...(url ? [link(url, WORDS.openTest)] : [])];
	return [
		`<details><summary><code>${escaped(name)}</code>${badge}</summary>`,
		...(place.length > 0 ? [place.join(' · ')] : []),
		error ? fenced(error) : WORDS.noError,
		'</details>',
	].join('\n\n');
}

/** A list of plain sentences. */
export function list(lines: string[]): string {
	return lines.map((entry) => `- ${prose(entry)}`).join('\n');
}

function link(url: string, words: string): string {
	return `[${words}](<${url.replace(/&/g, '&amp;')}>)`;
}

/** Text on one line that is displayed letter by letter: no Markdown, HTML, mention, reference or address in it acts. */
export function prose(text: string): string {
	return text
		.replace(/([@#!~%&$]|:(?=\/\/)|www(?=\.)|GH(?=-))/gi, `$1${JOINER}`)
		.replace(/[!-+\--/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function codeSpan(text: string): string {
	const fence = '`'.repeat(longestRun(text) + 1);
	return text.startsWith('`') || text.endsWith('`') ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function fenced(text: string): string {
	const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
	return `${fence}text\n${text}\n${fence}`;
}

function longestRun(text: string): number {
	return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
