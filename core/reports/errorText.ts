/** The error of a failed test as reports display it: short, but with the awaited element and the expectation. */

import { tellingLines } from '../identity/tellingLines';
import type { TestFailure } from '../model/TestRun';
import { block, clip } from './clean';

const MAX_ERROR = 1_500;
const MAX_STACK = 6_000;
/** The rest of a longer error is not read; it contains nothing that people look for. */
const MAX_READ = 256 * 1024;
/** Longer lines contain data. Their start says what they are, and their end often what was expected. */
const MAX_LINE = 600;
/** How many characters of a line are enough if there is not room for all of them. */
const ENOUGH = 100;
/** Maximum number of lines that name the element or the expectation, besides those that describe the problem. */
const MAX_KEY_LINES = 3;

/** `Locator: getByTestId('pay')`, `Expected string: "paid"`, `- waiting for locator('#pay')`. */
const KEY_LINE =
	/^(?:- )?(?:(?:locator|selector|element|expected|expecting|to contain|to equal|to be)(?: [a-z]{1,12}){0,3}:|(?:\d{1,4} × )?waiting for )/i;

/** The lines that describe the problem, or the whole stack if requested; `null` if nothing is known. */
export function shownError({ message, stack }: TestFailure['error'], includeStack: boolean): string | null {
	if (includeStack && stack !== null) {
		const whole = message === null || stack.includes(message) ? stack : `${message}\n${stack}`;
		return shortened(block(whole, MAX_STACK * 10), MAX_STACK) || null;
	}
	const text = message ?? stack;
	if (text === null) return null;
	const read = withoutLongLines(text.slice(0, MAX_READ));
	const telling = tellingLines(read);
	const lines = [...telling, ...keyLinesOf(read, telling)];
	const shown = block(lines.join('\n'), MAX_ERROR * 10) || block(read, MAX_ERROR * 10);
	return shortened(shown, MAX_ERROR) || null;
}

/**
 * The text in at most `max` UTF-16 units. Long lines lose their middle. Then lines at the end are left out, except those
 * that name the element or the expectation.
 */
export function shortened(text: string, max: number): string {
	if (text.length <= max) return text;
	const lines = fewerLines(text.split('\n'), max);
	const width = widthFor(lines, max - lines.length);
	return clip(lines.map((line) => withoutMiddle(line, width)).join('\n'), max);
}

/** The error on one line: its first line, then the lines that name the element and the expectation. */
export function errorOnOneLine(error: string, max: number): string {
	const [first, ...rest] = error.split('\n');
	const lines = [first, ...rest.filter(isKeyLine).slice(0, MAX_KEY_LINES).map(withoutDash)];
	return shortened(lines.join('\n'), max).replaceAll('\n', '; ');
}

/** The lines of an error that name the element and the expectation; `null` if it has no such lines. */
export function awaitedIn(error: string): string | null {
	const lines = error.split('\n').filter(isKeyLine).slice(0, MAX_KEY_LINES).map(withoutDash);
	return lines.join('; ') || null;
}

function isKeyLine(line: string): boolean {
	return KEY_LINE.test(line.trimStart());
}

function withoutDash(line: string): string {
	return line.trim().replace(/^- /, '');
}

function withoutLongLines(text: string): string {
	if (text.length <= MAX_LINE) return text;
	return text
		.split('\n')
		.map((line) => withoutMiddle(line, MAX_LINE))
		.join('\n');
}

/** Key lines that are not among the telling lines, e.g. because only the first lines are displayed. */
function keyLinesOf(text: string, telling: string[]): string[] {
	const found: string[] = [];
	for (const line of text.split('\n')) {
		if (found.length === MAX_KEY_LINES) break;
		if (!isKeyLine(line)) continue;
		const isTold = (words: string) => [...telling, ...found].some((told) => told.includes(words));
		const given = withoutDash(line);
		if (isTold(given)) continue;
		// Without colours, like the telling lines.
		const plain = tellingLines(given)[0];
		if (plain !== undefined && !isTold(plain)) found.push(plain);
	}
	return found;
}

/** Leaves out lines from the end until enough of the others fits; keeps those that name the element or the expectation. */
function fewerLines(lines: string[], max: number): string[] {
	let needed = lines.reduce((sum, line) => sum + Math.min(line.length, ENOUGH) + 1, 0);
	const isKept = lines.map(() => true);
	for (let index = lines.length - 1; index > 0 && needed > max; index -= 1) {
		if (isKeyLine(lines[index])) continue;
		isKept[index] = false;
		needed -= Math.min(lines[index].length, ENOUGH) + 1;
	}
	const kept = lines.filter((_, index) => isKept[index]);
	return kept.length === lines.length ? lines : [...kept, '…'];
}

/** The width to which the longest lines are cut, so that all together have at most `max` characters. */
function widthFor(lines: string[], max: number): number {
	let left = max;
	const lengths = lines.map(({ length }) => length).sort((a, b) => a - b);
	for (const [index, length] of lengths.entries()) {
		const share = Math.floor(left / (lengths.length - index));
		if (length > share) return share;
		left -= length;
	}
	return Infinity;
}

function withoutMiddle(line: string, width: number): string {
	if (line.length <= width) return line;
	const end = Math.floor((width - 1) / 3);
	// The part that follows must not start with half a character either.
	return `${clip(line, width - end)}${end > 0 ? line.slice(-end).replace(/^[\udc00-\udfff]/, '') : ''}`;
}
