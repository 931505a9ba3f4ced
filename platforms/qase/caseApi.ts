/** Listing cases, and the calls that tell what the numbers in them mean. */
import type { ApiContext } from '../../n8n/transport/contract';
import type { Keep } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import { qaseCaller, RESULT } from './api';
import { collectFromStart } from './longLists';
import type { QaseAuthor, QaseCase, QaseCustomField } from './wire';

/** The calls for one n8n context. All of them throw NodeApiError. */
export function caseApi(ctx: ApiContext, itemIndex = 0) {
	const { call, list } = qaseCaller(ctx, itemIndex);
	return {
		/** Reads up to `limit` cases and returns what `keep` converts them to. */
		listCases: async <Kept>(code: string, limit: number, query: Query, keep: Keep<QaseCase, Kept>) => {
			const path = `/v1/case/${encodeURIComponent(code)}`;
			const cases = list<QaseCase>({ purpose: 'list the cases', path });
			return await collectFromStart(limit, { ...cases, query }, keep);
		},

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
