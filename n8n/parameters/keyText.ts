/** Finds the traces of a broken expression in a text that should identify something. Pure. */
import { oneLine } from '../../core/text/words';

/** Texts that JavaScript creates when an object, or a missing value, is joined to a text. */
const OBJECT = /\[object \w+\]/;
const NOTHING = /undefined|NaN|\bnull|null\b/;

/**
 * Code that may join such a word to a text. An expression without it only passes on a value, and e.g. the name of a
 * branch may contain "null".
 */
const JOINS = /[+`]|\b(concat|join|toString|stringify|String)\b/;

/**
 * Says which part of a key is broken and therefore the same for all items, as in `build-{{ $json.commit }}` if `commit`
 * is an object; `null` if no part is.
 *
 * @param parameter the parameter as saved, a text with or without expressions
 * @param evaluate evaluates an expression such as `{{ $json.commit }}` for the item
 */
export function brokenPart(
	value: unknown,
	parameter: unknown,
	evaluate: (expression: string) => unknown,
): string | null {
	for (const expression of expressionsIn(parameter)) {
		const fault = faultOf(evaluate(expression), JOINS.test(expression));
		if (fault) return `${oneLine(expression, 100)} gives ${fault}`;
	}
	const fault = faultOf(value, false);
	return fault && `it is ${fault}`;
}

function expressionsIn(parameter: unknown): string[] {
	if (typeof parameter !== 'string' || !parameter.startsWith('=')) return [];
	const endings = parameter.split('}}').slice(0, -1);
	return endings.filter((text) => text.includes('{{')).map((text) => `${text.slice(text.indexOf('{{'))}}}`);
}

function faultOf(value: unknown, isJoined: boolean): string | null {
	if (value === undefined || value === null) return 'nothing';
	if (typeof value === 'boolean' || Number.isNaN(value)) return String(value);
	const text = String(value);
	if (OBJECT.test(text)) return typeof value === 'object' ? 'an object' : 'a text with an object in it';
	const [word] = (isJoined && NOTHING.exec(text)) || [];
	return word ? `a text with '${word}' in it` : null;
}
