/** Jira: an issue for a report, or one ticket per failed test, found again by a label with its fingerprint. */

import { atOnce } from '../text/inTurns';
import type { TestRun, Verdict } from '../model/TestRun';
import {
	type AdfDocument,
	adfDocument,
	type AdfNode,
	bulletList,
	codeBlock,
	heading,
	link,
	panel,
	type PanelType,
	paragraph,
	strong,
	table,
	text,
} from './adf';
import { block, line, safeUrl } from './clean';
import { reportedFailure, type ReportedFailure } from './failure';
import { fitted } from './fit';
import type { WriteFields } from './format';
import type { Problem, Ticket } from './tickets';
import { RUN_COLUMNS, type Outline, type OutlinedRun, type RunRow } from './outline';
import { factsOf, runTitle, type Fact, type Report } from './report';
import { durationInWords, VERDICT_WORDS, WORDS } from './words';
import { shortText } from './shortText';

/** What an issue is created from. */
export interface JiraIssue {
	/** One line. */
	summary: string;
	/** The description. */
	adf: AdfDocument;
	/** `tr-<fingerprint>` for each failure that is shown. */
	labels: string[];
}

/** An issue for one failed test. */
export interface JiraTicket extends JiraIssue, Ticket {
	/** Finds the open issue of this failure. */
	jql: string;
}

/** Jira's limit for a summary. */
const MAX_SUMMARY = 255;
/** Jira takes 32,767 characters of text a field; counting the JSON stays on the safe side. */
const MAX_DESCRIPTION = 32_000;
/** No failure takes fewer characters of JSON. */
const SMALLEST_ENTRY = 80;
const MAX_TEXT = 300;
const MAX_ERROR_IN_LIST = 1_000;
const MAX_RUNS = 20;

const PANELS: Record<Verdict, PanelType> = {
	passed: 'success',
	failed: 'error',
	inconclusive: 'warning',
	pending: 'info',
};

/** The fields of the output item. */
export const jiraFields: WriteFields = async (report, { includeStack }, giveWay) =>
	await jiraIssue(report, includeStack, giveWay);

/** The issue for a report. */
export async function jiraIssue(report: Report, includeStack: boolean, giveWay = atOnce): Promise<JiraIssue> {
	const summary = line(shortText(report, MAX_SUMMARY, true), MAX_SUMMARY);
	const draw = (outline: Outline): JiraIssue => ({
		summary,
		adf: describeReport(outline, includeStack),
		labels: labelsOf(outline),
	});
	const fits = ({ adf }: JiraIssue) => JSON.stringify(adf).length <= MAX_DESCRIPTION;
	const maxFailures = Math.floor(MAX_DESCRIPTION / SMALLEST_ENTRY);
	return await fitted(report, draw, { maxRuns: MAX_RUNS, maxFailures, fits }, giveWay);
}

/** The ticket for one problem. Its fingerprint must be checked already. */
export function jiraTicket({ failure, run }: Problem, includeStack: boolean): JiraTicket {
	const shown = reportedFailure(failure, includeStack);
	const error = shown.error?.split('\n')[0] ?? '';
	const short = error ? `${shown.name}: ${error}` : shown.name;
	const label = labelOf(failure.fingerprint);
	return {
		title: shown.name,
		text: line(`Failed: ${short}`, MAX_TEXT),
		url: shown.url ?? safeUrl(run?.url ?? null),
		summary: line(short, MAX_SUMMARY),
		adf: describeFailure(shown, run),
		labels: [label],
		fingerprint: failure.fingerprint,
		testKey: failure.testKey,
		...(failure.change ? { change: failure.change } : {}),
		jql: `labels = "${label}" AND statusCategory != Done ORDER BY created DESC`,
	};
}

function labelOf(fingerprint: string): string {
	return `tr-${fingerprint}`;
}

function labelsOf({ runs }: Outline): string[] {
	const fingerprints = runs.flatMap(({ failures }) => failures.map(({ fingerprint }) => fingerprint));
	return [...new Set(fingerprints.filter((fingerprint) => fingerprint !== null))].map(labelOf);
}

