/**
 * JUnit XML. Where the run holds all of its tests, each is a test case. Else only tests that failed have names, so the test
 * cases are the failures, and the attributes of a suite carry the counts. A run that names no test has one test case that
 * says its verdict: readers refuse a file without any, and none must take a run that has not passed for a pass.
 */

import { entriesOf } from './entries';
import { errorOnOneLine } from './errorText';
import { isUndecided, runExtra } from './extra';
import { entryCase, ownProperty } from './junitTests';
import { sumCounts } from '../model/counts';
import { atOnce, type GiveWay } from '../text/inTurns';
import type { RunCounts } from '../model/TestRun';
import { type Markup, markup, markupOfEach } from './markup';
import type { ReportedFailure } from './failure';
import { outlineOf, type OutlinedRun } from './outline';
import type { Report } from './report';
import { VERDICT_WORDS, WORDS } from './words';

/** What readers show of an error in a list. */
const MAX_MESSAGE = 300;

/** The file, with one suite per run. */
export async function junitXml(report: Report, giveWay: GiveWay = atOnce): Promise<string> {
	const { title, runs } = outlineOf(report);
	const suites: Markup[] = [];
	for (const run of runs) suites.push(suite(run, await casesOf(run, report.includeStack, giveWay)));
	const body = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${title}"${countAttributes(runs.map(({ allCounts }) => allCounts))}${timeAttribute(totalTime(runs))}>
${suites}</testsuites>
`;
	return body.markup;
}

async function casesOf(run: OutlinedRun, includeStack: boolean, giveWay: GiveWay): Promise<Markup> {
	if (run.run.tests !== null) return await allCases(run, includeStack, giveWay);
	if (run.failures.length === 0) return verdictCase(run);
	return await markupOfEach(run.failures, testCase, giveWay);
}

async function allCases(run: OutlinedRun, includeStack: boolean, giveWay: GiveWay): Promise<Markup> {
	const entries = entriesOf(run.run, includeStack);
	const cases = await markupOfEach(entries, entryCase, giveWay);
	const hasFailed = entries.some(({ test }) => !['passed', 'skipped', 'pending'].includes(test.status));
	const saysEnough = entries.length > 0 && (hasFailed || run.verdict === 'passed');
	return saysEnough ? cases : markup`${cases}${verdictCase(run)}`;
}

function suite(run: OutlinedRun, cases: Markup): Markup {
	const notes = notesOf(run);
	return markup`<testsuite name="${run.title}"${countAttributes([run.allCounts])}${timeAttribute(run.durationMs)}${timestamp(run)}>
<properties>
${propertiesOf(run).map(([name, value]) => markup`<property name="${name}" value="${value}"/>\n`)}${run.run.tests && ownProperty(runExtra(run))}</properties>
${cases}${notes.length > 0 ? markup`<system-out>${notes.join('\n')}</system-out>\n` : null}</testsuite>
`;
}

/** What is no test case: failures that are missing, and tests that are worth a word beside them. */
function notesOf({ run, moreFailures, asides }: OutlinedRun): string[] {
	const missing = run.tests === null && moreFailures !== null ? [moreFailures] : [];
	return [...missing, ...asides.map(({ label, names }) => `${label}: ${names.join(', ')}`)];
}

function propertiesOf(run: OutlinedRun): Array<[string, string]> {
	return [
		['verdict', VERDICT_WORDS[run.verdict]],
		...run.reasons.map((reason): [string, string] => ['reason', reason]),
		...(run.ownVerdict ? [['run', run.ownVerdict] as [string, string]] : []),
		...run.facts.map(({ label, value }): [string, string] => [label.toLowerCase(), value]),
		...(run.url ? [['url', run.url] as [string, string]] : []),
	];
}

function testCase(failure: ReportedFailure): Markup {
	const { title, suite, file, group, status, error, durationMs, badges } = failure;
	const fileAttribute = file ? markup` file="${file}"` : null;
	const message = error === null ? WORDS.noError : errorOnOneLine(error, MAX_MESSAGE);
	// Readers take test cases of one class and name for one test.
	const className = `${suite ?? file ?? 'tests'}${group === null ? '' : ` [${group}]`}`;
	const inError = status === 'error' || status === 'blocked';
	const details = markup`message="${message}" type="${badges.join(', ') || status}">${error}`;
	return markup`<testcase name="${title}" classname="${className}"${fileAttribute}${timeAttribute(durationMs)}>
${inError ? markup`<error ${details}</error>` : markup`<failure ${details}</failure>`}
</testcase>
`;
}

/** Stands for the run itself: passed as the run did, else in error. */
function verdictCase({ run, title, verdict, reasons, durationMs }: OutlinedRun): Markup {
	const own = run.tests && ownProperty({ isVerdict: isUndecided(verdict) });
	const properties = own && markup`<properties>\n${own}</properties>\n`;
	const said = reasons.join(' ');
	const outcome =
		verdict === 'passed'
			? markup`<system-out>${said}</system-out>`
			: markup`<error message="${VERDICT_WORDS[verdict]}" type="${verdict}">${said}</error>`;
	return markup`<testcase name="${title}" classname="test run"${timeAttribute(verdict === 'passed' ? durationMs : null)}>
${properties}${outcome}
</testcase>
`;
}

/** A count that is unknown in one run is unknown in the sum, and left out. */
function countAttributes(all: RunCounts[]): Markup[] {
	const sum = sumCounts(all);
	const attributes: Array<[string, number | null]> = [
		['tests', sum.total],
		['failures', sum.failed],
		['errors', sum.other],
		['skipped', sum.skipped],
	];
	return attributes.flatMap(([name, count]) =>
		count === null ? [] : [markup` ${{ markup: name }}="${count}"`],
	);
}

function totalTime(runs: OutlinedRun[]): number | null {
	return runs.reduce<number | null>(
		(total, { durationMs }) => (total === null || durationMs === null ? null : total + durationMs),
		0,
	);
}

function timeAttribute(milliseconds: number | null): Markup | null {
	return milliseconds === null ? null : markup` time="${(milliseconds / 1000).toFixed(3)}"`;
}

function timestamp({ run: { startedAt } }: OutlinedRun): Markup | null {
	const isIso = startedAt !== null && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(startedAt);
	return isIso ? markup` timestamp="${startedAt.slice(0, 19)}"` : null;
}
