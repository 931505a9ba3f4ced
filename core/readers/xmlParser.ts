/**
 * The XML parser, with a faster way through plain text. saxes looks at each character by itself, but most of a report is
 * output of tests, in which only few characters mean anything. Those are searched for, and saxes goes on at the first.
 */

import { SaxesParser, type SaxesTagPlain } from './saxes';

/** What of saxes is used here although it is not public. The build puts one version of it into the package. */
interface Internals {
	/** Number of the line, from 1 on. */
	line: number;
	/** Number of characters before `chunk`, and in it those before the next one. */
	readonly chunkPosition: number;
	i: number;
	readonly chunk: string;
	/** What was read of the present text. */
	text: string;
	positionAtNewLine: number;
	readonly columnIndex: number;
	/** How many brackets of the forbidden `]]>` were read. */
	forbiddenState: number;
	write(piece: string | null): unknown;
	close(): unknown;
	handleTextInRoot(): void;
	captureToChar(char: number): boolean;
	/*
	 * The public method `on` sets handlers by a computed name, and an object to which many fields are added in that way may
	 * become a slow one: the engine then runs the parser's code several times slower.
	 */
	errorHandler(error: Error): void;
	attributeHandler(): void;
	openTagHandler(tag: SaxesTagPlain): void;
	closeTagHandler(): void;
	textHandler(text: string): void;
	cdataHandler(text: string): void;
	commentHandler(text: string): void;
}

const Saxes = SaxesParser as unknown as new (options: { xmlns: boolean; position: boolean }) => Internals;

/** Takes text whose lines end in a line feed. Namespaces are not resolved, and messages do not begin with a position. */
export class XmlParser extends Saxes {
	/** Lives as long as the program; for its layout alone. */
	static kept: XmlParser;

	private readonly lineFeed = new Mark('\n');
	private readonly inText = [new Mark('<'), new Mark('&'), new Mark(']]>')];

	constructor() {
		super({ xmlns: false, position: false });
	}

	override write(piece: string | null): unknown {
		for (const mark of [...this.inText, this.lineFeed]) mark.forget();
		return super.write(piece);
	}

	/** Text between tags. */
	override handleTextInRoot(): void {
		if (this.forbiddenState === 0) {
			let end = this.chunk.length;
			for (const mark of this.inText) end = Math.min(end, mark.nextIn(this.chunk, this.i));
			this.passOver(end === this.chunk.length ? beforeBrackets(this.chunk) : end);
		}
		super.handleTextInRoot();
	}

	/** The content of CDATA sections, comments and the like, as far as to a character. */
	override captureToChar(char: number): boolean {
		const { chunk, i } = this;
		const found = chunk.indexOf(String.fromCharCode(char), i);
		this.passOver(found < 0 ? chunk.length : found);
		return super.captureToChar(char);
	}

	private passOver(end: number): void {
		const { chunk, i: start } = this;
		if (end <= start) return;
		this.text += chunk.slice(start, end);
		for (let at = this.lineFeed.nextIn(chunk, start); at < end; at = this.lineFeed.nextIn(chunk, at + 1)) {
			this.line += 1;
			this.positionAtNewLine = this.chunkPosition + at + 1;
		}
		this.i = end;
	}
}

/** The end of a piece without brackets there, which may begin a `]]>` that goes on in the next one. */
function beforeBrackets(piece: string): number {
	let end = piece.length;
	while (piece[end - 1] === ']') end -= 1;
	return end;
}

/** Where a mark comes next. The answer is kept, so that no part of a piece is searched twice, however many texts it has. */
class Mark {
	private at = -1;

	constructor(private readonly mark: string) {}

	/**
	 * The end of the piece where it does not come again; no `Infinity`, since a field that holds whole numbers alone is much
	 * faster.
	 */
	nextIn(piece: string, from: number): number {
		if (this.at < from) {
			const found = piece.indexOf(this.mark, from);
			this.at = found < 0 ? piece.length : found;
		}
		return this.at;
	}

	/** To be called before another piece. */
	forget(): void {
		this.at = -1;
	}
}
