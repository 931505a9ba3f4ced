/** Taking out the codes by which programs colour, link and move text on a terminal. */

/**
 * Escape sequences: colours and cursor moves (also with colons), links and window titles, device strings, character
 * sets, modes. A link or title that does not end loses its opening alone, so that no text goes with it.
 */
const ESCAPES = new RegExp(
	[
		/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/,
		/(?:\u001b\]|\u009d)(?:[^\u0007\u001b\u009c\n\r]*(?:\u0007|\u001b\\|\u009c))?/,
		/(?:\u001b[PX^_]|[\u0090\u0098\u009e\u009f])(?:[^\u0007\u001b\u009c\n\r]*(?:\u0007|\u001b\\|\u009c))?/,
		/\u001b[()*+./#%-][0-9A-Za-z@]/,
		/\u001b[=>78c\\]?/,
	]
		.map(({ source }) => source)
		.join('|'),
	'g',
);

/** What else a terminal acts upon and nobody reads: bells, backspaces and the like, but no tab and no end of a line. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\ufeff]/g;

/** Nothing that could be any of these. */
const MAY_HOLD_CODES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\ufeff]/;

/** Text as people read it on a terminal: without escape sequences. */
export function withoutEscapes(text: string): string {
	return MAY_HOLD_CODES.test(text) ? text.replace(ESCAPES, '').replace(CONTROLS, '') : text;
}

/** Colours whose escape character was written out, or replaced by something that can be printed. */
const SPELLED_OUT =
	/(?:\\u001b|\\u\{1b\}|\\x1b|\\0?33|\\e|#x1b|&#x1b;|&#27;|\u241b|\ufffd|\^\[)\[[0-9;:?]{0,40}[A-Za-z]/gi;

/** What may be a colour whose escape character was lost on the way. `rate(foo[5m])` and `grid[12m]` are none. */
const LOST = /\[(?:[0-9]|[1-9][0-9]|10[0-7])?(?:[;:]\d{1,3}){0,5}m(?!\])/g;

/** Where colours are, one is switched off as well, and tools do that with a code of its own. */
const SWITCHED_OFF = /\[(?:0|2[2-9]|39|49)?m(?!\])/;

/** Text without escape sequences, those included that have become ordinary characters on their way through a log. */
export function withoutAnyEscapes(text: string): string {
	const readable = withoutEscapes(text);
	if (!readable.includes('[')) return readable;
	const plain = readable.replace(SPELLED_OUT, '');
	if (!SWITCHED_OFF.test(plain)) return plain;
	const codes = plain.match(LOST);
	return codes !== null && codes.length > 1 ? plain.replace(LOST, '') : plain;
}
