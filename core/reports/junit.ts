/**
 * JUnit XML. If the run lists all its tests, each is a test case. Otherwise only the failed tests are known by name: they are
 * the test cases, and the attributes of the suite contain the counts. A run that names no test has one test case with its
 * verdict, because readers refuse a file without test cases, and must not read a run that did not pass as passed.
 */

import { entriesOf } from './entries';
import { errorOnOneLine } from './errorText';
import { isUndecided, runExtra } from './extra';
import { entryCase, ownProperty, property } from './junitTests';
import { sumCounts } from '../model/counts';
import { atOnce, type GiveWay } from '../text/inTurns';
import type { RunCounts } from '../model/TestRun';
import { attribute, type Markup, markup, markupOfEach } from './markup';
import type { ReportedFailure } from './failure';
import { outlineOf, type OutlinedRun } from './outline';
import type { Report } from './report';
import { VERDICT_WORDS, WORDS } from './words';

/** How much of an error readers display in a list. */
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
${propertiesOf(run)}${run.run.tests && ownProperty(runExtra(run))}</properties>
${cases}${notes.length > 0 ? markup`<system-out>${notes.join('\n')}</system-out>\n` : null}</testsuite>
`;
}

/** Notes about failures that are missing, since when tests fail, and tests that are displayed besides the failures. */
function notesOf({ run, failures, moreFailures, asides }: OutlinedRun): string[] {
	const missing = run.tests === null && moreFailures !== null ? [moreFailures] : [];
	const histories = failures.flatMap(({ name, history }) => (history === null ? [] : `${name}: ${history}`));
	return [...missing, ...histories, ...asides.map(({ label, names }) => `${label}: ${names.join(', ')}`)];
}

function propertiesOf(run: OutlinedRun): Markup[] {
	return [
		property('verdict', VERDICT_WORDS[run.verdict]),
		...run.reasons.map((reason) => property('reason', reason)),
		...(run.ownVerdict ? [property('run', run.ownVerdict)] : []),
		...run.facts.map(({ label, value }) => property(label.toLowerCase(), value)),
		...(run.url ? [property('url', run.url)] : []),
	];
}

function testCase(failure: ReportedFailure): Markup {
	const { title, suite, file, group, status, error, durationMs, badges } = failure;
	const message = error === null ? WORDS.noError : errorOnOneLine(error, MAX_MESSAGE);
	// Readers treat test cases with the same class and name as one test.
	const className = `${suite ?? file ?? 'tests'}${group === null ? '' : ` [${group}]`}`;
	const inError = status === 'error' || status === 'blocked';
	const details = markup`message="${message}" type="${badges.join(', ') || status}">${error}`;
	return markup`<testcase name="${title}" classname="${className}"${attribute('file', file || null)}${timeAttribute(durationMs)}>
${inError ? markup`<error ${details}</error>` : markup`<failure ${details}</failure>`}
</testcase>
`;
}

/** The test case for the run itself: passed if the run passed, otherwise in error. */
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

/** A count that is unknown for one run is unknown in the sum, so it is left out. */
function countAttributes(all: RunCounts[]): Markup {
	const { total, failed, other, skipped } = sumCounts(all);
	return markup`${attribute('tests', total)}${attribute('failures', failed)}${attribute('errors', other)}${attribute('skipped', skipped)}`;
}

function totalTime(runs: OutlinedRun[]): number | null {
	return runs.reduce<number | null>(
		(total, { durationMs }) => (total === null || durationMs === null ? null : total + durationMs),
		0,
	);
}

function timeAttribute(milliseconds: number | null): Markup | null {
	return attribute('time', milliseconds === null ? null : (milliseconds / 1000).toFixed(3));
}

function timestamp({ run: { startedAt } }: OutlinedRun): Markup | null {
	const isIso = startedAt !== null && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(startedAt);
	return attribute('timestamp', isIso ? startedAt.slice(0, 19) : null);
}
