/** The calls about test cases, and those that tell what the numbers in cases mean. */
import type { Keep } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import { RESULT, type QaseCaller } from './caller';
import { collectFromStart } from './longLists';
import type { QaseAuthor, QaseCase, QaseCustomField } from './wire';

/** Part of {@link qaseApi}. `include` names the parts of a case that Qase sends on request only. */
export function caseCalls({ call, list }: QaseCaller) {
	const cases = (code: string) =>
		list<QaseCase>({ purpose: 'list the cases', path: `/v1/case/${encodeURIComponent(code)}` });
	return {
		getCase: async (code: string, caseId: string, include?: string) =>
			await call({
				pick: RESULT.entity<QaseCase>,
				purpose: 'read the test case',
				method: 'GET',
				path: `/v1/case/${encodeURIComponent(code)}/${encodeURIComponent(caseId)}`,
				query: { include },
			}),

		/** One page of cases. */
		casePage: async (code: string, query: Query) => await cases(code).page(query),

		/** Reads up to `limit` cases and returns what `keep` converts them to. */
		listCases: async <Kept = QaseCase>(
			code: string,
			limit: number,
			query: Query,
			keep?: Keep<QaseCase, Kept>,
		): Promise<Kept[]> => await collectFromStart(limit, { ...cases(code), query }, keep),

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
