/** Reads the cases of results: a result contains only the id of its case. */
import { nullOn } from '../../n8n/transport/errors';
import { collectPages } from '../../n8n/transport/paging';
import type { QaseApi } from './api';
import { following, PAGE_SIZE } from './longLists';
import type { QaseCase } from './wire';

/** Up to this many cases are read one by one. For more, reading the list of all cases takes fewer requests. */
const MOST_SINGLE_READS = 20;

/** Cases by id, without their texts. One that was deleted, or that is beyond the part of a list that Qase shows, is missing. */
export async function casesById(api: QaseApi, code: string, ids: string[]): Promise<Map<string, QaseCase>> {
	const wanted = new Set(ids);
	return wanted.size <= MOST_SINGLE_READS
		? await readOneByOne(api, code, [...wanted])
		: await readFromList(api, code, wanted);
}

async function readOneByOne(api: QaseApi, code: string, ids: string[]): Promise<Map<string, QaseCase>> {
	const cases = new Map<string, QaseCase>();
	await Promise.all(
		ids.map(async (id) => {
			const testCase = await api.getCase(code, id).catch(nullOn(404));
			if (testCase !== null) cases.set(id, withoutTexts(testCase));
		}),
	);
	return cases;
}

async function readFromList(api: QaseApi, code: string, wanted: Set<string>): Promise<Map<string, QaseCase>> {
	const cases = new Map<string, QaseCase>();
	const read = async (offset = 0) => {
		const page = await api.casePage(code, { limit: PAGE_SIZE, offset });
		for (const testCase of page.entities) {
			if (wanted.has(String(testCase.id))) cases.set(String(testCase.id), withoutTexts(testCase));
		}
		const { entries, next } = following(offset, page);
		return { entries, next: cases.size < wanted.size ? next : null };
	};
	await collectPages(Infinity, read, () => []);
	return cases;
}

/** Drops steps, descriptions and attachments, which are the largest part of a case. */
function withoutTexts(testCase: QaseCase): QaseCase {
	const { id, title, severity, priority, type, behavior, layer, status, is_flaky } = testCase;
	const { isManual, isToBeAutomated, milestone_id, suite_id, custom_fields, tags, author_id } = testCase;
	return {
		...{ id, title, severity, priority, type, behavior, layer, status, is_flaky },
		...{ isManual, isToBeAutomated, milestone_id, suite_id, custom_fields, tags, author_id },
	};
}
