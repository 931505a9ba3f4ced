/**
 * Reading XML piece by piece. Strict where it matters: a document that is cut off or wrongly nested is an error.
 * Nothing outside the file is ever read: no entity is followed but the five of XML itself, whatever a DTD declares.
 */

import { MAX_ATTRIBUTES, MAX_LEVELS } from './limits';
import type { ReadTest } from './reader';
import { asError, placeAt, ReportError, WRITE_ANEW } from './reportError';
import type { SaxesTagPlain } from './saxes';
import { XmlParser } from './xmlParser';
import { ESCAPE_CODES } from './errorText';
import type { XmlRoot } from './reader';

/** An element; the prefix of a namespace is no part of the name. */
export interface XmlElement {
	name: string;
	/** By their names as they are written. The object inherits nothing. */
	attributes: Record<string, string>;
	/** Complete elements only: those of a container are handed over one by one instead. */
	children: XmlElement[];
	/** The element's own text, that of its children not included. */
	text: string;
}

/** What a reader makes of the elements. */
export interface XmlListener {
	/** Names of elements that may hold more than fits into memory, as long as all around them are containers too. */
	containers: ReadonlySet<string>;
	/** Whether an element inside of `parent`, which is no container, is wanted; default: all are. */
	keeps?(element: XmlElement, parent: XmlElement): boolean;
	opened?(container: XmlElement): void;
	comment?(text: string): void;
	/** An element that lies directly in a container, complete with all that is in it. */
	child(element: XmlElement, container: XmlElement): void;
	closed?(container: XmlElement): void;
}

/** Complaints of saxes that are ignored, since real reports have `&nbsp;` without a DTD and `&#x1b;`. Both stay as they are written. */
const TOLERATED = /undefined entity|malformed character entity/;

/** Each complaint takes time; a file with more of them is no report. */
const MAX_TOLERATED = 100_000;

/**
 * Reads a document and tells the listener of its elements. Yields the tests that the listener has put into `found`.
 *
 * @throws {ReportError} when the document is not well-formed, not complete, or too deep
 */
export function* readXml(
	file: string,
	pieces: Iterable<string>,
	listener: XmlListener,
	found: ReadTest[],
): Generator<ReadTest[], void> {
	const parser = strictParser(file, handlersFor(file, listener));
	for (const piece of allowedText(pieces)) {
		parser.write(piece);
		yield found.splice(0);
	}
	parser.close();
	yield found.splice(0);
}

/**
 * The outermost element; the rest of the document is not looked at.
 *
 * @throws {ReportError} when the document breaks before it
 */
export function xmlRoot(file: string, pieces: Iterable<string>): XmlRoot {
	const opentag = ({ name, attributes }: SaxesTagPlain) => {
		throw new RootFound({ name: localName(name), attributes });
	};
	const parser = strictParser(file, { ...NO_HANDLERS, opentag });
	try {
		for (const piece of allowedText(pieces)) parser.write(piece);
		parser.close();
	} catch (error) {
		if (error instanceof RootFound) return error.root;
		throw asError(error);
	}
	throw broken(file, parser, 'holds no element');
}

/** Leaves the parser, so that it looks at nothing else. */
class RootFound extends Error {
	constructor(readonly root: XmlRoot) {
		super('The outermost element is known');
	}
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
	return element?.children.find((child) => child.name === name);
}

/** All children of that name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
	return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of the first child of that name; `null` when there is none or it is blank. */
export function childText(element: XmlElement | undefined, name: string): string | null {
	const text = childOf(element, name)?.text;
	return text === undefined || text.trim() === '' ? null : text;
}

/** What is done with the parts of a document. */
interface Handlers {
	opentag(tag: SaxesTagPlain, place: () => string): void;
	closetag(): void;
	text(text: string): void;
	comment(text: string): void;
}

const NO_HANDLERS: Handlers = {
	opentag: () => undefined,
	closetag: () => undefined,
	text: () => undefined,
	comment: () => undefined,
};

/** A parser that throws at the first fault. Every one gets the same handlers in the same order, so that all have one layout. */
function strictParser(file: string, handlers: Handlers): XmlParser {
	const parser = new XmlParser();
	const place = () => placeOf(parser);
	let tolerated = 0;
	let attributes = 0;
	parser.errorHandler = ({ message }) => {
		if (TOLERATED.test(message) && ++tolerated < MAX_TOLERATED) return;
		throw broken(file, parser, message);
	};
	parser.attributeHandler = () => {
		if (++attributes > MAX_ATTRIBUTES) throw tooManyAttributes(file, place());
	};
	parser.openTagHandler = (tag) => {
		attributes = 0;
		handlers.opentag(tag, place);
	};
	parser.closeTagHandler = handlers.closetag;
	parser.textHandler = handlers.text;
	parser.cdataHandler = handlers.text;
	parser.commentHandler = handlers.comment;
	return parser;
}

