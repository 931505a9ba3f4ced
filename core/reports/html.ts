/** A self-contained HTML page: no script, nothing loaded, and a policy that forbids both. */

import { atOnce, type GiveWay } from '../text/inTurns';
import { fitted } from './fit';
import { donut, history, slicesOf, slowest, verdictBadge } from './htmlCharts';
import { STYLE } from './htmlStyle';
import { type Markup, markup, markupOfEach } from './markup';
import type { ReportedFailure } from './failure';
import type { Report, ReportedRun, Aside } from './report';
import { durationInWords, timeInWords } from './words';
import { moreFailures, moreRuns } from './leftOut';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Runs told one by one; mail programs and browsers get slow with pages much larger than this. */
const MAX_RUNS = 100;
const MAX_CHARACTERS = 5_000_000;

/** The page. */
export async function htmlPage(report: Report, giveWay = atOnce): Promise<string> {
	const fits = (html: string) => html.length <= MAX_CHARACTERS;
	const render = async (candidate: Report) => {
		const lists: FailureLists = new Map();
		for (const run of candidate.runs) lists.set(run, await failureList(run, giveWay));
		return page(candidate, lists).markup;
	};
	return await fitted(report, render, { maxRuns: MAX_RUNS, fits }, giveWay);
}

/** The only lists without a limit, written before the page is put together. */
type FailureLists = Map<ReportedRun, Markup>;

function page(report: Report, lists: FailureLists): Markup {
	const several = report.runs.length + report.hiddenRuns > 1;
	return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${report.title}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<main>
${several ? overview(report) : null}${report.runs.map((run, index) => runCard(run, index, several ? null : report.title, lists))}</main>
</body>
</html>
`;
}

/** What several runs have in common, above them. */
function overview(report: Report): Markup {
	return markup`<header class="card lead ${report.verdict}">
<div class="head">${verdictBadge(report.verdict, 'large')}<h1>${isolated(report.title)}</h1>${reasons(report.reasons)}</div>
${history(report.runs)}
<div class="scroll"><table>
<thead><tr><th scope="col">Run</th><th scope="col">Verdict</th><th scope="col" class="number wide">Passed</th><th scope="col" class="number">Failed</th><th scope="col" class="number wide">Duration</th></tr></thead>
<tbody>
${report.runs.map(tableRow)}</tbody>
</table></div>
${report.hiddenRuns > 0 ? markup`<p class="soft">${moreRuns(report.hiddenRuns)}</p>` : null}</header>
`;
}

function tableRow(run: ReportedRun, index: number): Markup {
	const { passed, failed } = run.counts;
	const { durationMs } = run.run;
	const started = run.run.startedAt;
	return markup`<tr><th scope="row"><a href="#run-${index + 1}">${isolated(run.title)}</a>${started ? markup`<br><span class="soft">${timeInWords(started)}</span>` : null}</th><td>${verdictBadge(run.verdict, 'small')}</td><td class="number wide">${passed ?? '–'}</td><td class="number">${failed ?? '–'}</td><td class="number wide">${durationMs === null ? '–' : durationInWords(durationMs)}</td></tr>
`;
}

/** `reportTitle` is that of a page about this run alone. */
function runCard(run: ReportedRun, index: number, reportTitle: string | null, lists: FailureLists): Markup {
	const heading =
		reportTitle === null
			? markup`<h2>${isolated(run.title)}</h2>`
			: markup`<h1>${isolated(reportTitle)}</h1>`;
	const own = run.ownVerdict ? markup`<p class="soft">${run.ownVerdict}</p>` : null;
	const link = run.url
		? markup`<p><a href="${run.url}" rel="noopener noreferrer">Open the run</a></p>`
		: null;
	return markup`<article id="run-${index + 1}" class="card ${reportTitle === null ? '' : 'lead '}${run.verdict}">
<div class="head">${verdictBadge(run.verdict, reportTitle === null ? 'small' : 'large')}${heading}${reasons(run.reasons)}${own}${link}</div>
${result(run)}${facts(run)}${failures(run, lists)}${slowest(run)}${run.asides.map(aside)}</article>
`;
}

function result({ counts, run: { passRate } }: ReportedRun): Markup | null {
	const slices = slicesOf(counts);
	if (slices.length === 0) return null;
	const entries = slices.map(
		({ label, value, tone }) =>
			markup`<li class="tone-${tone}"><span class="dot"></span><b>${value}</b> ${label}</li>`,
	);
	return markup`<div class="result">${donut(slices, passRate)}<ul class="legend">${entries}</ul></div>
`;
}

function facts({ facts: list }: ReportedRun): Markup | null {
	if (list.length === 0) return null;
	const entries = list.map(
		({ label, value }) => markup`<div><dt>${label}</dt><dd>${isolated(value)}</dd></div>`,
	);
	return markup`<dl class="facts">${entries}</dl>
`;
}

function failures(run: ReportedRun, lists: FailureLists): Markup | null {
	const more = moreFailures(run);
	if (run.failures.length === 0 && more === null) return null;
	return markup`<section class="chart"><h3>Failed tests</h3>
<ul class="failures">
${lists.get(run) ?? null}</ul>
${more ? markup`<p class="soft">${more}</p>` : null}</section>
`;
}

async function failureList({ failures: all }: ReportedRun, giveWay: GiveWay): Promise<Markup> {
	return await markupOfEach(all, failureEntry, giveWay);
}

function failureEntry(
	{ name, badges, file, url, durationMs, error }: ReportedFailure,
	index: number,
): Markup {
	const labels = badges.map(
		(badge) => markup`<span class="badge${badge === 'new' ? ' new' : ''}">${badge}</span>`,
	);
	const place = [file, durationMs === null ? null : durationInWords(durationMs)].filter(Boolean).join(' · ');
	const link = url ? markup`<p><a href="${url}" rel="noopener noreferrer">Open the test</a></p>` : null;
	const open = index === 0 ? { markup: ' open' } : null;
	return markup`<li><details${open}><summary>${isolated(name)}${labels}</summary><div class="inside">${place ? markup`<p class="soft small">${place}</p>` : null}${error ? markup`<pre dir="auto">${error}</pre>` : markup`<p class="soft">No error text.</p>`}${link}</div></details></li>
`;
}

function aside({ label, names }: Aside): Markup {
	return markup`<section class="chart"><h3>${label}</h3><ul class="reasons">${names.map((name) => markup`<li>${isolated(name)}</li>`)}</ul></section>
`;
}

function reasons(sentences: string[]): Markup {
	return markup`<ul class="reasons">${sentences.map((sentence) => markup`<li>${isolated(sentence)}</li>`)}</ul>`;
}

/** A platform's words keep their own direction of writing to themselves. */
function isolated(words: string): Markup {
	return markup`<bdi>${words}</bdi>`;
}
