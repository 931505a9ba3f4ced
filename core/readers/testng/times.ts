/** Times of TestNG reports, which name their zone by a word. */

import { instant } from '../times';

/**
 * `2021-10-21T14:29:17 UTC`. Other names of zones mean several zones each, and a bare `Z` stood for the local time in
 * version 6, so neither is known.
 */
export function timeOf(text: string | undefined): string | null {
	const [, time] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}) (?:UTC|GMT)$/.exec(text ?? '') ?? [];
	return time === undefined ? null : instant(`${time}Z`);
}

/** The first of the times, or the last; `null` when one of them is not known. */
export function earliest(times: Array<string | null>, isLast = false): string | null {
	if (times.length === 0 || times.includes(null)) return null;
	const sorted = [...times].sort();
	return (isLast ? sorted.at(-1) : sorted[0]) ?? null;
}
