/** Checks JSON against a shape that is written down as data. Pure. */
import { isObject, type JsonMap } from '../../core/text/json';

/** What a value has to be. `null` is allowed where `nullable`. */
export type Shape = { nullable?: true } & (
	| { is: 'text'; max?: number; notEmpty?: true; oneOf?: string[] }
	/** A whole number where `whole`, from `min` to `max`. */
	| { is: 'number'; whole?: true; min: number; max?: number; called?: string }
	| { is: 'flag' }
	| { is: 'list'; of: Shape | (() => Shape) }
	/** Any names, with values of one shape. */
	| { is: 'map'; of: Shape }
	/** These names and no others. */
	| { is: 'object'; fields: Record<string, Shape>; required?: string[] }
);

/** Deeper than any real result is nested. */
const DEEPEST = 200;

/** What is wrong with a value, beginning with the path of the wrong part; `null` if nothing is. */
export function problemWith(value: unknown, shape: Shape, path: string, depth = 0): string | null {
	if (value === null && shape.nullable) return null;
	if (depth > DEEPEST) return `${path} is nested too deeply`;
	const inner = (part: unknown, of: Shape, name: string) =>
		problemWith(part, of, `${path}${name}`, depth + 1);
	switch (shape.is) {
		case 'text':
			return textProblem(value, shape, path);
		case 'number':
			return isNumber(value, shape) ? null : `${path} must be ${shape.called ?? numberInWords(shape)}`;
		case 'flag':
			return typeof value === 'boolean' ? null : `${path} must be true or false`;
		case 'list': {
			if (!Array.isArray(value)) return `${path} must be a list`;
			const of = typeof shape.of === 'function' ? shape.of() : shape.of;
			return firstOf(value.keys(), (index) => inner(value[index], of, `[${index}]`));
		}
		case 'map':
			if (!isObject(value)) return `${path} must be an object`;
			return firstOf(Object.keys(value), (name) => inner(value[name], shape.of, `.${name}`));
		case 'object':
			return isObject(value) ? objectProblem(value, shape, path, depth) : `${path} must be an object`;
	}
}

type Of<Kind extends Shape['is']> = Extract<Shape, { is: Kind }>;

function textProblem(value: unknown, { max, notEmpty, oneOf }: Of<'text'>, path: string): string | null {
	if (typeof value !== 'string') return `${path} must be a text`;
	if (notEmpty && value.trim() === '') return `${path} is empty`;
	if (oneOf && !oneOf.includes(value)) return `${path} must be one of ${oneOf.join(', ')}`;
	if (max === undefined || value.length <= max) return null;
	return `${path} has ${value.length} characters, ${max} are the most`;
}

function isNumber(value: unknown, { whole, min, max = Infinity }: Of<'number'>): boolean {
	const isWanted =
		typeof value === 'number' && (whole ? Number.isSafeInteger(value) : Number.isFinite(value));
	return isWanted && value >= min && value <= max;
}

function numberInWords({ whole, min }: Of<'number'>): string {
	return `a ${whole ? 'whole ' : ''}number from ${min} on`;
}

function objectProblem(
	value: JsonMap,
	{ fields, required = [] }: Of<'object'>,
	path: string,
	depth: number,
): string | null {
	const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
	if (unknown !== undefined) return `${path}.${unknown} is no field that Qase knows`;
	const missing = required.find((name) => value[name] === undefined || value[name] === null);
	if (missing !== undefined) return `${path}.${missing} is missing`;
	return firstOf(Object.keys(value), (name) =>
		value[name] === undefined ? null : problemWith(value[name], fields[name], `${path}.${name}`, depth + 1),
	);
}

function firstOf<Key>(keys: Iterable<Key>, problemAt: (key: Key) => string | null): string | null {
	for (const key of keys) {
		const problem = problemAt(key);
		if (problem !== null) return problem;
	}
	return null;
}
