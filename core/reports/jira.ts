/**
 * Jira: an issue for a report, or one ticket per failed test. A ticket is found again by two labels: the fingerprint, and the
 * key of the test, which stays the same if new rules or another wording of the error change the fingerprint.
 */

import { atOnce } from '../text/inTurns';
import { toMilliseconds } from '../text/time';
import { someNames } from '../text/words';
import { runTitle } from '../model/runTitle';
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
import { line, safeUrl } from './clean';
import { identity, remarksOf, reportedFailure, type ReportedFailure } from './failure';
import { errorOnOneLine, shortened } from './errorText';
import { fitted } from './fit';
import type { WriteFields } from './format';
import type { Problem, Ticket } from './tickets';
import { RUN_COLUMNS, type Outline, type OutlinedRun, type RunRow } from './outline';
import { factsOf, type Fact, type Report } from './report';
import { durationInWords, VERDICT_WORDS, WORDS } from './words';
import { shortText } from './shortText';
import { wikiText } from './wikiText';

/** The fields of a new issue. */
export interface JiraIssue {
	/** One line. */
	summary: string;
	/** The description, for version 3 of Jira's API. */
	adf: AdfDocument;
	/** The same as wiki markup, for version 2: n8n's Jira node calls that. */
	description: string;
	/** `tr-<fingerprint>` and `tt-<testKey>` of each failure that is displayed. */
	labels: string[];
}

/** An issue for one failed test. */
export interface JiraTicket extends JiraIssue, Ticket {
	/** Finds the open issues about this problem or this test. */
	jql: string;
}

/** Jira's limit for a summary. */
export const MAX_SUMMARY = 255;
/** Jira takes 32,767 characters of text per field. The JSON is counted, which is never shorter. */
const MAX_DESCRIPTION = 32_000;
/** No failure takes fewer characters of JSON. */
const SMALLEST_ENTRY = 80;
const MAX_TEXT = 300;
const MAX_TITLE = 200;
const MAX_ERROR_IN_LIST = 1_000;
const MAX_RUNS = 20;
/** At least so much of the error is in a summary, however long the name of the test is. */
const SHORTEST_ERROR = 60;
const MAX_GROUP = 80;
const MAX_GROUPS = 10;

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
		...described(describeReport(outline, includeStack)),
		labels: labelsOf(outline),
	});
	const maxFailures = Math.floor(MAX_DESCRIPTION / SMALLEST_ENTRY);
	return await fitted<JiraIssue>(report, draw, { maxRuns: MAX_RUNS, maxFailures, fits: fitsJira }, giveWay);
}

/** The document in both forms that Jira takes. */
export function described(adf: AdfDocument): Pick<JiraIssue, 'adf' | 'description'> {
	return { adf, description: wikiText(adf) };
}

/** Whether Jira takes both forms. */
export function fitsJira({ adf, description }: Pick<JiraIssue, 'adf' | 'description'>): boolean {
	return Math.max(JSON.stringify(adf).length, description.length) <= MAX_DESCRIPTION;
}

/** The ticket for one problem, whose fingerprint must have been checked. */
export function jiraTicket({ failure, run, tests }: Problem, includeStack: boolean): JiraTicket {
	// The ticket is about the problem in all groups, so its name contains none of them.
	const now = toMilliseconds(run?.finishedAt) ?? Date.now();
	const shown = reportedFailure({ ...failure, group: null }, includeStack, now);
	const room = Math.max(SHORTEST_ERROR, MAX_SUMMARY - shown.name.length - 2);
	const error = shown.error === null ? '' : errorOnOneLine(shown.error, room);
	const short = error ? `${shown.name}: ${error}` : shown.name;
	const keys = tests.flatMap(({ testKey }) => identity(testKey) ?? []);
	const labels = [problemLabel(failure.fingerprint), ...[...new Set(keys)].map(testLabel)];
	return {
		title: shown.name,
		text: line(`Failed: ${short}`, MAX_TEXT),
		url: shown.url ?? safeUrl(run?.url ?? null),
		summary: line(short, MAX_SUMMARY),
		...described(describeFailure(shown, groupsOf(tests), run)),
		labels,
		fingerprint: failure.fingerprint,
		testKey: failure.testKey,
		...(failure.change ? { change: failure.change } : {}),
		jql: `labels in (${labels.map((label) => `"${label}"`).join(', ')}) AND statusCategory != Done ORDER BY created DESC`,
	};
}

function problemLabel(fingerprint: string): string {
	return `tr-${fingerprint}`;
}

function testLabel(testKey: string): string {
	return `tt-${testKey}`;
}

function groupsOf(tests: Problem['tests']): string[] {
	return [...new Set(tests.flatMap(({ group }) => (group === null ? [] : line(group, MAX_GROUP))))];
}

function labelsOf({ runs }: Outline): string[] {
	const labels = runs.flatMap(({ failures }) => [
		...failures.flatMap(({ fingerprint }) => (fingerprint === null ? [] : problemLabel(fingerprint))),
		...failures.flatMap(({ testKey }) => (testKey === null ? [] : testLabel(testKey))),
	]);
	return [...new Set(labels)];
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
	const { name, url, file, error } = failure;
	const remarks = remarksOf(failure);
	const badge = remarks.length > 0 ? [text(` (${remarks.join('; ')})`)] : [];
	const place = file ? [text(` ${file}`)] : [];
	return [
		paragraph(url ? link(name, url) : strong(name), ...badge, ...place),
		...(error ? [codeBlock(shortened(error, maxError))] : []),
	];
}

function describeFailure(failure: ReportedFailure, groups: string[], run: TestRun | null): AdfDocument {
	const { name, url, error, file, badges, history, durationMs } = failure;
	const facts: Fact[] = [
		{ label: 'Test', value: name },
		...(file ? [{ label: 'File', value: file }] : []),
		...(groups.length > 0 ? [{ label: 'Group', value: someNames(groups, MAX_GROUPS) }] : []),
		...(badges.length > 0 ? [{ label: 'State', value: badges.join(', ') }] : []),
		...(history === null ? [] : [{ label: 'History', value: history }]),
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
	const [title, url] = [line(runTitle(run), MAX_TITLE), safeUrl(run.url)];
	return [heading(3, 'Seen in'), paragraph(url ? link(title, url) : text(title)), ...factsList(factsOf(run))];
}

function factsList(facts: Fact[]): AdfNode[] {
	if (facts.length === 0) return [];
	return [bulletList(facts.map(({ label, value }) => [strong(`${label}: `), text(value)]))];
}

function namesList(names: string[]): AdfNode {
	return bulletList(names.map((name) => [text(name)]));
}
