/** Opening a file: what kind of text it is, and the text in a form that readers take. */

import { parseJson, parseShortJson } from './json';
import { MAX_FILE_SIZE } from './limits';
import type { ReportFile, Steps } from './reader';
import { ReportError, WRITE_ANEW } from './reportError';
import { linesOf, textPieces, utf8Of } from './text';
import { isObject } from './fields';
import { xmlRoot } from './xml';
import type { ReportContent } from './reader';

const HEAD_LINES = 200;

/** Files that people take for reports, by their first bytes. */
const NO_TEXT: Array<{ starts: number[]; problem: string; advice: string }> = [
	{
		starts: [0x50, 0x4b, 0x03, 0x04],
		problem: 'is a zip archive',
		advice: 'Put a Compression node before this one, which unpacks it, and read all of its files.',
	},
	{
		starts: [0x1f, 0x8b],
		problem: 'is compressed with gzip',
		advice: 'Put a Compression node before this one, which unpacks it.',
	},
	{
		starts: [0x89, 0x50, 0x4e, 0x47],
		problem: 'is an image',
		advice: 'Take the file that the test tool writes as XML, JSON or text.',
	},
	{
		starts: [0x25, 0x50, 0x44, 0x46],
		problem: 'is a PDF',
		advice: 'Take the file that the test tool writes as XML, JSON or text.',
	},
];

/**
 * Opens the file. XML and lines are read later, piece by piece; JSON is parsed here.
 *
 * @throws {ReportError} when the file is empty, too large, no text, or broken JSON
 */
export function* openReport(file: ReportFile): Steps<ReportContent> {
	checkSize(file);
	checkIsText(file);
	const start = startOf(file);
	const name = file.name;
	if (start.startsWith('<')) {
		return { kind: 'xml', file: name, root: xmlRoot(name, textPieces(file)), pieces: () => textPieces(file) };
	}
	const lines = () => linesOf(textPieces(file));
	if (isOneDocument(start, file)) {
		return { kind: 'json', file: name, value: yield* parseJson(name, yield* utf8Of(file)) };
	}
	return { kind: 'lines', file: name, head: firstOf(lines(), HEAD_LINES), lines };
}

function checkSize({ name, content }: ReportFile): void {
	if (content.length > MAX_FILE_SIZE) throw tooLarge(name);
}

/** The error for a file of more than {@link MAX_FILE_SIZE}. */
export function tooLarge(file: string): ReportError {
	return new ReportError({
		file,
		problem: `is larger than ${MAX_FILE_SIZE / 1024 / 1024} MB`,
		advice: 'Let the tool write several files, or leave the output of the tests out of the report.',
	});
}

function checkIsText({ name, content }: ReportFile): void {
	if (typeof content === 'string') return;
	const known = NO_TEXT.find(({ starts }) => starts.every((byte, index) => content[index] === byte));
	if (known) throw new ReportError({ file: name, problem: known.problem, advice: known.advice });
}

/** The first characters that are no space. */
function startOf(file: ReportFile): string {
	for (const piece of textPieces(file)) {
		const text = piece.trimStart();
		if (text !== '') return text.slice(0, 100);
	}
	throw new ReportError({ file: file.name, problem: 'is empty', advice: WRITE_ANEW });
}

/** Whether the file is one JSON value. One that has a whole object in its first line and goes on is a list of events. */
function isOneDocument(start: string, file: ReportFile): boolean {
	if (!/^[[{]/.test(start)) return false;
	const [first = '', second] = firstOf(filled(linesOf(firstPieces(file))), 2);
	const value = second === undefined ? undefined : parseShortJson(first);
	return !isObject(value) && !Array.isArray(value);
}

/** No event is longer than these. */
function* firstPieces(file: ReportFile): Generator<string> {
	let length = 0;
	for (const piece of textPieces(file)) {
		yield piece;
		length += piece.length;
		if (length >= 1024 * 1024) return;
	}
}

function* filled(lines: Iterable<string>): Generator<string> {
	for (const line of lines) if (line.trim() !== '') yield line;
}

function firstOf(lines: Iterable<string>, count: number): string[] {
	const first: string[] = [];
	for (const line of lines) {
		first.push(line);
		if (first.length === count) break;
	}
	return first;
}
