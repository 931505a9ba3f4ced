/** A self-contained HTML page. It has no script and loads nothing, and its policy forbids both. */

import { atOnce, type GiveWay } from '../text/inTurns';
import { fitted } from './fit';
import type { WriteFieldsBeside } from './format';
import { donut, history, slicesOf, slowest, verdictBadge } from './htmlCharts';
import { STYLE } from './htmlStyle';
import { type Markup, markup, markupOfEach } from './markup';
import type { ReportedFailure } from './failure';
import type { Outline, OutlinedRun, RunRow } from './outline';
import type { Aside, Report } from './report';
import { durationInWords, WORDS } from './words';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Runs displayed one by one. Browsers get slow with much larger pages. */
const MAX_RUNS = 100;
const MAX_CHARACTERS = 5_000_000;

/** Mail programs cut off what is much longer. */
export const MAX_MAIL_CHARACTERS = 100_000;
/** No failure takes fewer characters. */
const SMALLEST_ENTRY = 100;

/** The page as a text for e-mails. If the page is too long for these, the text has fewer failures. */
export const mailFields: WriteFieldsBeside = async (page, report, giveWay) => ({
	html: page.length <= MAX_MAIL_CHARACTERS ? page : await htmlPage(report, giveWay, MAX_MAIL_CHARACTERS),
});

/** The page, with at most `maxCharacters` as far as leaving out failures and runs can achieve it. */
export async function htmlPage(
	report: Report,
	giveWay: GiveWay = atOnce,
	maxCharacters = MAX_CHARACTERS,
): Promise<string> {
	const fits = (html: string) => html.length <= maxCharacters;
	const draw = async (outline: Outline) => {
		const lists: FailureLists = new Map();
		for (const run of outline.runs) lists.set(run, await failureList(run, giveWay));
		return page(outline, lists).markup;
	};
	const maxFailures = Math.floor(maxCharacters / SMALLEST_ENTRY);
	return await fitted(report, draw, { maxRuns: MAX_RUNS, maxFailures, fits }, giveWay);
}

/** The only lists of unlimited length. They are written before the rest of the page. */
type FailureLists = Map<OutlinedRun, Markup>;

function page(outline: Outline, lists: FailureLists): Markup {
	const cards = outline.runs.map((run, index) => runCard(run, index, outline.title, lists));
	return pageOf(outline.title, markup`${overview(outline)}${cards}`);
}

