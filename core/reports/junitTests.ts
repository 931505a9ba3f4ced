/**
 * The test cases of a JUnit file that contains every test, as Maven Surefire writes them: a flaky test contains its failed
 * attempt.
 */

import { clean } from './clean';
import { attribute, escaped, type Markup, markup } from './markup';
import type { TestResult } from '../model/TestRun';
import { WRITTEN_BY } from '../model/writtenBy';
import { knownDuration } from './words';
import { extraOf, type TestEntry, type Told } from './extra';

/** Data for the reader of this package, with the mark by which it recognizes them. */
export function ownProperty(extra: object): Markup {
	return property(WRITTEN_BY, JSON.stringify(extra));
}

/** One of the `properties` of a test case or a suite. */
export function property(name: string, value: string): Markup {
	return markup`<property name="${name}" value="${value}"/>\n`;
}

/** The class of a test without a suite; every reader requires one. */
const NO_SUITE = 'tests';

/** One `testcase`. */
export function entryCase(entry: TestEntry): Markup {
	const { test, error } = entry;
	const className = classOf(test);
	const place = markup`${attribute('file', test.file && clean(test.file))}${attribute('line', test.line)}`;
	const times = markup`${attribute('time', secondsOf(knownDuration(test.durationMs)))}${attribute('timestamp', test.startedAt)}`;
	return markup`<testcase name="${clean(test.title)}" classname="${className}"${place}${times}>
${properties(entry, className)}${outcome(test, error)}${attachments(test)}</testcase>
`;
}

/** The group is part of it, because readers treat test cases with the same class and name as one test. */
function classOf({ suite, file, group }: TestResult): string {
	return clean(`${suite ?? file ?? NO_SUITE}${group === null ? '' : ` [${group}]`}`);
}

/** Seconds with three decimals, which readers expect; with more only if they are not zero. */
function secondsOf(durationMs: number | null): string | null {
	if (durationMs === null) return null;
	return (durationMs / 1000).toFixed(Number.isInteger(durationMs) ? 3 : 6);
}

function properties(entry: TestEntry, className: string): Markup | null {
	const { tags, owner } = entry.test;
	const given = tags.map((tag) => property('tag', clean(tag)));
	if (owner) given.push(property('owner', clean(owner)));
	const extra = extraOf(entry, toldBy(entry, className));
	if (extra !== null) given.push(ownProperty(extra));
	return given.length === 0 ? null : markup`<properties>\n${given}</properties>\n`;
}

/** What the elements and attributes contain. */
function toldBy({ test, error }: TestEntry, className: string): Told {
	const { status, file, line, durationMs, startedAt, tags, owner, attachments: files } = test;
	const isFlaky = test.flaky && status === 'passed';
	const isTold = isFlaky || isFailed(status);
	return {
		file,
		line,
		startedAt,
		tags,
		owner,
		durationMs: knownDuration(durationMs),
		// Readers recognize a timeout by the words of the error.
		status: status === 'passed' || status === 'skipped' ? status : undefined,
		suite: className,
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

/** XML turns a line end in an attribute into a space, unless it is written as a reference. */
function inAttribute(text: string): Markup {
	return { markup: escaped(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;') };
}

function attachments({ attachments: files = [] }: TestResult): Markup | null {
	const plain = files.every((name) => isPlainName(name)) ? files : [];
	if (plain.length === 0) return null;
	return markup`<system-out>${plain.map((name) => `[[ATTACHMENT|${clean(name)}]]`).join('\n')}</system-out>\n`;
}

/** Whether a name can be put into the brackets that Jenkins reads. */
function isPlainName(name: string): boolean {
	return !/[\]\n]/.test(name);
}
