/** Reading fields of JSON that may be of any shape: a value of another type counts as missing. */

/** Any JSON object. */
export type Fields = Record<string, unknown>;

/** The value as an object without members where it is none. */
export function fields(value: unknown): Fields {
	return isObject(value) ? value : {};
}

/** The value as a list, empty where it is none. */
export function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The objects of a list. */
export function objects(value: unknown): Fields[] {
	const all = list(value);
	return all.every(isObject) ? all : all.filter(isObject);
}

/** The texts of a list. */
export function texts(value: unknown): string[] {
	return list(value).filter((entry) => typeof entry === 'string');
}

/** The value if it is a text that is not empty. */
export function text(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/** The value if it is a number. */
export function number(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The value if it is a whole number from 0 on, as a number or in digits. */
export function count(value: unknown): number | null {
	const given = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
	return typeof given === 'number' && Number.isInteger(given) && given >= 0 ? given : null;
}

/** Whether the value is an object with members, and no list. */
export function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
