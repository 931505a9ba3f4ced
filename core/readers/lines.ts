/** Reading text of which each line is an event in JSON, with lines of other kinds between them. */

import { isObject, type Fields } from './fields';
import { parseShortJson } from './json';
import type { Steps, LinesContent } from './reader';
import { ReportError, WRITE_ANEW } from './reportError';

/** A line that is a JSON object, or one that is not. */
export type Line = { event: Fields; text: null } | { event: null; text: string };

const LINES_PER_STEP = 200;

/**
 * Hands over each line that is not blank.
 *
 * @throws {ReportError} for a line that begins as an object and is none: it was cut off
 */
export function* eachLine({ file, lines }: LinesContent, take: (line: Line) => void): Steps<void> {
	let number = 0;
	for (const text of lines()) {
		number += 1;
		if (number % LINES_PER_STEP === 0) yield undefined;
		if (text.trim() !== '') take(lineOf(text, number, file));
	}
}

/** The events among the first lines of a text. */
export function eventsAtStart({ head }: LinesContent): Fields[] {
	return head.map((text) => (text.startsWith('{') ? parseShortJson(text) : undefined)).filter(isObject);
}

function lineOf(text: string, number: number, file: string): Line {
	if (!text.startsWith('{')) return { event: null, text };
	const event = parseShortJson(text);
	if (isObject(event)) return { event, text: null };
	throw new ReportError({
		file,
		place: `line ${number}`,
		problem: 'is no complete JSON object',
		advice: WRITE_ANEW,
	});
}
