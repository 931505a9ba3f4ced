/** HTML and XML written as template strings in which every value is escaped. */

import { joinInTurns, type GiveWay } from '../text/inTurns';

/** Text that is already markup. */
export interface Markup {
	markup: string;
}

type Value = string | number | Markup | Markup[] | null;

const SPECIAL = /[&<>"']/;
const ALL_SPECIAL = new RegExp(SPECIAL, 'g');

/** Markup from a template string. Texts and numbers are escaped, `null` becomes nothing, lists are joined. */
export function markup(parts: TemplateStringsArray, ...values: Value[]): Markup {
	let text = parts[0];
	for (let index = 0; index < values.length; index++) text += written(values[index]) + parts[index + 1];
	return { markup: text };
}

/** ` name="value"`; `null`, which becomes nothing, if there is no value. */
export function attribute(name: string, value: string | number | null | undefined): Markup | null {
	return value === null || value === undefined ? null : { markup: ` ${name}="${escaped(String(value))}"` };
}

/** The markup of all items, one after the other; for lists of unlimited length. */
export async function markupOfEach<T>(
	items: T[],
	toMarkup: (item: T, index: number) => Markup,
	giveWay: GiveWay,
): Promise<Markup> {
	return { markup: await joinInTurns(items, (item, index) => toMarkup(item, index).markup, '', giveWay) };
}

/** Text between tags or in a quoted attribute, for HTML and XML. */
export function escaped(text: string): string {
	// Most texts contain nothing special, and a search is faster than a replacement.
	return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, reference) : text;
}

function reference(character: string): string {
	return `&#${character.charCodeAt(0)};`;
}

function written(value: Value): string {
	if (value === null) return '';
	if (Array.isArray(value)) return value.map(written).join('');
	return typeof value === 'object' ? value.markup : escaped(String(value));
}
