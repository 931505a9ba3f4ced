/** Glob patterns for branches and test titles. */

/**
 * True when the whole text matches the pattern: `*` (and `**`) is any run of characters, `?` is one character,
 * everything else stands for itself, upper and lower case apart.
 * Walks the text with one point to go back to, so no pattern takes more than pattern × text steps.
 */
export function matchesGlob(pattern: string, text: string): boolean {
	const wanted = Array.from(pattern);
	const given = Array.from(text);
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

/** True when one of the patterns matches; blank patterns match nothing. */
export function matchesAnyGlob(patterns: string[], text: string): boolean {
	return patterns.some((pattern) => pattern.trim() !== '' && matchesGlob(pattern, text));
}
