/** The text of a file: decoding it piece by piece, and splitting it into lines. */

import { ReportError } from './reportError';
import type { ReportFile, Steps } from './reader';

/**
 * Bytes or characters that are handled between two pauses: a few milliseconds of work for any reader. A text that takes more
 * than 128 kB is an object apart from all others to V8, which takes longer.
 */
const PIECE = 60 * 1024;

/**
 * The text in pieces, without byte order mark. Bytes are decoded by their byte order mark, by an XML declaration, else as
 * UTF-8; what is no character in it becomes U+FFFD. No piece ends in the middle of a character.
 *
 * @throws {ReportError} for an encoding that is not known
 */
export function* textPieces({ name, content }: ReportFile): Generator<string> {
	if (typeof content === 'string') return yield* slices(content);
	const decoder = decoderOf(content, name);
	yield* isUtf8(decoder) ? utf8Pieces(content) : decodedPieces(content, decoder);
}

/**
 * The text as UTF-8, without byte order mark; the bytes of the file themselves where it is that.
 *
 * @throws {ReportError} for an encoding that is not known
 */
export function* utf8Of(file: ReportFile): Steps<Uint8Array> {
	const { name, content } = file;
	if (typeof content !== 'string' && isUtf8(decoderOf(content, name)))
		return content.subarray(markLength(content));
	const pieces: Uint8Array[] = [];
	for (const piece of textPieces(file)) {
		pieces.push(Buffer.from(piece));
		yield undefined;
	}
	return Buffer.concat(pieces);
}

/** The whole text at once. */
export function* wholeText(file: ReportFile): Steps<string> {
	const pieces: string[] = [];
	for (const piece of textPieces(file)) {
		pieces.push(piece);
		yield undefined;
	}
	return pieces.join('');
}

/** Several times faster than `TextDecoder` with `stream`, and one byte a character where all are Latin. */
function* utf8Pieces(content: Uint8Array): Generator<string> {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
	for (let at = markLength(content); at < bytes.length;) {
		const end = characterStart(bytes, at + PIECE);
		yield bytes.toString('utf8', at, end);
		at = end;
	}
}

/** The start of the character that the byte at `at` belongs to; no character has more than three bytes after its first. */
function characterStart(bytes: Uint8Array, at: number): number {
	for (let start = at; start > at - 4; start -= 1) {
		if (((bytes[start] ?? 0) & 0xc0) !== 0x80) return start;
	}
	return at;
}

/** Of the byte order mark. */
function markLength([first, second, third]: Uint8Array): number {
	return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

function isUtf8({ encoding }: Decoder): boolean {
	return encoding === 'utf-8';
}

function* decodedPieces(content: Uint8Array, decoder: Decoder): Generator<string> {
	for (let at = 0; at < content.length; at += PIECE) {
		yield decoder.decode(content.subarray(at, at + PIECE), { stream: true });
	}
	yield decoder.decode();
}

type Decoder = InstanceType<typeof TextDecoder>;

/**
 * The same text on its own. The engine keeps a part of a text as a reference to the whole, so a name that outlives its file
 * would keep a piece of that file in memory.
 */
export function copied(text: string): string {
	return text.length < SHORTEST_PART ? text : ` ${text}`.slice(1);
}

/** A shorter part is copied by the engine itself (`SlicedString::kMinLength` of V8). */
const SHORTEST_PART = 13;

/** The same results as from `make`, of which the last one is kept: neighbors in a report have many texts in common. */
export function keepingLast<Made>(make: (text: string) => Made): (text: string) => Made {
	let given = '';
	let made = make(given);
	return (text) => {
		if (text !== given) {
			given = copied(text);
			made = make(given);
		}
		return made;
	};
}

/** The lines of a text that comes in pieces, without their ends. A last line that is empty is none. */
export function* linesOf(pieces: Iterable<string>): Generator<string> {
	/** The parts of a line that goes on in the next piece. */
	let open: string[] = [];
	for (const piece of pieces) {
		let start = 0;
		for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
			const part = piece.slice(start, end);
			start = end + 1;
			if (open.length === 0) {
				yield withoutReturn(part);
				continue;
			}
			open.push(part);
			yield withoutReturn(open.join(''));
			open = [];
		}
		if (start < piece.length) open.push(piece.slice(start));
	}
	if (open.length > 0) yield withoutReturn(open.join(''));
}

function withoutReturn(line: string): string {
	return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function* slices(text: string): Generator<string> {
	let at = text.startsWith('\ufeff') ? 1 : 0;
	while (at < text.length) {
		const end = isHighSurrogate(text.charCodeAt(at + PIECE - 1)) ? at + PIECE - 1 : at + PIECE;
		yield text.slice(at, end).toWellFormed();
		at = end;
	}
}

function isHighSurrogate(code: number): boolean {
	return code >= 0xd800 && code <= 0xdbff;
}

function decoderOf(bytes: Uint8Array, file: string): Decoder {
	const encoding = encodingByFirstBytes(bytes) ?? declaredEncoding(bytes) ?? 'utf-8';
	try {
		return new TextDecoder(encoding);
	} catch {
		throw unknownEncoding(file, encoding);
	}
}

function unknownEncoding(file: string, encoding: string): ReportError {
	const problem = `is written in the encoding "${encoding}", which is not known here`;
	return new ReportError({ file, problem, advice: 'Let the tool write UTF-8.' });
}

/** By the byte order mark; without one, UTF-16 shows by the zero in one of the first two bytes. */
function encodingByFirstBytes([first, second]: Uint8Array): string | null {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	if (first !== 0 && second === 0) return 'utf-16le';
	return first === 0 && second !== 0 && second !== undefined ? 'utf-16be' : null;
}

/**
 * The encoding that an XML declaration names. One that says UTF-16 although each character is one byte is wrong: .NET
 * writes such declarations for text that was put together in memory.
 */
function declaredEncoding(bytes: Uint8Array): string | null {
	const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
	const [, encoding] =
		/^\W{0,5}<\?xml\s[^>]{0,100}?\bencoding\s?=\s?["']([\w.:-]{1,40})["']/.exec(start) ?? [];
	return encoding === undefined || /^(?:utf-?16|ucs-?2)/i.test(encoding) ? null : encoding;
}
