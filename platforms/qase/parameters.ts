/** Reads the parameters of `fields.ts`. */
import type { Input } from '../../n8n/parameters/input';

/** A text of at most `max` characters, where it is given. */
export function limitedText(input: Input, name: string, max: number): string | undefined {
	const text = input.optionalText(name);
	if (text !== undefined && text.length > max) {
		input.refuse(name, `has ${text.length} characters, and Qase takes ${max} at most`);
	}
	return text;
}

/** The same for a text that must not be empty. */
export function requiredText(input: Input, name: string, max: number): string {
	return limitedText(input, name, max) ?? input.text(name);
}

/** The environment, by id or by slug. */
export function environmentOf(fields: Input): { environment_id?: number; environment_slug?: string } {
	const slug = limitedText(fields, 'environmentSlug', 255);
	const id = optionalId(fields, 'environmentId');
	if (slug !== undefined && id !== undefined) {
		fields.refuse('environmentSlug', 'is given beside an environment', 'Name the environment in one way.');
	}
	return { environment_id: id, environment_slug: slug };
}

/** Reads `projectCode` and the parameter of the run: a run page's address has to be one of the project. */
export function readRunPlace(input: Input, name = 'runId'): { code: string; runId: string } {
	const code = input.text('projectCode');
	const given = input.text(name);
	if (!/^https?:\/\//i.test(given)) return { code, runId: wholeNumber(input, name, given) };
	const [, pageCode, runId] = /\/run\/([^/?#]+)\/dashboard\/(\d+)/.exec(given) ?? [];
	if (runId === undefined) {
		input.refuse(
			name,
			'holds an address that is not a run page',
			'Use an address such as https://app.qase.io/run/SHOP/dashboard/12, or the number of the run alone.',
		);
	}
	if (pageCode.toUpperCase() !== code.toUpperCase()) {
		input.refuse(
			name,
			`is a run of the project ${pageCode}, not of ${code}`,
			'Choose the project of the run.',
		);
	}
	return { code, runId };
}

/** `trustVerdict` of the Options. */
export function trustsVerdict(input: Input): boolean {
	return input.group('options').flag('trustVerdict');
}

/** An id that is a whole number from 1 on; `undefined` when empty. */
export function optionalId(input: Input, name: string): number | undefined {
	const text = input.optionalText(name);
	return text === undefined ? undefined : Number(wholeNumber(input, name, text));
}

/** An id that is a whole number from 1 on. */
export function requiredId(input: Input, name: string): number {
	return Number(wholeNumber(input, name, input.text(name)));
}

/** The ids in the rows of `cases` or `configurations`. */
export function rowIds(input: Input, name: string): number[] {
	return rows(input, name)
		.flatMap(({ id }) => String(locatedValue(id) ?? '').split(','))
		.map((id) => id.trim())
		.filter((id) => id !== '')
		.map((id) => Number(wholeNumber(input, name, id)));
}

/** Values by field id of `customFields`; Qase takes texts alone. `undefined` when there are none. */
export function customFields(input: Input): Record<string, string> | undefined {
	const given = rows(input, 'customFields').map(({ id, value }) => [
		String(id ?? '').trim() || input.refuse('customFields', 'has a row without a field ID'),
		String(value ?? ''),
	]);
	return given.length === 0 ? undefined : (Object.fromEntries(given) as Record<string, string>);
}

function rows(input: Input, name: string): Array<Record<string, unknown>> {
	const given = (input.json(name) ?? {}) as { rows?: Array<Record<string, unknown>> };
	return Array.isArray(given.rows) ? given.rows : [];
}

function locatedValue(value: unknown): unknown {
	return typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
}

/** The text, if it is a whole number from `least` (0 or 1) on. */
export function wholeNumber(input: Input, name: string, text: string, least = 1): string {
	const isFine = /^(0|[1-9]\d{0,15})$/.test(text) && Number(text) >= least;
	return isFine ? text : input.refuse(name, `is not a number from ${least} on: ${text}`);
}
