/** The test cases of a JUnit file that holds every test, as Maven Surefire writes them: a flaky one tells of its failed attempt. */

import { clean } from './clean';
import { type Markup, markup } from './markup';
import type { TestResult } from '../model/TestRun';
import { WRITTEN_BY } from '../model/writtenBy';
import { knownDuration } from './words';
import { extraOf, type TestEntry, type Told } from './extra';

/** What else is to be told, and what tells the reader of this package that it is to be believed. */
export function ownProperty(extra: object): Markup {
	return markup`<property name="${WRITTEN_BY}" value="${JSON.stringify(extra)}"/>\n`;
}

/** The class of a test without a suite: every reader wants one. */
const NO_SUITE = 'tests';

/** One `testcase`. */
export function entryCase(entry: TestEntry): Markup {
	const { test, error } = entry;
	const attributes: Array<[string, string | number | null | undefined]> = [
		['name', clean(test.title)],
		['classname', classOf(test)],
		['file', test.file && clean(test.file)],
		['line', test.line],
		['time', secondsOf(knownDuration(test.durationMs))],
		['timestamp', test.startedAt],
	];
	return markup`<testcase${attributes.flatMap(([name, value]) =>
		value === null || value === undefined ? [] : [markup` ${{ markup: name }}="${value}"`],
	)}>
${properties(entry)}${outcome(test, error)}${attachments(test)}</testcase>
`;
}

/** The group is part of it: readers take test cases of one class and name for one test. */
function classOf({ suite, file, group }: TestResult): string {
	return clean(`${suite ?? file ?? NO_SUITE}${group === null ? '' : ` [${group}]`}`);
}

/** Seconds with the milliseconds that readers expect, and more digits only where there are some. */
function secondsOf(durationMs: number | null): string | null {
	if (durationMs === null) return null;
	return (durationMs / 1000).toFixed(Number.isInteger(durationMs) ? 3 : 6);
}

function properties(entry: TestEntry): Markup | null {
	const { tags, owner } = entry.test;
	const given: Array<[string, string]> = [
		...tags.map((tag): [string, string] => ['tag', clean(tag)]),
		...(owner ? [['owner', clean(owner)] as [string, string]] : []),
	];
	const extra = extraOf(entry, toldBy(entry));
	if (given.length === 0 && extra === null) return null;
	return markup`<properties>
${given.map(([name, value]) => markup`<property name="${name}" value="${value}"/>\n`)}${extra && ownProperty(extra)}</properties>
`;
}

/** What the elements and attributes tell. */
function toldBy({ test, error }: TestEntry): Told {
	const { status, file, line, durationMs, startedAt, tags, owner, attachments: files } = test;
	const isFlaky = test.flaky && status === 'passed';
	const isTold = isFlaky || isFailed(status);
	return {
		...{ file, line, startedAt, tags, owner },
		durationMs: knownDuration(durationMs),
		// By the words of an error readers take a failure for a timeout.
		status: status === 'passed' || status === 'skipped' ? status : undefined,
		suite: classOf(test),
		flaky: isFlaky,
		attempts: isFlaky ? 2 : null,
		attachments: files?.every((name) => isPlainName(name)) ? files : [],
		message: isTold ? (error?.message ?? null) : null,
		stack: isTold ? (error?.stack ?? null) : null,
	};
}

function isFailed(status: TestResult['status']): boolean {
	return status !== 'passed' && status !== 'skipped' && status !== 'pending';
}

function outcome({ status, flaky }: TestResult, error: TestEntry['error']): Markup | null {
	switch (status) {
		case 'passed':
			return flaky ? errorElement('flakyFailure', 'failed', error) : null;
		case 'skipped':
		case 'pending':
			return markup`<skipped/>\n`;
		case 'failed':
		case 'timedOut':
			return errorElement('failure', status, error);
		default:
			return errorElement('error', status, error);
	}
}

function errorElement(name: string, type: string, error: TestEntry['error']): Markup {
	const message = error?.message ? markup` message="${inAttribute(clean(error.message))}"` : null;
	const text = clean(error?.stack ?? error?.message ?? '');
	const element = { markup: name };
	return markup`<${element}${message} type="${type}">${text}</${element}>\n`;
}

/** XML makes a space of each line end in an attribute that is not written as a reference. */
function inAttribute(text: string): Markup {
	const { markup: escaped } = markup`${text}`;
	return { markup: escaped.replaceAll('\n', '&#10;').replaceAll('\t', '&#9;') };
}

function attachments({ attachments: files = [] }: TestResult): Markup | null {
	const plain = files.every((name) => isPlainName(name)) ? files : [];
	if (plain.length === 0) return null;
	return markup`<system-out>${plain.map((name) => `[[ATTACHMENT|${clean(name)}]]`).join('\n')}</system-out>\n`;
}

/** Whether a name can stand in the brackets that Jenkins reads. */
function isPlainName(name: string): boolean {
	return !/[\]\n]/.test(name);
}
