/** What a broken expression leaves in a text that is to tell one thing from others. Pure. */
import { oneLine } from '../../core/text/words';

/** Texts that JavaScript makes of what is no text: with an object, and where something is added to nothing. */
const OBJECT = /\[object \w+\]/;
const NOTHING = /undefined|NaN|\bnull|null\b/;

/** What may put such a word into a text; what an expression only hands on may hold it, e.g. the name of a branch. */
const JOINS = /[+`]|\b(concat|join|toString|stringify|String)\b/;

/**
 * Tells which part of a key is the same for all items, as in `build-{{ $json.commit }}` where that is an object; `null` when
 * none is.
 *
 * @param parameter the parameter as it is saved, a text with expressions or without
 * @param evaluate gives what an expression such as `{{ $json.commit }}` gives for the item
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
