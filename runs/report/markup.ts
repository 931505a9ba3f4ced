/** HTML and XML written as template strings in which every value is escaped. */

/** Text that is markup already. */
export interface Markup {
	markup: string;
}

type Value = string | number | Markup | Markup[] | null;

/** Markup from a template string; texts and numbers are escaped, `null` is nothing, a list is joined. */
export function markup(parts: TemplateStringsArray, ...values: Value[]): Markup {
	return { markup: parts.reduce((text, part, index) => text + written(values[index - 1]) + part) };
}

/** Text for a place between tags or in a quoted attribute, in HTML as in XML. */
export function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function written(value: Value): string {
	if (value === null) return '';
	if (Array.isArray(value)) return value.map(written).join('');
	return typeof value === 'object' ? value.markup : escaped(String(value));
}
