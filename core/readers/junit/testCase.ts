/** One test of a JUnit report. */

import { errorOf, nameOf, readable } from '../errorText';
import { count, fields, text } from '../fields';
import { withoutHeading } from '../jest/message';
import { parseShortJson } from '../json';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { instant, seconds } from '../times';
import { childOf, childrenOf, childText, type XmlElement } from '../xml';
import { namesOf } from './names';
import { outcomeOf, PASSED, type Outcome } from './outcome';
import { suiteName, type Suite } from './suite';
import { hasUtcTimes, recurrenceOf, type JunitTool } from './tools';

/** The test, and how many elements `failure` and `error` it had. */
export interface CaseResult extends Pick<Outcome, 'failures' | 'errors'> {
	test: ReadTest;
}

/** Reads a `testcase`. `commonFile` is the file of suites that name none. */
export function testOf(element: XmlElement, suite: Suite, commonFile: string | null): CaseResult {
	const { attributes } = element;
	const outcome = outcomeOf(element);
	const { failures, errors } = outcome;
	const tool = attributes.classname === 'test' && !suite.tool ? 'node' : suite.tool;
	const { title, suite: path, file } = namesOf(attributes, suite, tool);
	// A report may hold a hundred thousand passed tests: their objects have these fields alone.
	const test: ReadTest = {
		title,
		status: outcome.status,
		suite: path,
		file: file ?? commonFile,
		line: lineOf(attributes.line, tool),
		group: suite.group,
		durationMs: seconds(attributes.time ?? attributes.duration),
		startedAt: instant(attributes.timestamp, hasUtcTimes(tool) ? 'isUtc' : 'isUnknown'),
		recurrence: recurrenceOf(tool, failures),
		execution: suite.execution,
	};
	if (outcome !== PASSED) addError(test, element, outcome, tool);
	addDetails(test, detailsOf(element, tool));
	const what = isBad(test.status) ? errorOutside(attributes, test, suite, tool) : null;
	return {
		test: what === null ? test : outside({ ...test, ...plainError(test), title: what }),
		failures,
		errors,
	};
}

function addError(test: ReadTest, element: XmlElement, outcome: Outcome, tool: JunitTool): void {
	const { status, flaky, attempts, message, stack } = outcome;
	test.flaky = flaky;
	test.attempts = attempts;
	test.message = withoutTestName(message, element.attributes);
	test.stack = stack;
	if (tool === 'wdio' && isBad(status)) test.stack ??= readable(childText(element, 'system-err'));
}

function addDetails(test: ReadTest, details: Details): void {
	if (details === NO_DETAILS) return;
	const { tags, owner, attachments, isSkipped } = details;
	if (isSkipped) test.status = 'skipped';
	test.tags = tags;
	test.owner = owner;
	test.attachments = attachments;
}

/** pytest counts lines from 0. */
function lineOf(given: string | undefined, tool: JunitTool): number | null {
	const line = count(given);
	if (line === null) return null;
	return tool === 'pytest' ? line + 1 : line || null;
}

/** PHPUnit begins its texts with the name of the test. */
function withoutTestName(
	message: string | null | undefined,
	attributes: XmlElement['attributes'],
): string | null {
	if (!message) return null;
	const isNamed = message.startsWith(`${attributes.classname}::${attributes.name}`);
	return isNamed && message.includes('\n') ? message.slice(message.indexOf('\n') + 1) : message;
}

/** Whether this is the test before once more: some tools write one test as two. */
export function isSameTestAgain(test: ReadTest, last: ReadTest | null, tool: JunitTool): boolean {
	if (!last || !isBad(last.status) || last.title !== test.title || last.suite !== test.suite) return false;
	if (tool === 'pytest')
		return test.status === 'error' && Boolean(test.message?.startsWith('failed on teardown'));
	return tool === 'jest' && test.title.endsWith(SUITE_FAILED) && last.isOutside === true;
}

/** Vitest writes a block whose hooks broke as a failed test behind those in it. */
export function isBlock(
	{ title, suite, file, status }: ReadTest,
	last: ReadTest | null,
	tool: JunitTool,
): boolean {
	if (tool !== 'vitest' || !isBad(status) || last?.file !== file) return false;
	const path = suite ? `${suite} > ${title}` : title;
	return last?.suite === path || last?.suite?.startsWith(`${path} > `) === true;
}

/** The error of such a block. */
export function blockError(test: ReadTest): ReadTest {
	return outside({ ...test, title: `${test.title}: error outside its tests` });
}

