/** How a test of a JUnit report ended, by the elements in it. */

import { errorOf, isTimeout, nameOf, readable, splitError, type ErrorText } from '../errorText';
import { goMessage } from '../goTest/output';
import type { ReadTest } from '../reader';
import { childText, type XmlElement } from '../xml';

/** Status, attempts and error of a test. */
export interface Outcome extends Pick<ReadTest, 'status' | 'flaky' | 'attempts' | 'message' | 'stack'> {
	/** Number of elements `failure` and `error`, and of attempts that failed: as many as the suite may count. */
	failures: number;
	errors: number;
}

/** The elements that say how a test ended. */
interface Signs {
	failures: XmlElement[];
	errors: XmlElement[];
	skips: XmlElement[];
	/** Attempts after the first that failed too. */
	reruns: XmlElement[];
	/** Attempts that failed before one passed. */
	flaky: XmlElement[];
}

/** Reads the outcome. A failure counts more than a skip beside it, and a pass that came after one is flaky. */
export function outcomeOf({ attributes, children }: XmlElement): Outcome {
	if (!children.some(isSign)) return outcomeByAttributes(attributes);
	const { failures, errors, skips, reruns, flaky } = signsIn(children);
	// Surefire counts the attempts before and after, too.
	const counted = { failures: failures.length + reruns.length + flaky.length, errors: errors.length };
	if (skips.some(isTodo)) return { ...counted, status: 'pending' };
	if (errors.some(isTestNgSkip) || skips.some(isMayFail)) return { ...counted, status: 'skipped' };
	// `Object.assign` because spreading is several times slower.
	if (failures.length + errors.length > 0)
		return Object.assign(counted, badOutcome(failures, errors, reruns));
	if (skips.length > 0) return { ...counted, status: 'skipped' };
	if (flaky.length > 0) return { ...counted, ...flakyOutcome(flaky) };
	return outcomeByAttributes(attributes);
}

const SIGNS = new Map<string, keyof Signs>([
	['failure', 'failures'],
	['error', 'errors'],
	['skipped', 'skips'],
	['ignored', 'skips'],
	['rerunFailure', 'reruns'],
	['rerunError', 'reruns'],
	['flakyFailure', 'flaky'],
	['flakyError', 'flaky'],
]);

function isSign({ name }: XmlElement): boolean {
	return SIGNS.has(name);
}

function signsIn(children: XmlElement[]): Signs {
	const signs: Signs = { failures: [], errors: [], skips: [], reruns: [], flaky: [] };
	for (const child of children) {
		const kind = SIGNS.get(child.name);
		if (kind) signs[kind].push(child);
	}
	return signs;
}

/** A todo that fails is no failure. */
function isTodo({ attributes }: XmlElement): boolean {
	return attributes.type === 'todo';
}

/** TestNG has no other way to write a skip. */
function isTestNgSkip({ attributes }: XmlElement): boolean {
	return attributes.type === 'org.testng.SkipException';
}

/** Catch2 lets a test fail that is tagged for it, and does not count its failure. */
function isMayFail({ attributes }: XmlElement): boolean {
	return attributes.message === 'TEST_CASE tagged with !mayfail';
}

function badOutcome(
	failures: XmlElement[],
	errors: XmlElement[],
	reruns: XmlElement[],
): Omit<Outcome, 'failures' | 'errors'> {
	const told = [...failures, ...errors].map(errorIn);
	const isTimedOut = [...failures, ...errors].some((element, index) =>
		isTimeout((told[index] as ErrorText).message, element.attributes.type),
	);
	const { message, stack } = joinedErrors(told);
	return {
		status: isTimedOut ? 'timedOut' : isError(failures, errors) ? 'error' : 'failed',
		attempts: reruns.length > 0 ? reruns.length + 1 : null,
		message,
		stack,
	};
}

/** WebdriverIO writes each failure as an empty `failure` and an `error` with its text. */
function isError(failures: XmlElement[], errors: XmlElement[]): boolean {
	return errors.length > 0 && failures.every((failure) => errorIn(failure).message !== null);
}

function flakyOutcome(flaky: XmlElement[]): Omit<Outcome, 'failures' | 'errors'> {
	return { status: 'passed', flaky: true, attempts: flaky.length + 1, ...errorIn(flaky[0] as XmlElement) };
}

/** Message and stack of an element; attempts have their stack in an element of its own. */
function errorIn(element: XmlElement): ErrorText {
	const { message, type } = element.attributes;
	const text = childText(element, 'stackTrace') ?? element.text;
	if (message === 'Failed') return { message: splitError(goMessage(text)).message, stack: readable(text) };
	const told = errorOf(isEmptyWord(message) ? markedLines(text) : message, text);
	return told.message === null && told.stack === null ? { message: readable(type), stack: null } : told;
}

/** What behave and pytest write where they have only the text of an error. */
function isEmptyWord(message: string | undefined): boolean {
	return message === 'None' || message === 'collection failure';
}

/** The lines that pytest marks as the error itself; `null` when there are none. */
function markedLines(text: string): string | null {
	const marked = text.split('\n').filter((line) => /^E\s/.test(line));
	return marked.length > 0 ? marked.map((line) => line.slice(1).trim()).join('\n') : null;
}

/** The first message; all that is known of the others belongs to the stack. */
function joinedErrors(errors: ErrorText[]): ErrorText {
	const told = errors.filter(({ message, stack }) => message !== null || stack !== null);
	const [first, ...others] = told;
	if (!first || others.length === 0) return first ?? { message: null, stack: null };
	return { message: first.message, stack: told.map(({ message, stack }) => stack ?? message).join('\n\n') };
}

/** Tools that write no element for a test that did not run say so in an attribute. */
function outcomeByAttributes({ status, result }: XmlElement['attributes']): Outcome {
	if (status === undefined && result === undefined) return PASSED;
	const words = [status, result].map((word) => word?.trim().toLowerCase() ?? '');
	const bad = words.find((word) => BAD_WORDS.has(word));
	const badStatus = BAD_WORDS.get(bad ?? '');
	if (badStatus) return { status: badStatus, failures: 1, errors: 0, message: nothingElse(bad) };
	if (words.some((word) => SKIP_WORDS.has(word))) return { ...PASSED, status: 'skipped' };
	const unknown = words.find((word) => !GOOD_WORDS.has(word));
	return unknown === undefined ? PASSED : { ...PASSED, status: 'other', message: nothingElse(unknown) };
}

function nothingElse(word: string | undefined): string {
	return `The report says "${nameOf(word)}" and nothing else.`;
}

/** Of every test of which the report says nothing else. */
export const PASSED: Outcome = { status: 'passed', failures: 0, errors: 0 };

const BAD_WORDS = new Map<string, 'failed' | 'error'>([
	['failed', 'failed'],
	['failure', 'failed'],
	['fail', 'failed'],
	['error', 'error'],
	['errored', 'error'],
]);

/** That a test was run, or passed; the elements in it would say if it had not. */
const GOOD_WORDS = new Set([
	...['', 'run', 'completed', 'executed', 'finished', 'done'],
	...['passed', 'pass', 'ok', 'success', 'successful', 'succeeded'],
]);

const SKIP_WORDS = new Set([
	...['disabled', 'notrun', 'not run', 'skipped', 'ignored', 'suppressed', 'untested', 'pending'],
]);
