/**
 * JUnit XML. Only tests that failed have names, so the test cases are the failures, and the attributes of a suite
 * carry the counts. A run that has not passed and names no failure has one test case in error, so that no reader of
 * the file takes it for a pass.
 */

import { sumCounts } from '../model/counts';
import { atOnce, type GiveWay } from '../text/inTurns';
import type { RunCounts } from '../model/TestRun';
import { type Markup, markup, markupOfEach } from './markup';
import type { ReportedFailure } from './failure';
import { outlineOf, type OutlinedRun } from './outline';
import type { Report } from './report';
import { VERDICT_WORDS, WORDS } from './words';

/** The file, with one suite per run. */
export async function junitXml(report: Report, giveWay: GiveWay = atOnce): Promise<string> {
	const { title, runs } = outlineOf(report);
	const suites: Markup[] = [];
	for (const run of runs) suites.push(suite(run, await casesOf(run, giveWay)));
	const body = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${title}"${countAttributes(runs.map(({ allCounts }) => allCounts))}${timeAttribute(totalTime(runs))}>
${suites}</testsuites>
`;
	return body.markup;
}

async function casesOf(run: OutlinedRun, giveWay: GiveWay): Promise<Markup> {
	if (run.failures.length === 0 && run.verdict !== 'passed') return verdictCase(run);
	return await markupOfEach(run.failures, testCase, giveWay);
}

function suite(run: OutlinedRun, cases: Markup): Markup {
	const { moreFailures: more } = run;
	return markup`<testsuite name="${run.title}"${countAttributes([run.allCounts])}${timeAttribute(run.run.durationMs)}${timestamp(run)}>
<properties>
${propertiesOf(run).map(([name, value]) => markup`<property name="${name}" value="${value}"/>\n`)}</properties>
${cases}${more ? markup`<system-out>${more}</system-out>\n` : null}</testsuite>
`;
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

function testCase({ title, suite, file, status, error, durationMs, badges }: ReportedFailure): Markup {
	const fileAttribute = file ? markup` file="${file}"` : null;
	const [message] = error?.split('\n', 1) ?? [WORDS.noError];
	const inError = status === 'error' || status === 'blocked';
	const details = markup`message="${message}" type="${badges.join(', ') || status}">${error}`;
	return markup`<testcase name="${title}" classname="${suite ?? file ?? 'tests'}"${fileAttribute}${timeAttribute(durationMs)}>
${inError ? markup`<error ${details}</error>` : markup`<failure ${details}</failure>`}
</testcase>
`;
}

function verdictCase({ title, verdict, reasons }: OutlinedRun): Markup {
	return markup`<testcase name="${title}" classname="test run">
<error message="${VERDICT_WORDS[verdict]}" type="${verdict}">${reasons.join(' ')}</error>
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
		(total, { run }) => (total === null || run.durationMs === null ? null : total + run.durationMs),
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
