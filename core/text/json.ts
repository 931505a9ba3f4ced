/** Readers for JSON from outside. A value of the wrong type counts as missing. */

/** A JSON object. */
export type JsonMap = Record<string, unknown>;

/** Whether a value is a JSON object (not a list, not null). */
export function isObject(value: unknown): value is JsonMap {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is an object, otherwise an empty object. */
export function objectOf(value: unknown): JsonMap {
	return isObject(value) ? value : {};
}

/** A copy without these fields. */
export function without<Source extends object, Key extends keyof Source>(
	source: Source,
	keys: Key[],
): Omit<Source, Key> {
	// Neither by spreading nor by deleting: V8 is several times slower at that for an object with many fields.
	const copy = {} as Source;
	for (const key in source) if (!keys.includes(key as string as Key)) copy[key] = source[key];
	return copy;
}

/**
 * A non-empty text, trimmed and well-formed, or a number as text; otherwise `null`. Well-formed, because half a
 * surrogate pair cannot be percent-encoded and some databases reject it.
 */
export function textOf(value: unknown): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' ? value.trim().toWellFormed() || null : null;
}

/** The same, but `null` if it is longer than `max` characters: a name in an unverified body could be megabytes long. */
export function shortTextOf(value: unknown, max = 200): string | null {
	return typeof value === 'string' && value.length > max ? null : textOf(value);
}

/** A text that is an http or https URL; otherwise `null`. Links are clicked on, so other schemes could do harm. */
export function webPageOf(value: unknown): string | null {
	const url = textOf(value);
	return url !== null && /^https?:\/\//i.test(url) ? url : null;
}

/** A finite number that is not negative, such as a count or a duration; otherwise `null`. */
export function countOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** A copy of a JSON value with another text in the place of each one; names and all other values stay as they are. */
export function withTexts<T>(json: T, change: (text: string) => string): T {
	const copy = (value: unknown): unknown => {
		if (typeof value === 'string') return change(value);
		if (Array.isArray(value)) return value.map(copy);
		if (!isObject(value)) return value;
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copy(inner)]));
	};
	return copy(json) as T;
}

/** The objects in a list; an empty list for anything else. */
export function objectsOf(value: unknown): JsonMap[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The non-empty texts in a list; an empty list for anything else. */
export function textsOf(value: unknown): string[] {
	if (!Array.isArray(value)) return [];
	return value.map(textOf).filter((text): text is string => text !== null);
}

/**
 * The entry of a table for a text from outside, in whatever case that is written; the keys of the table are in lower case.
 * `Object.hasOwn` keeps a text such as `constructor` from returning an inherited property.
 */
export function entryOf<T>(table: Record<string, T>, word: string | null | undefined): T | undefined {
	const key = word?.toLowerCase();
	return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
