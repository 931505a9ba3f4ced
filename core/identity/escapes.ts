/** Removes the codes with which programs color, link and move text on a terminal. */

import { withControls } from '../text/controls';

/**
 * Escape sequences: colors and cursor moves (also with colons), links and window titles, device strings, character
 * sets, modes. Of a link or title without an end only the opening is removed, so that no text is lost.
 */
const ESCAPES = new RegExp(
	[
		/(?:␛\[|\u009b)[0-?]*[ -/]*[@-~]/,
		/(?:␛\]|\u009d)(?:[^␇␛\u009c\n\r]*(?:␇|␛\\|\u009c))?/,
		/(?:␛[PX^_]|[\u0090\u0098\u009e\u009f])(?:[^␇␛\u009c\n\r]*(?:␇|␛\\|\u009c))?/,
		/␛[()*+./#%-][0-9A-Za-z@]/,
		/␛[=>78c\\]?/,
	]
		.map(withControls)
		.join('|'),
	'g',
);

/**
 * Other characters that control a terminal and are invisible, such as bells and backspaces, but not tabs and line ends:
 * all that is not listed.
 */
const CONTROLS = /[^\t\n\r -~\u00a0-\u200a\u200c-\ufefe\uff00-\uffff]/g;

/** Matches texts that contain none of these. */
const MAY_HOLD_CODES = /[^\t\n\r -~\u00a0-\u200a\u200c-\ufefe\uff00-\uffff]/;

/** The text as it is visible on a terminal: without escape sequences. */
export function withoutEscapes(text: string): string {
	return MAY_HOLD_CODES.test(text) ? text.replace(ESCAPES, '').replace(CONTROLS, '') : text;
}

/** Colors whose escape character was written out or replaced by a printable one. */
const SPELLED_OUT =
	/(?:\\u001b|\\u\{1b\}|\\x1b|\\0?33|\\e|#x1b|&#x1b;|&#27;|\u241b|\ufffd|\^\[)\[[0-9;:?]{0,40}[A-Za-z]/gi;

/** What may be a color whose escape character was lost. `rate(foo[5m])` and `grid[12m]` are not colors. */
const LOST = /\[(?:[0-9]|[1-9][0-9]|10[0-7])?(?:[;:]\d{1,3}){0,5}m(?!\])/g;

/** The code that switches colors off. Where there are colors, tools also write this code. */
const SWITCHED_OFF = /\[(?:0|2[2-9]|39|49)?m(?!\])/;

/** The text without escape sequences, including those that a log has changed to ordinary characters. */
export function withoutAnyEscapes(text: string): string {
	const readable = withoutEscapes(text);
	if (!readable.includes('[')) return readable;
	const plain = readable.replace(SPELLED_OUT, '');
	if (!SWITCHED_OFF.test(plain)) return plain;
	const codes = plain.match(LOST);
	return codes !== null && codes.length > 1 ? plain.replace(LOST, '') : plain;
}
