/** Making the values of a platform fit to be shown. Escaping is each format's own business. */

import { oneLine } from '../text/words';

/**
 * What tells a reader nothing and what formats forbid: control characters but tab and line feed, code points that are
 * no characters, and marks that turn the direction of the text around them.
 */
const UNWANTED =
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/g;

/** One half of a surrogate pair without the other. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Everything that {@link clean} may change; most texts hold none of it. */
const SUSPECT = new RegExp(`${UNWANTED.source}|[\\ud800-\\udfff]`);

/** Longer addresses are refused by some receivers, and no platform makes them. */
const MAX_URL = 2000;

/** Invisible, and no part of a word, a mention or an address: behind a character that would start one it keeps it from that. */
export const JOINER = '\u2060';

/** The text with line feeds as its only line ends, without control characters and broken code points. */
export function clean(text: string): string {
	if (!SUSPECT.test(text)) return text;
	return text.replace(/\r\n?/g, '\n').replace(UNWANTED, '').replace(LONE_SURROGATE, '\ufffd');
}

/** The text on one line, cleaned, at most `max` UTF-16 units long; a cut one ends in `…`. */
export function line(text: string, max: number): string {
	return clip(oneLine(clean(text.slice(0, max * 20)), max), max);
}

/** The text cleaned and at most `max` UTF-16 units long, without space around it. */
export function block(text: string, max: number): string {
	return clip(clean(text.slice(0, max * 2)).trim(), max);
}

/** The text, at most `max` UTF-16 units long, without cutting a character in two; a cut one ends in `…`. */
export function clip(text: string, max: number): string {
	return text.length <= max ? text : `${text.slice(0, max - 1).replace(LONE_SURROGATE, '')}…`;
}

/**
 * The address when it is one that a person may click: http or https, without a user name before the host.
 * Characters that end a link in one of the formats are percent-encoded. `null` for anything else.
 */
export function safeUrl(url: string | null): string | null {
	if (url === null || url.length > MAX_URL || !URL.canParse(url)) return null;
	const { protocol, username, password, href } = new URL(url);
	if (!['http:', 'https:'].includes(protocol) || username || password) return null;
	const encoded = href.replace(/[|<>"'`\\()]/g, percentEncoded);
	return encoded.length <= MAX_URL ? encoded : null;
}

function percentEncoded(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
