/** The calls this package makes to Qase, with exactly the documented paths, query names and bodies. */
import type { Query } from '../../n8n/transport/query';
import type { Limit } from '../../n8n/transport/budget';
import { callerOf } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { RESULT, type ListCall, type QaseCaller } from './answers';
import { defectCalls } from './defectCalls';
import { collectFromStart } from './longLists';
import { resultCalls } from './resultCalls';
import { runCalls } from './runCalls';
import { qaseService } from './service';
import type { QaseEntity, QaseProject, QaseSystemField } from './wire';

/** The typed API for one n8n context; `limit` is for all its calls together. All calls throw NodeApiError. */
export function qaseApi(ctx: ApiContext, itemIndex = 0, limit?: Limit) {
	const call = callerOf(qaseService, ctx, itemIndex, limit);
	const caller: QaseCaller = {
		call,
		list: <T extends object>(list: ListCall) => ({
			page: async (query) => await call({ ...list, query, method: 'GET', pick: RESULT.page<T> }),
			warn: call.warn,
		}),
	};
	return {
		...runCalls(caller),
		...resultCalls(caller),
		...defectCalls(caller),
		...listCalls(caller),
	};
}

/** The calls of {@link qaseApi}. */
export type QaseApi = ReturnType<typeof qaseApi>;

/** What pickers and reports look up. */
function listCalls({ call, list }: QaseCaller) {
	return {
		listProjects: async (limit: number) =>
			await collectFromStart(limit, list<QaseProject>({ purpose: 'list the projects', path: '/v1/project' })),

		getCase: async (code: string, caseId: string) =>
			await call({
				pick: RESULT.entity<QaseEntity>,
				purpose: 'read the test case',
				method: 'GET',
				path: `/v1/case/${encodeURIComponent(code)}/${encodeURIComponent(caseId)}`,
			}),

		listPlans: async (code: string, limit: number) => {
			const path = `/v1/plan/${encodeURIComponent(code)}`;
			return await collectFromStart(limit, list<QaseEntity>({ purpose: 'list the plans', path }));
		},

		/** One page of environments, milestones or cases, searched by title. */
		searchPage: async (kind: 'environment' | 'milestone' | 'case', code: string, query: Query) => {
			const path = `/v1/${kind}/${encodeURIComponent(code)}`;
			return await list<QaseEntity>({ purpose: `list the ${kind}s`, path }).page(query);
		},

		/** Groups of configurations; this list has no pages. */
		listConfigurations: async (code: string) => {
			const path = `/v1/configuration/${encodeURIComponent(code)}`;
			return (await list<QaseEntity>({ purpose: 'list the configurations', path }).page({})).entities;
		},

		/** The fields of the whole workspace with their options. */
		listSystemFields: async () =>
			await call({
				pick: RESULT.list<QaseSystemField>,
				purpose: 'list the system fields',
				method: 'GET',
				path: '/v1/system_field',
			}),
	};
}
