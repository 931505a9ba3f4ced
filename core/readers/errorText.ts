/** What tests say when they fail, made readable: without colours, and message and stack apart. */

import { withControls } from '../text/controls';
import { copied } from './text';

/** Codes for colours and cursor moves. */
export const ESCAPE_CODES = new RegExp(withControls(/␛(?:\[[0-9;?]*[ -/]*[@-~]|[()][0-9A-Za-z])/));

/** The same, also where a writer has put something readable in place of the escape character. */
const SPELLED_OUT = new RegExp(
	`${ESCAPE_CODES.source}|(?:#x1B|&#x1b;|&#27;|\\\\x1b|\\\\u001b)\\[[0-9;]*m`,
	'gi',
);

/** Those of ASCII, but not tabs and line ends: all that is not listed. */
const CONTROL_CHARACTERS = /[^\t\n\r -~\u0080-\uffff]/g;

/** Text for people: no colours, no control characters, no space around it. `null` when nothing is left. */
export function readable(text: string | null | undefined): string | null {
	if (!text) return null;
	const plain = text.replace(SPELLED_OUT, '').replace(CONTROL_CHARACTERS, '').replace(/\r\n?/g, '\n');
	return copied(plain.trim()) || null;
}

/** Nothing that would have to be cleaned: most names and many messages have none of these. */
const UNCLEAN = /[^ -\uffff]|[\u007f\u2028\u2029#&\\]|\s\s/;

/** A name on one line. Empty when there is none. */
export function nameOf(text: string | null | undefined): string {
	if (!text) return '';
	if (!UNCLEAN.test(text)) return copied(text.trim());
	return readable(text)?.replace(/\s+/g, ' ') ?? '';
}

/** Where a stack begins, in any of the languages that tests are written in. */
const STACK_LINE =
	/^\s+at (?!least |most )\S|^\s*at \S+ \(|^\s*❯ \S+:\d+|^\s+File "[^"]+", line \d+|^\S+\.(?:rb|php):\d+|^goroutine \d+ \[/;

/** An error as message and stack. */
export interface ErrorText {
	message: string | null;
	stack: string | null;
}

/**
 * Parts a text that holds message and stack: the message is what comes before the first line of a stack. The stack is the
 * whole text, as every tool writes it; `null` when there is none.
 */
export function splitError(text: string | null | undefined): ErrorText {
	const whole = readable(text);
	if (whole === null) return { message: null, stack: null };
	const lines = whole.split('\n');
	const python = pythonMessage(lines);
	if (python !== null) return { message: python, stack: whole };
	const stackAt = lines.findIndex((line) => STACK_LINE.test(line));
	if (stackAt < 0) return { message: whole, stack: null };
	return { message: readable(lines.slice(0, stackAt).join('\n')), stack: whole };
}

/** A Python traceback ends with its message, at the first line that is not indented. `null` when the text is none. */
function pythonMessage(lines: string[]): string | null {
	const start = lines.lastIndexOf('Traceback (most recent call last):');
	if (start < 0) return null;
	const end = lines.findIndex((line, index) => index > start && /^\S/.test(line));
	return end < 0 ? null : readable(lines.slice(end).join('\n'));
}

/** Message and stack, where a tool gives both; the message is taken from the stack when it has none of its own. */
export function errorOf(message: string | null | undefined, stack: string | null | undefined): ErrorText {
	const own = readable(message);
	if (own === null) return splitError(stack);
	const rest = readable(stack);
	return { message: own, stack: rest === own ? null : rest };
}

/** The same for tools whose message may hold the stack, too. */
export function errorWithin(message: string | null | undefined, stack: string | null | undefined): ErrorText {
	const told = errorOf(message, stack);
	return told.stack === null ? splitError(told.message) : told;
}

/** What tools write, and nobody else, when a test takes too long. */
const TIMEOUT_TEXTS = [
	/^(?:\w+: )?Test timeout of \d+ms exceeded/, // Playwright
	/^(?:Error: )?thrown: "Exceeded timeout of \d+ ms for a/, // Jest
	/^(?:Error: )?Test timed out in \d+ms\./, // Vitest
	/^(?:Error:? )?Timeout of \d+ms exceeded\. For async tests and hooks/, // Mocha
	/^(?:Error: )?Timeout of \d+ms exceeded\. The execution in the test /, // WebdriverIO
	/^Failed: Timeout >[\d.]+s/, // pytest-timeout
	/^Test exceeded Timeout value of \d+ms/, // NUnit
	/^(?:Error: )?function timed out, ensure the promise resolves within \d+ milliseconds/, // cucumber-js
	/^TimeoutException after /, // Dart
	/^panic: test timed out after /, // Go
];

/** Classes of exceptions that mean that a test took too long. */
const TIMEOUT_TYPES =
	/(?:^|\.)(?:ThreadTimeoutException|TestTimedOutException|TimeoutException)$|^testTimeoutFailure$|^Timeout::Error$/;

/** Whether a test took too long, by the words of a known tool or by the class of its exception. */
export function isTimeout(message: string | null, type?: string | null): boolean {
	return TIMEOUT_TEXTS.some((text) => text.test(message ?? '')) || TIMEOUT_TYPES.test(type ?? '');
}
