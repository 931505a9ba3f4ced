/** Removes from a platform's texts what cannot be displayed. Each format does its own escaping. */

import { oneLine } from '../text/words';

/**
 * Characters that readers cannot see and formats forbid: control characters except tab and line feed, code points that
 * are not characters, and marks that change the direction of the text around them.
 * All that is not listed.
 */
const UNWANTED = /[^\t\n -~\u00a0-\u2027\u202f-\u2065\u206a-\ufdcf\ufdf0-\ufffd]/g;

/** One half of a surrogate pair without the other. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Everything that {@link clean} may change. Most texts contain none of it. */
const SUSPECT = new RegExp(`${UNWANTED.source}|[\\ud800-\\udfff]`);

/** Some receivers refuse longer addresses, and no platform creates them. */
const MAX_URL = 2000;

/** No format turns one character into more characters than this. */
const LONGEST_ESCAPE = 6;

/** Invisible. Behind a character that would start a mention or an address, it prevents that. */
export const JOINER = '\u2060';

/** The text with line feeds as its only line endings, without control characters and broken code points. */
export function clean(text: string): string {
	if (!SUSPECT.test(text)) return text;
	return text.replace(/\r\n?/g, '\n').replace(UNWANTED, '').replace(LONE_SURROGATE, '\ufffd');
}

/** The text on one line, cleaned, at most `max` UTF-16 units long; a shortened text ends in `…`. */
export function line(text: string, max: number): string {
	return clip(oneLine(clean(text.slice(0, max * 20)), max), max);
}

/** The text cleaned and at most `max` UTF-16 units long, without space around it. */
export function block(text: string, max: number): string {
	return clip(clean(text.slice(0, max * 2)).trim(), max);
}

/** The text, at most `max` UTF-16 units long; no character is cut in two. A shortened text ends in `…`. */
export function clip(text: string, max: number): string {
	return text.length <= max ? text : `${text.slice(0, max - 1).replace(LONE_SURROGATE, '')}…`;
}

/**
 * The text escaped, at most `max` UTF-16 units long. Escaping makes a text longer, so the text is cut before it: an
 * escape is never cut in two.
 */
export function escapedWithin(text: string, max: number, escape: (text: string) => string): string {
	let room = max;
	let shown = escape(clip(text, room));
	while (shown.length > max) {
		room -= Math.max(1, Math.floor((shown.length - max) / LONGEST_ESCAPE));
		shown = escape(clip(text, room));
	}
	return shown;
}

/**
 * The address if a person may click it: http or https, without a user name before the host. Characters that would end a
 * link in one of the formats are percent-encoded. `null` for anything else.
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
