/** Lenient readers for JSON from outside: a value of another type counts as absent. */

/** A JSON object. */
export type JsonMap = Record<string, unknown>;

/** Whether a value is a JSON object (not a list, not null). */
export function isObject(value: unknown): value is JsonMap {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one for anything else. */
export function objectOf(value: unknown): JsonMap {
	return isObject(value) ? value : {};
}

/**
 * A non-empty text, trimmed and well-formed, or a number as text; else `null`. Of half a pair of surrogates that stands
 * alone no address can be made, and not every database takes it.
 */
export function textOf(value: unknown): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' ? value.trim().toWellFormed() || null : null;
}

/** The same, if it is no longer than `max` characters: names and the like, of which a stranger may send megabytes. */
export function shortTextOf(value: unknown, max = 200): string | null {
	return typeof value === 'string' && value.length > max ? null : textOf(value);
}

/** A web address, else `null`: links end up where people click. */
export function webPageOf(value: unknown): string | null {
	const url = textOf(value);
	return url !== null && /^https?:\/\//i.test(url) ? url : null;
}

/** A finite number that is not negative (a count, a duration); else `null`. */
export function countOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** The objects of a list; empty for anything else. */
export function objectsOf(value: unknown): JsonMap[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The non-empty texts of a list; empty for anything else. */
export function textsOf(value: unknown): string[] {
	if (!Array.isArray(value)) return [];
	return value.map(textOf).filter((text): text is string => text !== null);
}

/**
 * What a table with keys in lower case holds for a word from outside, in whatever case that is written; `constructor` and
 * other inherited names are no words of it.
 */
export function entryOf<T>(table: Record<string, T>, word: string | null | undefined): T | undefined {
	const key = word?.toLowerCase();
	return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
