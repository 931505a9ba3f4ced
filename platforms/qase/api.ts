/** The calls this package makes to Qase, with exactly the documented paths, query names and bodies. */
import type { IDataObject } from 'n8n-workflow';

import { sharedBudget } from '../../transport/budget';
import { countOf, isObject, objectOf, objectsOf, textOf } from '../../transport/json';
import { collectPages, type Keep } from '../../transport/paging';
import type { Query } from '../../transport/query';
import { send, warnOf, type ApiContext, type Call } from '../../transport/request';
import { qaseService } from './service';
import type {
	QaseEntity,
	QaseNewResult,
	QasePage,
	QaseProject,
	QaseResult,
	QaseRun,
	QaseRunBody,
	QaseRunChanges,
} from './wire';

/** The largest page; more is refused. */
export const PAGE_SIZE = 100;

/** What the answer carries. Some writes answer with `{ status: true }` alone. */
const RESULT = {
	entity: <T extends { id: number }>(json: unknown) => {
		const result = objectOf(json).result;
		return isObject(result) && textOf(result.id) !== null ? (result as T) : undefined;
	},
	page: <T extends object>(json: unknown): QasePage<T> | undefined => {
		const { entities, filtered } = objectOf(objectOf(json).result);
		if (!Array.isArray(entities)) return undefined;
		return { entities: objectsOf(entities) as T[], filtered: countOf(filtered) };
	},
	anything: (json: unknown) => objectOf(objectOf(json).result) as IDataObject,
};

/** The typed API for one n8n context; `budgetMs` is for all its calls together. All calls throw NodeApiError. */
export function qaseApi(ctx: ApiContext, itemIndex = 0, budgetMs?: number) {
	const budget = sharedBudget(budgetMs);
	const call = async <T>(details: Call<T>): Promise<T> =>
		await send(ctx, qaseService, { budget, ...details }, itemIndex);

	const warn = warnOf(ctx, qaseService);

	const page = async <T extends object>(list: ListCall): Promise<QasePage<T>> =>
		await call({ ...list, method: 'GET', pick: RESULT.page<T> });

	/** Up to `limit` entries from the start of a list. */
	const all = async <T extends object, Kept = T>(
		limit: number,
		list: ListCall,
		keep?: Keep<T, Kept>,
	): Promise<Kept[]> => {
		const read = async (offset = 0, wanted: number) => {
			const query = { ...list.query, limit: Math.min(PAGE_SIZE, wanted), offset };
			return following(offset, await page<T>({ ...list, query }));
		};
		return await collectPages(limit, read, keep, warn);
	};

	return {
		listProjects: async (limit: number) =>
			await all<QaseProject>(limit, { purpose: 'list the projects', path: '/v1/project' }),

		/** All runs that fit, ascending by id. */
		allRuns: async (code: string, query: Query, keep: Keep<QaseRun, QaseRun>) => {
			const path = `/v1/run/${encodeURIComponent(code)}`;
			return await all(Infinity, { purpose: 'list the runs', path, query }, keep);
		},

		/** Says of a list that is read page by page that it may lack entries. */
		warn,

		/** One page of runs, ascending by id. */
		runPage: async (code: string, query: Query) =>
			await page<QaseRun>({ purpose: 'list the runs', path: `/v1/run/${encodeURIComponent(code)}`, query }),

		getRun: async (code: string, runId: string, include?: string) =>
			await call({
				pick: RESULT.entity<QaseRun>,
				purpose: 'read the run',
				method: 'GET',
				path: runPath(code, runId),
				query: { include },
			}),

		/** Never repeated: there is no idempotency key, so a second call is a second run. */
		createRun: async (code: string, body: QaseRunBody) =>
			await call({
				pick: RESULT.entity<{ id: number }>,
				purpose: 'start a run',
				method: 'POST',
				path: `/v1/run/${encodeURIComponent(code)}`,
				body: { ...body },
				repeat: 'never',
				inDoubt: 'Get Many Runs finds it by its title, if it was started.',
			}),

		updateRun: async (code: string, runId: string, changes: QaseRunChanges) =>
			await call({
				pick: RESULT.anything,
				purpose: 'update the run',
				method: 'PATCH',
				path: runPath(code, runId),
				body: { ...changes },
			}),

		deleteRun: async (code: string, runId: string) =>
			await call({
				pick: RESULT.anything,
				purpose: 'delete the run',
				method: 'DELETE',
				path: runPath(code, runId),
			}),

		completeRun: async (code: string, runId: string) =>
			await call({
				pick: RESULT.anything,
				purpose: 'complete the run',
				method: 'POST',
				path: `${runPath(code, runId)}/complete`,
			}),

		publishRun: async (code: string, runId: string, status: boolean) =>
			await call({
				pick: RESULT.anything,
				purpose: status ? 'publish the run' : 'unpublish the run',
				method: 'PATCH',
				path: `${runPath(code, runId)}/public`,
				body: { status },
			}),

		listResults: async <Kept = QaseResult>(
			code: string,
			limit: number,
			query: Query,
			keep?: Keep<QaseResult, Kept>,
		): Promise<Kept[]> => {
			const path = `/v1/result/${encodeURIComponent(code)}`;
			return await all(limit, { purpose: 'list the results', path, query }, keep);
		},

		/** Adds results to a run; Qase takes them in later (202). Each has an idempotency key, so repeating is safe. */
		createResults: async (code: string, runId: string, results: QaseNewResult[], purpose: string) =>
			await call({
				pick: RESULT.anything,
				purpose,
				method: 'POST',
				path: `/v2/${encodeURIComponent(code)}/run/${encodeURIComponent(runId)}/results`,
				body: { results },
				repeat: 'reads',
			}),

		getCase: async (code: string, caseId: string) =>
			await call({
				pick: RESULT.entity<QaseEntity>,
				purpose: 'read the test case',
				method: 'GET',
				path: `/v1/case/${encodeURIComponent(code)}/${encodeURIComponent(caseId)}`,
			}),

		listPlans: async (code: string, limit: number) =>
			await all<QaseEntity>(limit, {
				purpose: 'list the plans',
				path: `/v1/plan/${encodeURIComponent(code)}`,
			}),

		/** One page of environments, milestones or cases, searched by title. */
		searchPage: async (kind: 'environment' | 'milestone' | 'case', code: string, query: Query) =>
			await page<QaseEntity>({
				purpose: `list the ${kind}s`,
				path: `/v1/${kind}/${encodeURIComponent(code)}`,
				query,
			}),

		/** Groups of configurations; this list has no pages. */
		listConfigurations: async (code: string) =>
			(
				await page<QaseEntity>({
					purpose: 'list the configurations',
					path: `/v1/configuration/${encodeURIComponent(code)}`,
				})
			).entities,
	};
}

/** The calls of {@link qaseApi}. */
export type QaseApi = ReturnType<typeof qaseApi>;

type ListCall = Pick<Call, 'purpose' | 'path' | 'query'>;

/** Pages end at `filtered`: `total` counts what the filters leave out, too. Without it they end with an empty one. */
export function following<T>(offset: number, { entities, filtered }: QasePage<T>) {
	const next = offset + entities.length;
	const isLast = filtered === null ? entities.length === 0 : next >= filtered;
	return { entries: entities, next: isLast ? null : next };
}

function runPath(code: string, runId: string): string {
	return `/v1/run/${encodeURIComponent(code)}/${encodeURIComponent(runId)}`;
}