function describeReport(outline: Outline, includeStack: boolean): AdfDocument {
	const { verdict, overview, runs, moreRuns } = outline;
	const common = overview
		? [panel(PANELS[verdict], paragraph(text(overview.reasons.join(' ')))), runsTable(overview.rows)]
		: [];
	return adfDocument([
		...common,
		...runs.flatMap((run) => describeRun(run, includeStack)),
		...(moreRuns ? [paragraph(text(moreRuns))] : []),
	]);
}

function describeRun(run: OutlinedRun, includeStack: boolean): AdfNode[] {
	const max = includeStack ? Infinity : MAX_ERROR_IN_LIST;
	return [
		...(run.heading ? [heading(2, run.heading)] : []),
		decision(run),
		...countsLine(run),
		...factsList(run.facts),
		...(run.url ? [paragraph(link(WORDS.openRun, run.url))] : []),
		...(run.failures.length > 0 ? [heading(3, WORDS.failedTests)] : []),
		...run.failures.flatMap((failure) => failureEntry(failure, max)),
		...(run.moreFailures ? [paragraph(text(run.moreFailures))] : []),
		...run.asides.flatMap(({ label, names }) => [heading(3, label), namesList(names)]),
	];
}

function decision({ verdict, reasons, ownVerdict }: OutlinedRun): AdfNode {
	const own = ownVerdict ? [paragraph(text(ownVerdict))] : [];
	const words = [strong(`${VERDICT_WORDS[verdict]}. `), text(reasons.join(' '))];
	return panel(PANELS[verdict], paragraph(...words), ...own);
}

function countsLine({ counts: known }: OutlinedRun): AdfNode[] {
	if (known.length === 0) return [];
	const rows = [known.map(({ value }) => String(value))];
	return [
		table(
			known.map(({ label }) => label),
			rows,
		),
	];
}

function runsTable(rows: RunRow[]): AdfNode {
	const cells = rows.map(({ title, verdict, passed, failed, total }) => [
		title,
		VERDICT_WORDS[verdict],
		...[passed, failed, total],
	]);
	return table(RUN_COLUMNS, cells);
}

function failureEntry(failure: ReportedFailure, maxError: number): AdfNode[] {
	const { name, url, badges, file, error } = failure;
	const badge = badges.length > 0 ? [text(` (${badges.join(', ')})`)] : [];
	const place = file ? [text(` ${file}`)] : [];
	return [
		paragraph(url ? link(name, url) : strong(name), ...badge, ...place),
		...(error ? [codeBlock(block(error, maxError))] : []),
	];
}

function describeFailure(failure: ReportedFailure, run: TestRun | null): AdfDocument {
	const { name, url, error, file, badges, durationMs } = failure;
	const facts: Fact[] = [
		{ label: 'Test', value: name },
		...(file ? [{ label: 'File', value: file }] : []),
		...(badges.length > 0 ? [{ label: 'State', value: badges.join(', ') }] : []),
		...(durationMs === null ? [] : [{ label: 'Duration of the test', value: durationInWords(durationMs) }]),
	];
	return adfDocument([
		...factsList(facts),
		...(url ? [paragraph(link(WORDS.openTest, url))] : []),
		error ? codeBlock(error) : paragraph(text('The platform gave no error text.')),
		...(run ? seenIn(run) : []),
	]);
}

function seenIn(run: TestRun): AdfNode[] {
	const [title, url] = [runTitle(run), safeUrl(run.url)];
	return [heading(3, 'Seen in'), paragraph(url ? link(title, url) : text(title)), ...factsList(factsOf(run))];
}

function factsList(facts: Fact[]): AdfNode[] {
	if (facts.length === 0) return [];
	return [bulletList(facts.map(({ label, value }) => [strong(`${label}: `), text(value)]))];
}

function namesList(names: string[]): AdfNode {
	return bulletList(names.map((name) => [text(name)]));
}
