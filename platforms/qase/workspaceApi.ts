/** The calls that are about the whole workspace: search, custom fields, authors and users (contract: 2.8, 2.9). */
import { NodeApiError } from 'n8n-workflow';

import { countOf, objectOf, objectsOf } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { statusOf } from '../../n8n/transport/errors';
import type { Keep } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import { qaseCaller } from './api';
import { collectFromStart } from './longLists';
import type { QaseAuthor, QaseCustomField, QaseFound, QasePage, QaseUser } from './wire';

/** What custom fields can belong to. */
export type FieldOwner = 'case' | 'defect' | 'run';

/** The calls for one n8n context. All of them throw NodeApiError. */
export function workspaceApi(ctx: ApiContext, itemIndex = 0) {
	const { call, list } = qaseCaller(ctx, itemIndex);
	return {
		/** Reads up to `limit` of what the query finds and returns what `keep` converts it to. */
		search: async <Kept>(query: string, limit: number, keep: Keep<QaseFound, Kept>): Promise<Kept[]> => {
			const place = { purpose: 'search by QQL', path: '/v1/search' };
			const page = async (part: Query) =>
				await call({ ...place, method: 'GET', query: { query, ...part }, pick: foundPage });
			return await collectFromStart(limit, { ...list<QaseFound>(place), page }, keep);
		},

		/** The custom fields of runs, cases or defects. Only version 2 sends their choices as a list. */
		listCustomFields: async (entity: FieldOwner, limit: number) => {
			const fields = list<QaseCustomField>({ purpose: 'list the custom fields', path: '/v2/custom_field' });
			return await collectFromStart(limit, { ...fields, query: { entity } });
		},

		/** One page of the people who can be authors, searched by name. */
		authorPage: async (query: Query) =>
			await list<QaseAuthor>({ purpose: 'list the authors', path: '/v1/author' }).page({
				type: 'user',
				...query,
			}),

		listUsers: async (limit: number) =>
			await collectFromStart(limit, list<QaseUser>({ purpose: 'list the users', path: '/v1/user' })),
	};
}

/** A page of a search has no `filtered`: its `total` counts what the query finds. */
function foundPage(json: unknown): QasePage<QaseFound> | undefined {
	const { entities, total } = objectOf(objectOf(json).result);
	if (!Array.isArray(entities)) return undefined;
	return { entities: objectsOf(entities) as QaseFound[], filtered: countOf(total) };
}

/** For `search(…).catch(…)`: says what a search needs where the plan or the role does not allow it. Throws the error. */
export function withPlanAdvice(error: unknown): never {
	const isRefused = error instanceof NodeApiError && [402, 403].includes(statusOf(error) ?? 0);
	if (isRefused) error.description = [error.description, SEARCH_NEEDS].filter(Boolean).join(' ');
	throw error;
}

const SEARCH_NEEDS =
	"Searching by QQL is part of Qase's Business (newer name: Teams) and Enterprise plans. On another plan use the Get Many operations with their filters.";
