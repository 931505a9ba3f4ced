/**
 * Reading JSON. `JSON.parse` cannot be paused, so a large text is cut between the members of its outer objects and
 * lists, and parsed piece by piece.
 */

import { jsonFault } from './jsonFault';
import { MAX_LEVELS } from './limits';
import type { Steps } from './reader';
import { asError, placeAt, ReportError, WRITE_ANEW } from './reportError';
import { wholeText } from './text';

/**
 * Bytes that are parsed at once: less than a millisecond. A text of more than 128 kB, or of half as many characters that are
 * not Latin, is an object apart from all others to V8, and costs it a third of the time.
 */
const PIECE = 60 * 1024;

/** An object or list whose end has not been seen yet. */
interface Open {
	isList: boolean;
	/** Where its bracket is. */
	start: number;
	/** Where what has not been parsed begins. */
	pending: number;
	/** Where the present member begins. */
	member: number;
	/** The members so far, once they had to be parsed in pieces. */
	value: Container | null;
	/** Whether the last member that was parsed was a large one, which a comma has to follow. */
	isAfterLarge: boolean;
}

type Container = unknown[] | Record<string, unknown>;

/** Thrown inside this file where the text is no JSON; where exactly is found out afterwards. */
class Broken extends Error {}
class TooDeep extends Error {}

/**
 * The value of a JSON text in UTF-8, equal to what `JSON.parse` gives. The text is never decoded as a whole, which would take
 * as much memory again.
 *
 * @param piece bytes that are parsed at once
 * @throws {ReportError} with line and column, when it is no JSON or too deep
 */
export function* parseJson(file: string, bytes: Uint8Array, piece = PIECE): Steps<unknown> {
	try {
		return yield* parseInPieces(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), piece);
	} catch (error) {
		if (error instanceof Broken || error instanceof SyntaxError) throw yield* brokenJson(file, bytes);
		throw error instanceof TooDeep ? tooDeep(file) : asError(error);
	}
}

/** The value of a text that is short. */
export function parseShortJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function* parseInPieces(text: Buffer, piece: number): Steps<unknown> {
	const reading: Reading = { text, piece, at: 0, open: [], root: undefined };
	while (readOn(reading)) yield undefined;
	if (reading.open.length > 0) throw new Broken();
	if (reading.root === undefined) return JSON.parse(text.toString()) as unknown;
	return reading.root;
}

/** A text that is read up to some place. */
interface Reading {
	text: Buffer;
	/** Bytes that are parsed at once. */
	piece: number;
	/** The next character. */
	at: number;
	open: Open[];
	/** The outermost value, when it is complete and was parsed in pieces. */
	root: Container | undefined;
}

/** Reads on until a piece was parsed; `false` at the end of the text. In a generator the same loop takes twice as long. */
function readOn(reading: Reading): boolean {
	const { text, piece, open } = reading;
	for (let at = reading.at; at < text.length; at += 1) {
		// White space, which is a good part of most files. All that means something comes after it in ASCII.
		if ((text[at] as number) <= 0x20) continue;
		switch (text[at]) {
			case 0x22: // "
				at = endOfString(text, at);
				break;
			case 0x5b: // [
			case 0x7b: // {
				if (open.length >= MAX_LEVELS) throw new TooDeep();
				open.push(opened(text, at));
				break;
			case 0x2c: {
				// ,
				const top = open[open.length - 1];
				if (!top) throw new Broken();
				top.member = at + 1;
				if (!top.isAfterLarge && at - top.pending < piece) break;
				openAll(text, open);
				addPending(text, top, at);
				top.pending = at + 1;
				reading.at = at + 1;
				return true;
			}
			case 0x5d: // ]
			case 0x7d: // }
				reading.root = close(text, open, at) ?? reading.root;
		}
	}
	return false;
}

function opened(text: Buffer, start: number): Open {
	const isList = text[start] === OPENING_LIST;
	return { isList, start, pending: start + 1, member: start + 1, value: null, isAfterLarge: false };
}

