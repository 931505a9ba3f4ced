/** Reads the parameters that consist of rows: cases, configurations and custom fields. */
import { isObject, textOf } from '../../core/text/json';
import { located, type Input } from '../../n8n/parameters/input';
import { wholeNumber } from './fields';

/** The ids in the rows of `cases`; at least one. */
export function someCases(input: Input): number[] {
	return rowIds(input, 'cases', 'case') ?? input.refuse('cases', 'is empty', 'Add at least one case.');
}

/** The ids in the rows of `configurations`; `undefined` if there are no rows. */
export function configurationIds(fields: Input): number[] | undefined {
	return rowIds(fields, 'configurations', 'configuration');
}

/**
 * Each id once: several failures may be of one case. A row holds one id, or several: separated by commas, or in a list.
 * `what` is what they are ids of.
 */
function rowIds(input: Input, name: string, what: string): number[] | undefined {
	const ids = rows(input, name).flatMap(({ id }) =>
		idsIn(rowText(input, name, what, withoutGaps(located(id)))),
	);
	if (ids.includes('')) input.refuse(name, `has a row without a ${what}`);
	return ids.length === 0 ? undefined : [...new Set(ids)].map((id) => Number(wholeNumber(input, name, id)));
}

/** A list without its empty entries, such as those of results without a case; any other value as it is. */
function withoutGaps(value: unknown): unknown {
	return Array.isArray(value) ? value.filter((entry) => entry !== null && entry !== undefined) : value;
}

/** The ids in a text; one empty text if there are none. */
function idsIn(text: string): string[] {
	const ids = text.split(',').map((id) => id.trim());
	return ids.every((id) => id === '') ? [''] : ids.filter((id) => id !== '');
}

/** The rows of a parameter. Each of their fields may be a locator. */
export function rows(input: Input, name: string): Array<Record<string, unknown>> {
	if (input.isBlank(name)) input.refuse(name, 'is empty');
	const given = input.json(name) ?? {};
	const isUnused = isObject(given) && Object.keys(given).length === 0;
	const list = isUnused ? [] : isObject(given) ? given.rows : given;
	return Array.isArray(list) && list.every(isObject)
		? list
		: input.refuse(name, 'is not a list of rows', 'An expression gives a list such as [{ "id": 7 }].');
}

/**
 * The text in a field of a row; may be empty. Texts and numbers of a list are joined by commas, as Qase requires. What
 * an expression does not return is refused.
 *
 * @param what what the field holds, for the error
 */
export function rowText(input: Input, name: string, what: string, field: unknown): string {
	const entries = [located(field)].flat();
	if (entries.some((entry) => entry === undefined || entry === null)) {
		input.refuse(
			name,
			`has a row without a ${what}`,
			'If it holds an expression, check what the expression gives.',
		);
	}
	if (entries.some((entry) => typeof entry === 'object')) {
		input.refuse(name, `has a ${what} that is neither a text, a number nor a list of them`);
	}
	return entries.map(String).join(',');
}

/** The same for a field that is optional, where an expression may return nothing; trimmed, `null` if there is no text. */
export function optionalRowText(input: Input, name: string, what: string, field: unknown): string | null {
	return textOf(rowText(input, name, what, field ?? ''));
}