/** A page with its cards, one below the other. */
export function pageOf(title: string, cards: Markup): Markup {
	return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<main>
${cards}</main>
</body>
</html>
`;
}

/** What all runs have in common, above them. */
function overview({ title, verdict, overview: common, runs, moreRuns }: Outline): Markup | null {
	if (common === null) return null;
	return markup`<header class="card lead ${verdict}">
<div class="head">${verdictBadge(verdict, 'large')}<h1>${isolated(title)}</h1>${reasons(common.reasons)}</div>
${history(runs)}
<div class="scroll"><table>
<thead><tr><th scope="col">Run</th><th scope="col">Verdict</th><th scope="col" class="number wide">Passed</th><th scope="col" class="number">Failed</th><th scope="col" class="number wide">Duration</th></tr></thead>
<tbody>
${common.rows.map(tableRow)}</tbody>
</table></div>
${moreRuns ? markup`<p class="soft">${moreRuns}</p>` : null}</header>
`;
}

function tableRow({ title, verdict, passed, failed, duration, started }: RunRow, index: number): Markup {
	return markup`<tr><th scope="row"><a href="#run-${index + 1}">${isolated(title)}</a>${started ? markup`<br><span class="soft">${started}</span>` : null}</th><td>${verdictBadge(verdict, 'small')}</td><td class="number wide">${passed}</td><td class="number">${failed}</td><td class="number wide">${duration}</td></tr>
`;
}

/**
 * The only run of a page is displayed under the title of the page. Failures come right after the verdict, where phones and
 * mail programs display them; the style sheet moves counts and facts up where there is room.
 */
function runCard(run: OutlinedRun, index: number, pageTitle: string, lists: FailureLists): Markup {
	const isOnly = run.heading === null;
	const heading = isOnly
		? markup`<h1>${isolated(pageTitle)}</h1>`
		: markup`<h2>${isolated(run.heading ?? '')}</h2>`;
	const own = run.ownVerdict ? markup`<p class="soft">${run.ownVerdict}</p>` : null;
	const link = run.url
		? markup`<p><a href="${run.url}" rel="noopener noreferrer">${WORDS.openRun}</a></p>`
		: null;
	return markup`<article id="run-${index + 1}" class="card ${isOnly ? 'lead ' : ''}${run.verdict}">
<div class="head">${verdictBadge(run.verdict, isOnly ? 'large' : 'small')}${heading}${reasons(run.reasons)}${own}${link}</div>
${failures(run, lists)}${result(run)}${facts(run)}${slowest(run)}${run.asides.map(aside)}</article>
`;
}

function result({ allCounts, run: { passRate } }: OutlinedRun): Markup | null {
	const slices = slicesOf(allCounts);
	if (slices.length === 0) return null;
	const entries = slices.map(
		({ label, value, tone }) =>
			markup`<li class="tone-${tone}"><span class="dot"></span><b>${value}</b> ${label}</li>`,
	);
	return markup`<div class="result">${donut(slices, passRate)}<ul class="legend">${entries}</ul></div>
`;
}

function facts({ facts: list }: OutlinedRun): Markup | null {
	if (list.length === 0) return null;
	const entries = list.map(
		({ label, value }) => markup`<div><dt>${label}</dt><dd>${isolated(value)}</dd></div>`,
	);
	return markup`<dl class="facts">${entries}</dl>
`;
}

function failures(run: OutlinedRun, lists: FailureLists): Markup | null {
	const { moreFailures: more } = run;
	if (run.failures.length === 0 && more === null) return null;
	return markup`<section class="chart failing"><h3>${WORDS.failedTests}</h3>
<ul class="failures">
${lists.get(run) ?? null}</ul>
${more ? markup`<p class="soft">${more}</p>` : null}</section>
`;
}

async function failureList({ failures: all }: OutlinedRun, giveWay: GiveWay): Promise<Markup> {
	return await markupOfEach(all, failureEntry, giveWay);
}

function failureEntry(
	{ name, badges, history: past, file, url, durationMs, error }: ReportedFailure,
	index: number,
): Markup {
	const labels = badges.map(
		(badge) => markup`<span class="badge${badge === 'new' ? ' new' : ''}">${badge}</span>`,
	);
	const place = [file, durationMs === null ? null : durationInWords(durationMs)].filter(Boolean).join(' · ');
	const link = url ? markup`<p><a href="${url}" rel="noopener noreferrer">${WORDS.openTest}</a></p>` : null;
	const open = index === 0 ? { markup: ' open' } : null;
	return markup`<li><details${open}><summary>${isolated(name)}${labels}${past ? markup` <span class="soft small">${past}</span>` : null}</summary><div class="inside">${place ? markup`<p class="soft small">${place}</p>` : null}${error ? markup`<pre dir="auto">${error}</pre>` : markup`<p class="soft">${WORDS.noError}</p>`}${link}</div></details></li>
`;
}

function aside({ label, names }: Aside): Markup {
	return markup`<section class="chart"><h3>${label}</h3><ul class="reasons">${names.map((name) => markup`<li>${isolated(name)}</li>`)}</ul></section>
`;
}

/** Plain sentences; those after the first one are less important. */
export function reasons(sentences: string[]): Markup {
	return markup`<ul class="reasons">${sentences.map((sentence) => markup`<li>${isolated(sentence)}</li>`)}</ul>`;
}

/** A platform's words keep their own direction of writing to themselves. */
export function isolated(words: string): Markup {
	return markup`<bdi>${words}</bdi>`;
}
