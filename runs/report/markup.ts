/** HTML and XML written as template strings in which every value is escaped. */

/** Text that is markup already. */
export interface Markup {
	markup: string;
}

type Value = string | number | Markup | Markup[] | null;

const SPECIAL = /[&<>"']/;
const ALL_SPECIAL = new RegExp(SPECIAL, 'g');

/** Markup from a template string; texts and numbers are escaped, `null` is nothing, a list is joined. */
export function markup(parts: TemplateStringsArray, ...values: Value[]): Markup {
	let text = parts[0];
	for (let index = 0; index < values.length; index++) text += written(values[index]) + parts[index + 1];
	return { markup: text };
}

/** Text for a place between tags or in a quoted attribute, in HTML as in XML. */
export function escaped(text: string): string {
	// Most texts hold nothing special, which a search finds out sooner than a replacement does.
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