const OPENING_LIST = 0x5b;
const CLOSING_LIST = 0x5d;

/** Ends the innermost object or list. Gives the value of the outermost one, if that was parsed in pieces. */
function close(text: Buffer, open: Open[], at: number): Container | undefined {
	const top = open.pop();
	if (!top || top.isList !== (text[at] === CLOSING_LIST)) throw new Broken();
	if (top.value === null) return undefined;
	addPending(text, top, at);
	const parent = open[open.length - 1];
	if (parent) {
		addMember(parent, keyBefore(text, parent, top), top.value);
		parent.isAfterLarge = true;
		parent.pending = at + 1;
		return undefined;
	}
	if (slice(text, at + 1).trim() !== '') throw new Broken();
	return top.value;
}

/** From here on every open value is parsed in pieces. The part of each before the current member is parsed now. */
function openAll(text: Buffer, open: Open[]): void {
	const [outermost] = open;
	if (outermost?.value === null && slice(text, 0, outermost.start).trim() !== '') throw new Broken();
	for (const container of open) container.value ??= container.isList ? [] : {};
	for (const container of open.slice(0, -1)) {
		if (container.member === container.pending) continue;
		addPending(text, container, container.member - 1);
		container.pending = container.member;
	}
}

/** Parses the complete members up to `end`, which a comma or the end of the container follows. */
function addPending(text: Buffer, container: Open, end: number): void {
	const members = slice(text, container.pending, end);
	if (container.isAfterLarge) {
		if (members.trim() !== '') throw new Broken();
		container.isAfterLarge = false;
		return;
	}
	const parsed = JSON.parse(container.isList ? `[${members}]` : `{${members}}`) as Container;
	const entries = Array.isArray(parsed) ? parsed : Object.entries(parsed);
	if (entries.length === 0) throw new Broken();
	if (Array.isArray(container.value)) for (const member of entries) container.value.push(member);
	else for (const [key, value] of entries as Array<[string, unknown]>) addMember(container, key, value);
}

function addMember({ value }: Open, key: string, member: unknown): void {
	if (Array.isArray(value)) value.push(member);
	// As `JSON.parse` does it, so that a key like `__proto__` is one like any other.
	else
		Object.defineProperty(value, key, {
			value: member,
			configurable: true,
			enumerable: true,
			writable: true,
		});
}

/** The key of the member that the container is at, whose value is `large`. Empty in a list. */
function keyBefore(text: Buffer, { isList, member }: Open, large: Open): string {
	const before = slice(text, member, large.start);
	// The value's place is taken by `null`, since a digit would become part of a number that is there by mistake.
	const [key, ...others] = Object.keys(JSON.parse(isList ? `[${before}null]` : `{${before}null}`) as object);
	if (key === undefined || others.length > 0) throw new Broken();
	return key;
}

/** Cut at characters of ASCII only, so never inside another one. */
function slice(text: Buffer, start: number, end?: number): string {
	return text.toString('utf8', start, end);
}

/** Where the string that begins at `start` ends: at the first quote with an even number of backslashes before it. */
function endOfString(text: Buffer, start: number): number {
	for (let end = text.indexOf(0x22, start + 1); end >= 0; end = text.indexOf(0x22, end + 1)) {
		let before = end - 1;
		while (text[before] === 0x5c) before -= 1;
		if ((end - before) % 2 === 1) return end;
	}
	throw new Broken();
}

function* brokenJson(file: string, bytes: Uint8Array): Steps<ReportError> {
	const text = yield* wholeText({ name: file, content: bytes });
	const { line, column, problem } = yield* jsonFault(text);
	return new ReportError({ file, place: placeAt(line, column), problem, advice: WRITE_ANEW });
}

function tooDeep(file: string): ReportError {
	return new ReportError({
		file,
		problem: `is nested more than ${MAX_LEVELS} levels deep`,
		advice: 'No test report is: take another file.',
	});
}