/*
 * V8 throws the compiled code of the parser away as soon as no object of its layout is left, and then each file would begin
 * with slow code. So one parser is kept, which has begun a document.
 */
XmlParser.kept = strictParser('', NO_HANDLERS);
XmlParser.kept.write('<a b="c">d');

function handlersFor(file: string, listener: XmlListener): Handlers {
	const open: XmlElement[] = [];
	/** How many of the open elements are containers; they are the outer ones. */
	let containers = 0;
	return {
		opentag(tag, place) {
			if (open.length >= MAX_LEVELS) throw tooDeep(file, place());
			let element = elementOf(tag);
			const isContainer = containers === open.length && listener.containers.has(element.name);
			if (open.length > containers) {
				const parent = open[open.length - 1] as XmlElement;
				if (parent !== DROPPED && (listener.keeps?.(element, parent) ?? true)) addChild(parent, element);
				else element = DROPPED;
			}
			open.push(element);
			if (!isContainer) return;
			containers += 1;
			listener.opened?.(element);
		},
		closetag() {
			const element = open.pop();
			if (!element) return;
			if (open.length < containers) {
				containers = open.length;
				listener.closed?.(element);
			} else if (open.length === containers && open.length > 0) {
				listener.child(element, open[open.length - 1] as XmlElement);
			}
		},
		text(text) {
			const element = open[open.length - 1];
			if (element && element !== DROPPED && open.length > containers) element.text += text;
		},
		comment: (text) => listener.comment?.(text),
	};
}

function elementOf({ name, attributes }: SaxesTagPlain): XmlElement {
	return { name: localName(name), attributes, children: NO_CHILDREN, text: '' };
}

/** Stands for every element that is not wanted, and for all that is in it. */
const DROPPED: XmlElement = { name: '', attributes: {}, children: [], text: '' };

/** What nearly all elements have: one list for all of them saves a third of the work of the garbage collector. */
const NO_CHILDREN: XmlElement[] = [];

function addChild(parent: XmlElement, child: XmlElement): void {
	if (parent.children === NO_CHILDREN) parent.children = [child];
	else parent.children.push(child);
}

function localName(name: string): string {
	const colon = name.indexOf(':');
	return colon < 0 ? name : name.slice(colon + 1);
}

/** Characters that XML does not allow, which the output of tests often holds; they would make the file unreadable. */
const FORBIDDEN = new RegExp(
	`${ESCAPE_CODES.source}|[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]`,
	'g',
);

/** No escape code is longer; one that is cut by the end of a piece waits for the next, as half of a line end does. */
const MAX_ESCAPE_CODE = 32;
const ESCAPE = '\u001b';

/** The text without what XML does not allow, and without white space before the declaration. */
function* allowedText(pieces: Iterable<string>): Generator<string> {
	let held = '';
	let isStart = true;
	for (const piece of pieces) {
		const text: string = isStart ? piece.trimStart() : held + piece;
		isStart &&= text === '';
		const tail = Math.max(0, text.length - MAX_ESCAPE_CODE);
		const escape = text.indexOf(ESCAPE, tail);
		const end = escape >= 0 ? escape : text.length - Number(text.endsWith('\r'));
		held = text.slice(end);
		yield allowed(text.slice(0, end));
	}
	yield allowed(held);
}

/** To XML all line ends are one character; the parser is faster where they are. */
function allowed(text: string): string {
	const plain = text.replace(FORBIDDEN, '');
	return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

function tooDeep(file: string, place: string): ReportError {
	const problem = `is nested more than ${MAX_LEVELS} levels deep`;
	return new ReportError({ file, place, problem, advice: NO_REPORT });
}

function tooManyAttributes(file: string, place: string): ReportError {
	const problem = `has an element with more than ${MAX_ATTRIBUTES} attributes`;
	return new ReportError({ file, place, problem, advice: NO_REPORT });
}

const NO_REPORT = 'No test report has that: take another file.';

function broken(file: string, parser: XmlParser, message: string): ReportError {
	const complaint = message.replace(/\.$/, '');
	const [, unclosed] = /^unclosed tag: (.*)$/s.exec(complaint) ?? [];
	if (unclosed === undefined) return fault(file, parser, `is no valid XML: ${complaint}`, WRITE_ANEW);
	const advice = `${WRITE_ANEW} An "&" that is not escaped has the same effect.`;
	return fault(file, parser, `ends inside <${unclosed.slice(0, 100)}>`, advice);
}

function fault(file: string, parser: XmlParser, problem: string, advice: string): ReportError {
	return new ReportError({ file, place: placeOf(parser), problem, advice });
}

function placeOf({ line, columnIndex }: XmlParser): string {
	return placeAt(line, columnIndex + 1);
}
