/** Reads what the numbers in cases mean: choices, custom fields and authors, each once for the execution of a node. */
import { NodeApiError } from 'n8n-workflow';

import { textOf } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { qaseApi, qaseCaller, RESULT } from './api';
import { collectFromStart } from './longLists';
import type { CaseWords } from './normalizeCases';
import { QASE_CREDENTIAL } from './service';
import type { QaseAuthor, QaseCase, QaseCustomField } from './wire';

/** More authors than a team has. Each takes one request. */
const MOST_AUTHORS = 100;

/** Number of authors read at the same time. */
const PARALLEL_READS = 5;

/** The words for some cases, and what could not be read of them. */
export interface FoundWords extends CaseWords {
	/** In plain sentences, for one of the cases; `null` if nothing is missing. */
	noteFor(testCase: QaseCase): string | null;
}

/** Finds the words for some cases. What cannot be read is missing from them. */
export type FindWords = (cases: QaseCase[]) => Promise<FoundWords>;

/** What was read, or why it could not be. */
type Known<T> = { value: T; note: null } | { value: null; note: string };

/** By credential, per execution of a node: a credential can differ from item to item. */
const finders = new WeakMap<ApiContext, Map<string, FindWords>>();

/** The {@link FindWords} of the workspace that the credential of an item is of. */
export async function wordsFinder(ctx: ApiContext, itemIndex = 0): Promise<FindWords> {
	const { origin, token } = await ctx.getCredentials(QASE_CREDENTIAL, itemIndex);
	const known = finders.get(ctx) ?? new Map<string, FindWords>();
	finders.set(ctx, known);
	const key = JSON.stringify([origin, token]);
	const find = known.get(key) ?? finderOf(ctx, itemIndex);
	known.set(key, find);
	return find;
}

function finderOf(ctx: ApiContext, itemIndex: number): FindWords {
	const { listCaseFields, getAuthor } = wordCalls(ctx, itemIndex);
	const listSystemFields = qaseApi(ctx, itemIndex).listSystemFields;
	const systemFields = once(listSystemFields, 'Severity, priority and the like');
	const customFields = once(listCaseFields, 'The custom fields');
	const authors = new Map<string, Promise<Known<QaseAuthor>>>();
	const readAuthor = async (id: string) => {
		const isOneTooMany = !authors.has(id) && authors.size >= MOST_AUTHORS;
		if (isOneTooMany) return { value: null, note: `More than ${MOST_AUTHORS} authors are not read.` };
		const author = authors.get(id) ?? known(getAuthor(id), 'The author');
		authors.set(id, author);
		return await author;
	};
	return async (cases) => {
		const fields = await systemFields();
		const custom = cases.some(hasCustomFields) ? await customFields() : { value: [], note: null };
		const found = await readAuthors(cases, readAuthor);
		return {
			systemFields: fields.value,
			customFields: custom.value,
			authors: new Map([...found].flatMap(([id, { value }]) => (value === null ? [] : [[id, value]]))),
			noteFor(testCase) {
				const author = found.get(authorOf(testCase) ?? '');
				const notes = [fields.note, hasCustomFields(testCase) ? custom.note : null, author?.note];
				return notes.filter(Boolean).join(' ') || null;
			},
		};
	};
}

function wordCalls(ctx: ApiContext, itemIndex: number) {
	const { call, list } = qaseCaller(ctx, itemIndex);
	return {
		/** The custom fields that cases can have. Only v2 has their options as a list. */
		listCaseFields: async () => {
			const fields = list<QaseCustomField>({ purpose: 'list the custom fields', path: '/v2/custom_field' });
			return await collectFromStart(Infinity, { ...fields, query: { entity: 'case' } });
		},

		/** An author by the id in `author_id` of a case. */
		getAuthor: async (authorId: string) =>
			await call({
				pick: RESULT.entity<QaseAuthor>,
				purpose: 'read the author of a case',
				method: 'GET',
				path: `/v1/author/${encodeURIComponent(authorId)}`,
			}),
	};
}

async function readAuthors(
	cases: QaseCase[],
	read: (id: string) => Promise<Known<QaseAuthor>>,
): Promise<Map<string, Known<QaseAuthor>>> {
	const ids = [...new Set(cases.map(authorOf))].filter((id) => id !== null);
	const found = new Map<string, Known<QaseAuthor>>();
	for (let at = 0; at < ids.length; at += PARALLEL_READS) {
		const batch = ids.slice(at, at + PARALLEL_READS);
		const authors = await Promise.all(batch.map(read));
		batch.forEach((id, index) => found.set(id, authors[index]));
	}
	return found;
}

function authorOf({ author_id: id }: QaseCase): string | null {
	return textOf(id);
}

function hasCustomFields({ custom_fields: values }: QaseCase): boolean {
	return Array.isArray(values) && values.length > 0;
}

/** Reads something when it is first asked for, and never again. */
function once<T>(read: () => Promise<T>, what: string): () => Promise<Known<T>> {
	let reading: Promise<Known<T>> | undefined;
	return async () => await (reading ??= known(read(), what));
}

async function known<T>(reading: Promise<T>, what: string): Promise<Known<T>> {
	return await reading.then((value) => ({ value, note: null }), unreadable(what));
}

/** Rethrows what is no NodeApiError. */
function unreadable(what: string): (error: unknown) => { value: null; note: string } {
	return (error) => {
		if (!(error instanceof NodeApiError)) throw error;
		return { value: null, note: `${what} could not be read. ${error.message}.` };
	};
}
