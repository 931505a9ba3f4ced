/**
 * Markdown for a comment on a pull or merge request, as GitHub and GitLab render it.
 * What a platform told stands in code (a span, a fenced block, `<code>`) or as text in which nothing can act.
 */

import { atOnce } from '../inTurns';
import { clean } from './clean';
import { fitted } from './fit';
import { escaped } from './markup';
import type { ReportedFailure } from './failure';
import type { Report, ReportedRun } from './report';
import { knownCounts, moreFailures, moreRuns, noted, VERDICT_SYMBOLS, VERDICT_WORDS } from './words';

/** GitHub takes 65,536 characters a comment. */
const MAX_COMMENT = 60_000;
const MAX_MARKER = 200;
const MAX_RUNS = 20;
/** No failure takes fewer characters. */
const SMALLEST_ENTRY = 60;

/** Invisible, and no part of a word, a mention or an address. */
const JOINER = '\u2060';

/** The comment, beginning with `marker`: a hidden line by which a later run finds it again. */
export async function markdownComment(
	report: Report,
	markerName: string | null,
	giveWay = atOnce,
): Promise<{ markdown: string; marker: string }> {
	const marker = `<!-- test-run-report:${markerWord(markerName ?? defaultMarker(report))} -->`;
	const render = (candidate: Report) => [marker, ...parts(candidate)].join('\n\n');
	const fits = (comment: string) => comment.length <= MAX_COMMENT;
	const maxFailures = Math.floor(MAX_COMMENT / SMALLEST_ENTRY);
	const room = { maxRuns: MAX_RUNS, maxFailures, fits };
	return { markdown: await fitted(report, render, room, giveWay), marker };
}

/** The same for every run of a project, so that one comment follows them all. */
function defaultMarker({ runs }: Report): string {
	const names = runs.map(({ run }) => (run.project ? `${run.platform}:${run.project.id}` : run.platform));
	return [...new Set(names)].sort().join('+');
}

/** Percent-encoded but for `:` and `/`, so that nothing in it can end the comment. */
function markerWord(name: string): string {
	const encoded = encodeURIComponent(
		clean(name.trim())
			.slice(0, MAX_MARKER)
			.replace(/\p{Surrogate}/gu, ''),
	);
	return encoded.replace(/%3A/g, ':').replace(/%2F/g, '/').replace(/--/g, '-%2D').replace(/!/g, '%21');
}

function parts(report: Report): string[] {
	const several = report.runs.length + report.hiddenRuns > 1;
	return [
		`### ${headline(report.verdict)}: ${prose(report.title)}`,
		...(several ? [list(report.reasons), runsTable(report.runs)] : []),
		...report.runs.flatMap((run) => runParts(run, several)),
		...(report.hiddenRuns > 0 ? [moreRuns(report.hiddenRuns)] : []),
	];
}

function runParts(run: ReportedRun, several: boolean): string[] {
	const heading = several ? [`#### ${headline(run.verdict)}: ${prose(run.title)}`] : [];
	const own = run.ownVerdict ? [run.ownVerdict] : [];
	const more = moreFailures(run);
	return [
		...heading,
		list([...run.reasons, ...own]),
		...(several ? [] : countsTable(run)),
		...factsLine(run),
		...run.failures.map(failureDetails),
		...(more ? [more] : []),
		...noted(run).map(({ heading, names }) => `${heading}: ${names.map(codeSpan).join(', ')}`),
	];
}

function countsTable({ counts }: ReportedRun): string[] {
	const known = knownCounts(counts);
	if (known.length === 0) return [];
	return [
		table(
			known.map(({ label }) => label),
			[known.map(({ value }) => String(value))],
		),
	];
}

function runsTable(runs: ReportedRun[]): string {
	const number = (value: number | null) => (value === null ? '–' : String(value));
	const rows = runs.map(({ title, url, verdict, counts: { passed, failed, total } }) => [
		url ? link(url, prose(title)) : prose(title),
		headline(verdict),
		number(passed),
		number(failed),
		number(total),
	]);
	return table(['Run', 'Verdict', 'Passed', 'Failed', 'Total'], rows);
}

function table(head: string[], rows: string[][]): string {
	const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function factsLine({ facts, url }: ReportedRun): string[] {
	const shown = facts.map(({ label, value }) => `${label} ${codeSpan(value)}`);
	const all = [...shown, ...(url ? [link(url, 'Open the run')] : [])];
	return all.length > 0 ? [all.join(' · ')] : [];
}

/** Inside the summary no Markdown is read, and mentions are not looked for in `<code>`. */
function failureDetails({ name, badges, error, url, file }: ReportedFailure): string {
	const badge = badges.length > 0 ? ` (${badges.join(', ')})` : '';
	const place = [...(file ? [codeSpan(file)] : []), ...(url ? [link(url, 'Open the test')] : [])];
	return [
		`<details><summary><code>${escaped(name)}</code>${badge}</summary>`,
		...(place.length > 0 ? [place.join(' · ')] : []),
		error ? fenced(error) : 'No error text.',
		'</details>',
	].join('\n\n');
}

function list(lines: string[]): string {
	return lines.map((entry) => `- ${prose(entry)}`).join('\n');
}

function headline(verdict: Report['verdict']): string {
	return `${VERDICT_SYMBOLS[verdict]} ${VERDICT_WORDS[verdict]}`;
}

function link(url: string, words: string): string {
	return `[${words}](<${url.replace(/&/g, '&amp;')}>)`;
}

/** Text on one line that is shown letter by letter: no Markdown, HTML, mention, reference or address acts in it. */
function prose(text: string): string {
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
