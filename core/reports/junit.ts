/**
 * JUnit XML. Where the run holds all of its tests, each is a test case. Else only tests that failed have names, so the test
 * cases are the failures, and the attributes of a suite carry the counts. A run that has not passed and names no failure
 * has one test case in error, so that no reader of the file takes it for a pass.
 */

import { entriesOf } from './entries';
import { isUndecided, runExtra } from './extra';
import { entryCase, ownProperty } from './junitTests';
import { sumCounts } from '../model/counts';
import { atOnce, type GiveWay } from '../text/inTurns';
import type { RunCounts } from '../model/TestRun';
import { type Markup, markup, markupOfEach } from './markup';
import type { ReportedFailure } from './failure';
import type { Report, ReportedRun } from './report';
import { VERDICT_WORDS } from './words';
import { moreFailures } from './leftOut';

/** The file, with one suite per run. */
export async function junitXml(report: Report, giveWay = atOnce): Promise<string> {
	const { title, runs } = report;
	const suites: Markup[] = [];
	for (const run of runs) suites.push(suite(run, await casesOf(run, report.includeStack, giveWay)));
	const body = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${title}"${countAttributes(runs.map(({ counts }) => counts))}${timeAttribute(totalTime(runs))}>
${suites}</testsuites>
`;
	return body.markup;
}

async function casesOf(run: ReportedRun, includeStack: boolean, giveWay: GiveWay): Promise<Markup> {
	if (run.run.tests !== null) return await allCases(run, includeStack, giveWay);
	if (run.failures.length === 0 && run.verdict !== 'passed') return verdictCase(run);
	return await markupOfEach(run.failures, testCase, giveWay);
}

async function allCases(run: ReportedRun, includeStack: boolean, giveWay: GiveWay): Promise<Markup> {
	const entries = entriesOf(run.run, includeStack);
	const cases = await markupOfEach(entries, entryCase, giveWay);
	const hasFailed = entries.some(({ test }) => !['passed', 'skipped', 'pending'].includes(test.status));
	return hasFailed || run.verdict === 'passed' ? cases : markup`${cases}${verdictCase(run)}`;
}

function suite(run: ReportedRun, cases: Markup): Markup {
	const more = run.run.tests === null ? moreFailures(run) : null;
	return markup`<testsuite name="${run.title}"${countAttributes([run.counts])}${timeAttribute(run.run.durationMs)}${timestamp(run)}>
<properties>
${propertiesOf(run).map(([name, value]) => markup`<property name="${name}" value="${value}"/>\n`)}${run.run.tests && ownProperty(runExtra(run))}</properties>
${cases}${more ? markup`<system-out>${more}</system-out>\n` : null}</testsuite>
`;
}

function propertiesOf(run: ReportedRun): Array<[string, string]> {
	return [
		['verdict', VERDICT_WORDS[run.verdict]],
		...run.reasons.map((reason): [string, string] => ['reason', reason]),
		...(run.ownVerdict ? [['run', run.ownVerdict] as [string, string]] : []),
		...run.facts.map(({ label, value }): [string, string] => [label.toLowerCase(), value]),
		...(run.url ? [['url', run.url] as [string, string]] : []),
	];
}

function testCase({ title, suite, file, status, error, durationMs, badges }: ReportedFailure): Markup {
	const fileAttribute = file ? markup` file="${file}"` : null;
	const [message] = error?.split('\n', 1) ?? ['No error text.'];
	const inError = status === 'error' || status === 'blocked';
	const details = markup`message="${message}" type="${badges.join(', ') || status}">${error}`;
	return markup`<testcase name="${title}" classname="${suite ?? file ?? 'tests'}"${fileAttribute}${timeAttribute(durationMs)}>
${inError ? markup`<error ${details}</error>` : markup`<failure ${details}</failure>`}
</testcase>
`;
}

function verdictCase({ run, title, verdict, reasons }: ReportedRun): Markup {
	const own = run.tests && ownProperty({ isVerdict: isUndecided(verdict) });
	return markup`<testcase name="${title}" classname="test run">
${own && markup`<properties>\n${own}</properties>\n`}<error message="${VERDICT_WORDS[verdict]}" type="${verdict}">${reasons.join(' ')}</error>
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

function totalTime(runs: ReportedRun[]): number | null {
	return runs.reduce<number | null>(
		(total, { run }) => (total === null || run.durationMs === null ? null : total + run.durationMs),
		0,
	);
}

function timeAttribute(milliseconds: number | null): Markup | null {
	return milliseconds === null ? null : markup` time="${(milliseconds / 1000).toFixed(3)}"`;
}

function timestamp({ run: { startedAt } }: ReportedRun): Markup | null {
	const isIso = startedAt !== null && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(startedAt);
	return isIso ? markup` timestamp="${startedAt.slice(0, 19)}"` : null;
}
