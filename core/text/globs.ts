/** Glob patterns for branches and test titles. */

/**
 * Whether the whole text matches the pattern: `*` (and `**`) matches any number of characters, `?` one character, and
 * everything else itself; case matters.
 *
 * The search goes back only to the last `*`, so no pattern takes more than (length of pattern) × (length of text)
 * steps.
 */
export function matchesGlob(pattern: string, text: string): boolean {
	return matches(Array.from(pattern), Array.from(text));
}

/** Whether one of the patterns matches. Blank patterns match nothing. */
export function matchesAnyGlob(patterns: string[], text: string): boolean {
	return globMatcher(patterns)(text);
}

/** The same for many texts: parses the patterns only once. */
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
