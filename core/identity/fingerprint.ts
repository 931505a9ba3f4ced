/** Identity of tests and of their failures across runs, branches and machines. */

import { hash } from 'crypto';
import { withoutNoise } from './errorNoise';
import { tellingLines } from './errorLines';

/** What identifies a test. */
export interface TestIdentity {
	title: string;
	suite: string | null;
	file: string | null;
	/** Id of the project, so that the same test of two projects is two tests. */
	project?: string | null;
	/** What else the test runs as, e.g. the browser: in each it is a test of its own. */
	group?: string | null;
}

/** No normalised line is longer than this; the rest of a long line is data more often than message. */
const MAX_NORMALIZED_LINE = 300;

/** Space that is not a single space character already, which most of it is. */
const SPACE = /\s{2,}|[^\S ]/g;

/** Identity of a test: 16 hex digits, the same on every run, branch and operating system. */
export function testKey({ project, suite, file, title, group }: TestIdentity): string {
	const path = file?.replace(/\\/g, '/').replace(/^(?:\.\/)+/, '');
	const parts = [project, suite, path, title, ...(group ? [group] : [])];
	return digest(parts.map((part) => (part ?? '').normalize('NFC').trim()));
}

/**
 * Identity of a problem: 16 hex digits, the same for the same test with the same normalised error. `key` is the test's
 * key without its group.
 * `error` is the message; where a platform gives none, the stack does, since it starts with the message.
 */
export function fingerprint(key: string, error: string | null): string {
	return digest([key, normalizeError(error)]);
}

/**
 * The part of an error text that stays the same when the same problem shows up again: its first telling lines
 * without what changes from run to run. Empty when there is no text. Fingerprints depend on every character of it,
 * and tickets are found by them: a change here makes known problems look new.
 */
export function normalizeError(message: string | null): string {
	if (!message) return '';
	const text = tellingLines(message)
		.map(message.length > MAX_KEPT_TEXT ? normalizedLine : knownOrNormalizedLine)
		.join('\n')
		.replace(/^Error: /, '');
	return SIZE_MATCHER.test(text) ? withoutMeasuredValue(text) : text;
}

/** The last lines, and what became of them. A line keeps the text in memory that it was cut from, so both are limited. */
const knownLines = new Map<string, string>();
const MAX_KNOWN_LINES = 256;
const MAX_KEPT_TEXT = 8 * 1024;

/** What breaks many tests at once gives their errors most lines in common. */
function knownOrNormalizedLine(line: string): string {
	const known = knownLines.get(line);
	if (known !== undefined) return known;
	const normalized = normalizedLine(line);
	if (knownLines.size >= MAX_KNOWN_LINES) knownLines.clear();
	knownLines.set(line, normalized);
	return normalized;
}

function normalizedLine(line: string): string {
	return withoutNoise(line.normalize('NFC')).replace(SPACE, ' ').slice(0, MAX_NORMALIZED_LINE);
}

/** Matchers of Jest and Playwright that compare sizes. */
const SIZE_MATCHER = /toBe(?:LessThan|GreaterThan|CloseTo)/;

/** The value that a matcher measured; the line before it names the limit. */
const MEASURED_VALUE = /(\nReceived(?: difference)?: )-?\d[\d.,]*(?:e-?\d+)?/g;

function withoutMeasuredValue(text: string): string {
	const matcherAt = text.search(SIZE_MATCHER);
	return text.slice(0, matcherAt) + text.slice(matcherAt).replace(MEASURED_VALUE, '$1<n>');
}

function digest(parts: string[]): string {
	return hash('sha256', parts.join('\0')).slice(0, 16);
}
