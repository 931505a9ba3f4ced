/** Finds the lines of an error text that say what went wrong. */

import { withoutAnyEscapes } from './escapes';
import { withoutLongActual } from './longValues';
import { anyOf, BESIDE_THE_POINT, CALL_LOG, DIFF, ENDS, RULE } from './rules/lines';

/** Of a long text only the start and the end are read: the part between is data. */
const MAX_TEXT = 64 * 1024;
const MAX_END = 16 * 1024;
const MAX_LINE = 2000;
const MAX_LINES = 8;
/** Maximum number of lines, not counting those with the expected value. */
const MAX_EXPECTING = 4;

/**
 * The first lines of an error text that describe the problem, trimmed: without colors, stack, code frame, log and tool
 * information. Of a Playwright call log, the awaited element and the last obstacle are kept, since they may be nowhere
 * else. The expected value is kept, however long the actual one is, and so is the root cause of a chain of errors. At
 * most a dozen lines; the middle of long texts and lines is not read.
 */
export function tellingLines(text: string): string[] {
	const lines = linesOf(text);
	const message = pythonMessage(lines) ?? lines;
	const logStart = message.findIndex((line) => CALL_LOG.test(line.trim()));
	if (logStart < 0) return withCause(messageLines(message), text, lines);
	const fromLog = callLogLines(message.slice(logStart + 1));
	return [...messageLines(message.slice(0, logStart)).slice(0, MAX_LINES - fromLog.length), ...fromLog];
}

/** The text as lines, without escape sequences. */
export function linesOf(text: string): string[] {
	const read =
		text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - MAX_END)}\n${text.slice(-MAX_END)}` : text;
	return withoutAnyEscapes(read)
		.split(/\r\n|\r|\n/)
		.map((line) => (line.length > MAX_LINE ? shortened(line) : line));
}

function shortened(line: string): string {
	return `${line.slice(0, MAX_LINE / 2)}…${line.slice(-MAX_LINE / 2)}`;
}

const endsMessage = anyOf(ENDS);
const isBesideThePoint = anyOf(BESIDE_THE_POINT);
const IS_RULE = RULE.pattern;
const CHANGED = /^\s*[-+]/;
/** Where Hypothesis begins to print its generated arguments, one per line. */
const MADE_UP_EXAMPLE = /^Falsifying example: .*\($/;

function messageLines(lines: string[]): string[] {
	const telling: string[] = [];
	let inDiff = false;
	let inExample = false;
	// A text that begins with a rule is divided into parts by more rules. In any other text, the part after a rule is
	// something else.
	let isDrawn = false;
	for (const given of lines) {
		const line = given.trimEnd();
		const trimmed = line.trimStart();
		if (trimmed === '') continue;
		const isRule = IS_RULE.test(line);
		if (isRule || endsMessage(line)) {
			if (telling.length > 0 && !(isRule && isDrawn)) break;
			isDrawn ||= isRule && !/[\p{L}\d]/u.test(trimmed);
			continue;
		}
		inExample = inExample ? trimmed !== ')' : MADE_UP_EXAMPLE.test(trimmed);
		if (inExample || trimmed === ')') continue;
		inDiff ||= DIFF.test(trimmed);
		if (isBesideThePoint(trimmed) || (inDiff && !CHANGED.test(line))) continue;
		telling.push(trimmed);
		if (telling.length > MAX_READ) break;
	}
	return mostTelling(withoutLongActual(telling));
}

/** Lines of longer messages that are not read, because they are data. */
const MAX_READ = 400;

const EXPECTING =
	/^(?:to |not to |should |expected\b|expects |want|but (?:was|got|found)|got\b|actual\b|contains |reason:)/i;

/** The first lines, and later lines with the expected value, each with the line that it announces. */
function mostTelling(lines: string[]): string[] {
	if (lines.length <= MAX_LINES) return lines;
	const rest = lines.slice(MAX_LINES);
	const expecting = rest.flatMap((line, index) => {
		if (!EXPECTING.test(line)) return [];
		return line.endsWith(':') && index + 1 < rest.length ? [line, rest[index + 1]!] : [line];
	});
	return [...lines.slice(0, MAX_LINES), ...expecting.slice(0, MAX_EXPECTING)];
}

const CAUSE =
	/^\s*(?:Caused by:?|Root cause:?|\[?cause\]?:|Inner ?exception(?: #?\d+)?:|\(Inner Exception #\d+\)|-{2,4}>|-{4} (?=\S+ ?:)|Wrapped by:|Nested exception(?: is)?:?)\s*(\S.*)$/i;

/** The root cause of a chain of errors; `null` if the text contains none. */
export function rootCause(text: string, lines?: string[]): string | null {
	if (!MAY_TELL_CAUSE.some((word) => text.includes(word))) return null;
	const found = (lines ?? linesOf(text))
		.map((line) => CAUSE.exec(line)?.[1])
		.filter((cause) => cause !== undefined);
	const cause = found.at(-1);
	return cause === undefined ? null : cause.replace(/^\(Inner Exception #\d+\) /, '').trim();
}

const MAY_TELL_CAUSE = ['ause', 'nner', 'ested', '-->', '---- ', 'rapped by'];

function withCause(telling: string[], text: string, lines: string[]): string[] {
	const cause = rootCause(text, lines);
	if (cause === null || telling.some((line) => line.includes(cause))) return telling;
	return [...telling.slice(0, MAX_LINES - 1), `Caused by: ${cause}`];
}

const TRACEBACK = /^\s*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\)/;

/** pytest marks the error with `E`; a traceback ends with it. `null` if the text is neither. */
function pythonMessage(lines: string[]): string[] | null {
	const marked = lines.filter((line) => line.startsWith('E') && /^E(?: {2,}|$)/.test(line));
	if (marked.some((line) => line.trim() !== 'E')) return marked.map((line) => line.slice(1).trim());
	const traceback = lines.map((line) => line.includes('Traceback') && TRACEBACK.test(line)).lastIndexOf(true);
	if (traceback < 0) return null;
	if (lines.some((line) => line.includes('Exception Group Traceback'))) return groupMessages(lines);
	const end = lines.findIndex((line, index) => index > traceback && /^\S/.test(line));
	if (end < 0) return null;
	return [...lines.slice(end), ...causeInPython(lines)];
}

/** The message of a group of exceptions and of each exception in it. */
function groupMessages(lines: string[]): string[] {
	return lines
		.map((line) => line.replace(/^[\s|+]*(?:\| |-\+-{2,})/, ''))
		.filter((line) => /^[A-Za-z_][\w.]*(?:: |$)/.test(line));
}

/** The error from which another one was raised explicitly. */
function causeInPython(lines: string[]): string[] {
	const link = lines.findIndex((line) => line.includes('was the direct cause of the following exception'));
	const cause = lines
		.slice(0, Math.max(0, link))
		.filter((line) => /^[A-Za-z_][\w.]*(?:: |$)/.test(line))
		.at(-1);
	return cause === undefined ? [] : [`Caused by: ${cause}`];
}

function callLogLines(log: string[]): string[] {
	const steps = log.map((line) =>
		line
			.trim()
			.replace(/^(?:-\s+)+/, '')
			.trim(),
	);
	const awaited = steps.find((step) => /^(?:\d+ × )?(?:waiting for|navigating to) /.test(step));
	const obstacles = steps.filter((step) =>
		/intercepts pointer events|^element (?:is|was) (?:not|outside|detached)/i.test(step),
	);
	return [awaited, obstacles.at(-1)].filter((step) => step !== undefined);
}
