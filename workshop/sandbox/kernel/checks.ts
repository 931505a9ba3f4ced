/** Returns what is wrong with a value, as in "must be a boolean", or null if it is valid. */
export type Check = (value: unknown) => string | null;

/** A string of `min` (default 1) to `max` characters. */
export function text({ min = 1, max = 100_000 }: { min?: number; max?: number } = {}): Check {
	return (value) => {
		if (typeof value !== 'string') return 'must be a string';
		if (value.length < min) return min === 1 ? 'must not be empty' : `needs at least ${min} characters`;
		return value.length > max ? `is longer than ${max} characters` : null;
	};
}

/** A JSON number without a fractional part. */
export function integer({ min = -Infinity, max = Infinity }: { min?: number; max?: number } = {}): Check {
	return (value) => {
		if (typeof value !== 'number' || !Number.isInteger(value)) return 'must be an integer';
		return value < min || value > max ? `must be within ${min} and ${max}` : null;
	};
}

/** An integer as text, as in a query. */
export function integerText({ min, max }: { min: number; max: number }): Check {
	return (value) => {
		if (typeof value !== 'string' || !/^\d+$/.test(value)) return 'must be an integer';
		return Number(value) < min || Number(value) > max ? `must be within ${min} and ${max}` : null;
	};
}

/** `true` or `false` as text, as in a query. */
export const booleanText: Check = (value) =>
	value === 'true' || value === 'false' ? null : 'must be true or false';

/** A JSON boolean. */
export const boolean: Check = (value) => (typeof value === 'boolean' ? null : 'must be a boolean');

/** Any JSON object. */
export const object: Check = (value) => (isObject(value) ? null : 'must be an object');

/** Any value. */
export const anything: Check = () => null;

/** One of a list of words; case matters. */
export function oneOf(values: readonly string[]): Check {
	return (value) => (values.some((known) => known === value) ? null : `must be one of ${values.join(', ')}`);
}

/** An ISO 8601 date and time with a zone. */
export const dateTime: Check = (value) => {
	const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
	if (typeof value === 'string' && shape.test(value) && !Number.isNaN(Date.parse(value))) return null;
	return 'must be an ISO 8601 date-time with a zone';
};

/** An absolute http or https URL. */
export function httpUrl({ max = 2048 }: { max?: number } = {}): Check {
	return (value) => {
		if (typeof value !== 'string' || value.length > max) return `must be a URL of at most ${max} characters`;
		const protocol = URL.canParse(value) ? new URL(value).protocol : '';
		return protocol === 'http:' || protocol === 'https:' ? null : 'must be an http or https URL';
	};
}

/** An array in which each entry passes the check `entry`. */
export function listOf(
	entry: Check,
	{ min = 0, max = Infinity }: { min?: number; max?: number } = {},
): Check {
	return (value) => {
		if (!Array.isArray(value)) return 'must be an array';
		if (value.length < min) return `needs at least ${min} ${min === 1 ? 'entry' : 'entries'}`;
		if (value.length > max) return `takes at most ${max} entries`;
		const problem = value.map(entry).find((found) => found !== null);
		return problem ? `has an entry that ${problem}` : null;
	};
}

/** Null, or a value that passes `check`. */
export function nullable(check: Check): Check {
	return (value) => (value === null ? null : check(value));
}

/** A string that contains a JSON object whose values are all strings. */
export function jsonObjectText({ max }: { max: number }): Check {
	return (value) => {
		if (typeof value !== 'string') return 'must be a string that holds a JSON object';
		if (value.length > max) return `is longer than ${max} characters`;
		const parsed = parseJson(value);
		if (!isObject(parsed)) return 'must hold a JSON object';
		return Object.values(parsed).every((entry) => typeof entry === 'string')
			? null
			: 'must hold a JSON object of strings';
	};
}

/** Whether a value is a JSON object (not null, not an array). */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parsed JSON, or undefined if the text is not valid JSON. */
export function parseJson(content: string): unknown {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
}
