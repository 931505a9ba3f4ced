/** Converts test cases to what people read: numbers become the words that the workspace has for them. Pure. */
import { entryOf, objectsOf, textOf, textsOf } from '../../core/text/json';
import { toIso } from '../../core/text/time';
import type { QaseAuthor, QaseCase, QaseCustomField, QaseSystemField } from './wire';

/** A case in words. What is not known is `null`. */
export interface CaseDetails {
	id: number;
	title: string | null;
	/** Name of the author of the case; Qase knows no other owner. */
	owner: string | null;
	severity: string | null;
	priority: string | null;
	type: string | null;
	behavior: string | null;
	layer: string | null;
	status: string | null;
	automation: 'manual' | 'to be automated' | 'automated' | null;
	flaky: boolean | null;
	suiteId: number | null;
	milestoneId: number | null;
	tags: string[];
	/** By title of the field; `null` if the fields could not be read. */
	customFields: Record<string, CustomValue> | null;
}

/** A value of a custom field. Of several choices it is a list. */
export type CustomValue = string | string[] | boolean | null;

/** A case with its texts, as an output item. */
export interface CaseSummary extends CaseDetails {
	description: string | null;
	preconditions: string | null;
	postconditions: string | null;
	createdAt: string | null;
	updatedAt: string | null;
	/** As Qase sends them; absent if they were not asked for. */
	externalIssues?: object[];
}

/** What the numbers in cases mean; `null` if it could not be read. */
export interface CaseWords {
	systemFields: QaseSystemField[] | null;
	customFields: QaseCustomField[] | null;
	/** By the id in `author_id`. */
	authors: Map<string, QaseAuthor>;
}

/** The details of a case. */
export function caseDetails(testCase: QaseCase, words: CaseWords): CaseDetails {
	const word = (field: keyof QaseCase) => optionTitle(words.systemFields, String(field), testCase[field]);
	return {
		id: testCase.id,
		title: textOf(testCase.title),
		owner: textOf(words.authors.get(textOf(testCase.author_id) ?? '')?.name),
		severity: word('severity'),
		priority: word('priority'),
		type: word('type'),
		behavior: word('behavior'),
		layer: word('layer'),
		status: word('status'),
		automation: automationOf(testCase),
		flaky: entryOf(FLAKY, textOf(testCase.is_flaky)) ?? null,
		suiteId: testCase.suite_id ?? null,
		milestoneId: testCase.milestone_id ?? null,
		tags: textsOf(objectsOf(testCase.tags).map(({ title }) => title)),
		customFields: words.customFields && customValues(testCase, words.customFields),
	};
}

/** The same with the texts of the case. */
export function caseSummary(testCase: QaseCase, words: CaseWords): CaseSummary {
	const { external_issues: externalIssues } = testCase;
	return {
		...caseDetails(testCase, words),
		description: textOf(testCase.description),
		preconditions: textOf(testCase.preconditions),
		postconditions: textOf(testCase.postconditions),
		createdAt: toIso(testCase.created_at),
		updatedAt: toIso(testCase.updated_at),
		...(externalIssues === undefined ? {} : { externalIssues: objectsOf(externalIssues) }),
	};
}

const FLAKY: Record<string, boolean> = { 0: false, 1: true };

/**
 * Title of an option of a system field.
 *
 * undocumented: the slugs of the fields; that of severity is `severity`, so the others are taken to be named like the
 * fields of a case as well. `null` for what is not found.
 */
function optionTitle(fields: QaseSystemField[] | null, slug: string, id: unknown): string | null {
	const field = fields?.find((candidate) => candidate.slug === slug);
	const option = objectsOf(field?.options).find((candidate) => textOf(candidate.id) === textOf(id));
	return textOf(option?.title) ?? textOf(option?.slug);
}

/** Qase has two flags for it; the second one counts for manual cases only. */
function automationOf({ isManual, isToBeAutomated }: QaseCase): CaseDetails['automation'] {
	if (isManual === false) return 'automated';
	if (isManual !== true || typeof isToBeAutomated !== 'boolean') return null;
	return isToBeAutomated ? 'to be automated' : 'manual';
}

/** The values by title; by id where the field is not known, or where two fields have the same title. */
function customValues(testCase: QaseCase, fields: QaseCustomField[]): Record<string, CustomValue> {
	const values = new Map<string, CustomValue>();
	for (const { id, value } of objectsOf(testCase.custom_fields)) {
		const field = fields.find((candidate) => candidate.id === id);
		const title = textOf(field?.title) ?? `Field ${textOf(id)}`;
		values.set(values.has(title) ? `${title} (${textOf(id)})` : title, customValue(value, field));
	}
	return Object.fromEntries(values);
}

/** A value as the contract describes those that are written: always a text. A member stays the number that it is. */
function customValue(value: unknown, field: QaseCustomField | undefined): CustomValue {
	const text = textOf(value);
	if (field?.type === 'checkbox') return value === '' ? false : text === '1' ? true : text;
	if (text === null) return null;
	const titleOf = (id: string) => textOf(optionOf(field, id.trim())?.title) ?? id.trim();
	if (field?.type === 'multiselect') return text.split(',').map(titleOf);
	return field?.type === 'selectbox' || field?.type === 'radio' ? titleOf(text) : text;
}

function optionOf(field: QaseCustomField | undefined, id: string) {
	return objectsOf(field?.value).find((option) => textOf(option.id) === id);
}
