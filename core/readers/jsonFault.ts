/** Finding where a text is no JSON: what `JSON.parse` says of it differs from one version of Node to the next. */

import type { Steps } from './reader';

/** Where and how a text breaks. */
export interface JsonFault {
	line: number;
	column: number;
	/** Continues the file's name. */
	problem: string;
}

/** What has to come next. The first of an object or list may be its end instead. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma or end' | 'nothing';

interface State {
	expected: Expected;
	/** The brackets that will close what is open, the innermost last. */
	closers: string[];
}

/** Where what was expected ends, or where it breaks. */
type Outcome = { end: number } | { fault: number };

const TOKENS_PER_STEP = 5_000;
const SPACE = /[ \t\r\n]*/y;
const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** A quote, a backslash or a control character: all that is not listed. */
const SPECIAL = /[^ !#-[\]-\uffff]/g;

/** The first place where the text is no JSON. */
export function* jsonFault(text: string): Steps<JsonFault> {
	const at = yield* faultIn(text);
	const isEnd = text.slice(at).trim() === '';
	const lineStart = text.lastIndexOf('\n', at - 1) + 1;
	return {
		line: newlines(text, lineStart) + 1,
		column: at - lineStart + 1,
		problem: isEnd ? 'ends in the middle of its JSON' : 'is no valid JSON from here on',
	};
}

function newlines(text: string, end: number): number {
	let count = 0;
	for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
	return count;
}

function* faultIn(text: string): Steps<number> {
	const state: State = { expected: 'value', closers: [] };
	let at = 0;
	for (let tokens = 0; ; tokens += 1) {
		if (tokens % TOKENS_PER_STEP === 0) yield undefined;
		at = endOf(SPACE, text, at);
		if (at >= text.length) return at;
		const outcome = next(text, at, state);
		if ('fault' in outcome) return outcome.fault;
		at = outcome.end;
	}
}

/** Reads one token and moves the state on. */
function next(text: string, at: number, state: State): Outcome {
	const { expected, closers } = state;
	const closer = closers.at(-1);
	const mayEnd = expected.startsWith('first') || expected === 'comma or end';
	if (mayEnd && text[at] === closer) {
		closers.pop();
		return move(state, afterValue(state), at + 1);
	}
	switch (expected) {
		case 'key':
		case 'first key':
			return text[at] === '"' ? moveOver(stringAt(text, at), state, 'colon') : { fault: at };
		case 'colon':
			return text[at] === ':' ? move(state, 'value', at + 1) : { fault: at };
		case 'comma or end':
			return text[at] === ',' ? move(state, closer === '}' ? 'key' : 'value', at + 1) : { fault: at };
		case 'nothing':
			return { fault: at };
		default:
			return value(text, at, state);
	}
}

function value(text: string, at: number, state: State): Outcome {
	switch (text[at]) {
		case '{':
			state.closers.push('}');
			return move(state, 'first key', at + 1);
		case '[':
			state.closers.push(']');
			return move(state, 'first value', at + 1);
		case '"':
			return moveOver(stringAt(text, at), state, afterValue(state));
		default: {
			const end = endOf(WORD, text, at);
			return end > at ? move(state, afterValue(state), end) : { fault: at };
		}
	}
}

function afterValue({ closers }: State): Expected {
	return closers.length === 0 ? 'nothing' : 'comma or end';
}

function move(state: State, expected: Expected, end: number): Outcome {
	state.expected = expected;
	return { end };
}

function moveOver(outcome: Outcome, state: State, expected: Expected): Outcome {
	return 'end' in outcome ? move(state, expected, outcome.end) : outcome;
}

function stringAt(text: string, start: number): Outcome {
	let at = start + 1;
	for (;;) {
		SPECIAL.lastIndex = at;
		const special = SPECIAL.exec(text);
		if (!special) return { fault: text.length };
		if (special[0] === '"') return { end: special.index + 1 };
		at = endOf(ESCAPE, text, special.index);
		if (at === special.index) return { fault: at };
	}
}

/** Where the match at this place ends; the place itself when nothing matches. */
function endOf(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : at;
}
