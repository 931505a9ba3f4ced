/** Looks up the titles of test cases, because a result contains only the id of its case. */
import { nullOn } from '../../n8n/transport/errors';
import { textOf } from '../../core/text/json';
import { collectPages } from '../../n8n/transport/paging';
import type { QaseApi } from './api';
import { following, PAGE_SIZE } from './longLists';

/** Up to this many cases are read one by one. For more, reading the list of all cases takes fewer requests. */
const MOST_SINGLE_READS = 20;

/** Titles by case id. A case that was deleted, or that is beyond the part of a list that Qase shows, is missing. */
export async function caseTitles(api: QaseApi, code: string, ids: string[]): Promise<Map<string, string>> {
	const wanted = new Set(ids);
	return wanted.size <= MOST_SINGLE_READS
		? await readOneByOne(api, code, [...wanted])
		: await readFromList(api, code, wanted);
}

async function readOneByOne(api: QaseApi, code: string, ids: string[]): Promise<Map<string, string>> {
	const titles = new Map<string, string>();
	await Promise.all(
		ids.map(async (id) => {
			const testCase = await api.getCase(code, id).catch(nullOn(404));
			const title = textOf(testCase?.title);
			if (title !== null) titles.set(id, title);
		}),
	);
	return titles;
}

async function readFromList(api: QaseApi, code: string, wanted: Set<string>): Promise<Map<string, string>> {
	const titles = new Map<string, string>();
	const read = async (offset = 0) => {
		const page = await api.searchPage('case', code, { limit: PAGE_SIZE, offset });
		for (const { id, title } of page.entities)
			if (wanted.has(String(id))) titles.set(String(id), textOf(title) ?? `Case ${id}`);
		const { entries, next } = following(offset, page);
		return { entries, next: titles.size < wanted.size ? next : null };
	};
	await collectPages(Infinity, read, () => []);
	return titles;
}