const SUITE_FAILED = 'Test suite failed to run';
const HOOK_FAILED = "Test execution failure: could be caused by test hooks like 'afterAll'.";
/** WebdriverIO leaves out the quotes. */
const MOCHA_HOOK = /^"?(?:before|after) (?:all|each)"? hook\b/;
const JAVA_CLASS = /^[\w$]+(?:\.[\w$]+)+$/;
const CLASS_ERRORS = new Set(['', 'null', 'initializationError', 'executionError']);

/** What a failed test that is none really is, as a title; `null` for a test. */
function errorOutside(
	attributes: XmlElement['attributes'],
	{ title }: ReadTest,
	suite: Suite,
	tool: JunitTool,
): string | null {
	const name = attributes.name === undefined ? null : nameOf(attributes.name);
	const className = nameOf(attributes.classname ?? attributes.class);
	if (name === null) return null;
	// JUnit 4 in Surefire: the class itself.
	const isClass = tool === null && name === className && JAVA_CLASS.test(name) && suite.names.at(-1) === name;
	if (CLASS_ERRORS.has(name) || isClass)
		return `${className || suiteName(suite) || 'A suite'}: error outside its tests`;
	switch (tool) {
		case 'jest':
			if (className === SUITE_FAILED) return `${name}: ${SUITE_FAILED}`;
			return name === HOOK_FAILED ? `${suite.names.at(-1) ?? 'A file'}: a hook failed` : null;
		case 'vitest':
			return name === className ? `${name} does not load` : null;
		case 'mocha':
		case 'wdio':
			return MOCHA_HOOK.test(title) ? title : null;
		case 'go':
			return className === '' ? `${suiteName(suite)}: ${name} failed` : null;
		case 'node':
			return /^(?:\/|[A-Za-z]:\\)/.test(name) ? `${name}: error outside its tests` : null;
		case 'pytest':
			return className === '' ? `${name} could not be collected` : null;
		default:
			return /^\[(?:build|setup) failed\]$/.test(name) ? `${className}: ${name.slice(1, -1)}` : null;
	}
}

/** jest-junit writes the errors of hooks as JSON, and those of files as they are on the screen. */
function plainError({ message = null, stack = null }: ReadTest): Pick<ReadTest, 'message' | 'stack'> {
	if (message?.startsWith('● ')) return { message: withoutHeading(message), stack };
	if (!message?.startsWith('{"')) return { message, stack };
	const told = fields(parseShortJson(message));
	return errorOf(text(told.message), text(told.stack) ?? message);
}

export interface Details extends Pick<ReadTest, 'tags' | 'owner' | 'attachments'> {
	isSkipped?: boolean;
}

const NO_DETAILS: Details = {};

/** Owner, tags and attachments. Other properties may hold anything, and are left alone. */
export function detailsOf(element: XmlElement, tool: JunitTool): Details {
	const attachments = attachmentsIn(element);
	if (attachments === undefined && !childOf(element, 'properties')) return NO_DETAILS;
	const details: Details = { attachments };
	const properties = childrenOf(element, 'properties').flatMap((list) => childrenOf(list, 'property'));
	for (const { attributes } of properties) addProperty(details, attributes.name, nameOf(attributes.value));
	if (tool === 'playwright')
		details.isSkipped = properties.some(({ attributes }) => isLateSkip(element, attributes.name));
	return details;
}

function addProperty(details: Details, name: string | undefined, value: string): void {
	if (value === '') return;
	if (name === 'owner') details.owner = value;
	if (name === 'tag' || name === 'tags') (details.tags ??= []).push(value);
}

/** Playwright: a test that failed, and then skipped itself when it was tried again. */
function isLateSkip({ children }: XmlElement, property: string | undefined): boolean {
	const isFlaky = children.some(({ name }) => name === 'flakyError' || name === 'flakyFailure');
	return isFlaky && (property === 'skip' || property === 'fixme');
}

const ATTACHMENT = /\[\[ATTACHMENT\|([^\]\n]+)\]\]/g;

/** Paths in the output of a test, in the form that Jenkins defined. */
function attachmentsIn({ children }: XmlElement): string[] | undefined {
	const output = children.find(({ name }) => name === 'system-out' || name === 'system.out')?.text;
	if (!output?.includes('[[ATTACHMENT|')) return undefined;
	return [...output.matchAll(ATTACHMENT)]
		.map(([, path]) => (path as string).trim())
		.filter((path) => path !== '');
}
