/** Glob patterns for branches and test titles. */

/**
 * True when the whole text matches the pattern: `*` (and `**`) is any run of characters, `?` is one character,
 * everything else stands for itself, upper and lower case apart.
 * Walks the text with one point to go back to, so no pattern takes more than pattern × text steps.
 */
export function matchesGlob(pattern: string, text: string): boolean {
	return matches(Array.from(pattern), Array.from(text));
}

/** True when one of the patterns matches; blank patterns match nothing. */
export function matchesAnyGlob(patterns: string[], text: string): boolean {
	return globMatcher(patterns)(text);
}

/** The same for many texts: the patterns are read once, and so is each text. */
export function globMatcher(patterns: string[]): (text: string) => boolean {
	const wanted = patterns.filter((pattern) => pattern.trim() !== '').map((pattern) => Array.from(pattern));
	return (text) => {
		const given = Array.from(text);
		return wanted.some((pattern) => matches(pattern, given));
	};
}

function matches(wanted: string[], given: string[]): boolean {
	let at = 0;
	let next = 0;
	let star = -1;
	let retryFrom = 0;
	while (next < given.length) {
		if (wanted[at] === '*') {
			star = at++;
			retryFrom = next;
		} else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[next])) {
			at++;
			next++;
		} else if (star >= 0) {
			at = star + 1;
			next = ++retryFrom;
		} else {
			return false;
		}
	}
	while (wanted[at] === '*') at++;
	return at === wanted.length;
}
