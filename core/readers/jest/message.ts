/** What Jest says of a test file as a whole. */

import { readable } from '../errorText';

const HEADING = /^[ \t]*● [^\n]*\n/;

/** The text without the heading of its box and the indentation in it. */
export function withoutHeading(message: string | null | undefined): string | null {
	const text = message?.replace(HEADING, '').replace(/^ {4}/gm, '');
	return readable(text);
}
