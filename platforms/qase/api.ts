/** The calls this package makes to Qase, with exactly the documented paths, query names and bodies. */
import type { IDataObject } from 'n8n-workflow';

import { countOf, isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { ApiContext, Call } from '../../n8n/transport/contract';
import type { Keep } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import type { Limit } from '../../n8n/transport/budget';
import { callerOf } from '../../n8n/transport/request';
import { collectFromEnd, collectFromStart, type QaseList, type TimeFilters } from './longLists';
import { qaseService } from './service';
import { epochSeconds, qaseTime } from './time';
import type {
	QaseAttachment,
	QaseCase,
	QaseDefect,
	QaseDefectBody,
	QaseEntity,
	QaseIssueLink,
	QaseNewResult,
	QasePage,
	QaseProject,
	QaseResult,
	QaseRun,
	QaseRunBody,
	QaseRunChanges,
	QaseSystemField,
} from './wire';

/**
 * The calls for one n8n context. All of them throw NodeApiError.
 *
 * @param limit time limit for all calls together; without it each has the usual limit
 */
export function qaseApi(ctx: ApiContext, itemIndex = 0, limit?: Limit) {
	const caller = qaseCaller(ctx, itemIndex, limit);
	return {
		...runCalls(caller),
		...resultCalls(caller),
		...defectCalls(caller),
		...listCalls(caller),
	};
}

/** Sends calls of one context; the parameters are those of {@link qaseApi}. */
export function qaseCaller(ctx: ApiContext, itemIndex = 0, limit?: Limit): QaseCaller {
	const call = callerOf(qaseService, ctx, itemIndex, limit);
	return {
		call,
		list: <T extends object>(list: ListCall) => ({
			page: async (query) => await call({ ...list, query, method: 'GET', pick: RESULT.page<T> }),
			warn: call.warn,
		}),
	};
}

/** The calls of {@link qaseApi}. */
export type QaseApi = ReturnType<typeof qaseApi>;

/** Projects, cases, plans and other things that pickers list or results refer to. */
function listCalls({ call, list }: QaseCaller) {
	const caseList = (code: string) =>
		list<QaseCase>({ purpose: 'list the cases', path: `/v1/case/${encodeURIComponent(code)}` });
	return {
		listProjects: async (limit: number) =>
			await collectFromStart(limit, list<QaseProject>({ purpose: 'list the projects', path: '/v1/project' })),

		/** `include` names the parts of a case that Qase sends on request only. */
		getCase: async (code: string, caseId: string, include?: string) =>
			await call({
				pick: RESULT.entity<QaseCase>,
				purpose: 'read the test case',
				method: 'GET',
				path: `/v1/case/${encodeURIComponent(code)}/${encodeURIComponent(caseId)}`,
				query: { include },
			}),

		/** One page of cases. */
		casePage: async (code: string, query: Query) => await caseList(code).page(query),

		/** Reads up to `limit` cases and returns what `keep` converts them to. */
		listCases: async <Kept>(code: string, limit: number, query: Query, keep: Keep<QaseCase, Kept>) =>
			await collectFromStart(limit, { ...caseList(code), query }, keep),

		listPlans: async (code: string, limit: number) => {
			const path = `/v1/plan/${encodeURIComponent(code)}`;
			return await collectFromStart(limit, list<QaseEntity>({ purpose: 'list the plans', path }));
		},

		/** One page of environments, milestones or suites, searched by title. */
		searchPage: async (kind: 'environment' | 'milestone' | 'suite', code: string, query: Query) => {
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

const STARTED: TimeFilters<QaseRun> = {
	from: 'from_start_time',
	to: 'to_start_time',
	write: (seconds) => seconds,
	read: Number,
	idOf: ({ id }) => id,
};

/** Listing, reading, creating and changing runs. */
function runCalls({ call, list }: QaseCaller) {
	return {
		/**
		 * Reads up to `limit` runs, the newest first, and returns what `keep` converts them to. Qase lists runs by
		 * ascending id and cannot sort them, so the list is read from its end.
		 */
		newestRuns: async <Kept>(
			code: string,
			limit: number,
			query: Query,
			keep: Keep<QaseRun, Kept>,
		): Promise<Kept[]> => {
			const path = `/v1/run/${encodeURIComponent(code)}`;
			const runs = list<QaseRun>({ purpose: 'list the runs', path });
			return await collectFromEnd(limit, { ...runs, query, times: STARTED }, keep);
		},

		/** All runs, ascending by id. */
		runList: (code: string) =>
			list<QaseRun>({ purpose: 'list the runs', path: `/v1/run/${encodeURIComponent(code)}` }),

		getRun: async (code: string, runId: string, include?: string) =>
			await call({
				pick: RESULT.entity<QaseRun>,
				purpose: 'read the run',
				method: 'GET',
				path: runPath(code, runId),
				query: { include },
				isAbout: ({ id }) => Number(id) === Number(runId),
			}),

		/** Never sent a second time: that would create a second run, since there is no idempotency key. */
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

		/** Replaces the issue that a run is linked to; `null` removes the link. What Qase responds is not documented. */
		linkIssue: async (code: string, type: QaseIssueLink['type'], runId: number, issue: string | null) =>
			await call({
				pick: RESULT.anything,
				purpose: issue === null ? 'unlink the issue of the run' : 'link the run to an issue',
				method: 'POST',
				path: `/v1/run/${encodeURIComponent(code)}/external-issue`,
				body: { type, links: [{ run_id: runId, external_issue: issue }] } satisfies QaseIssueLink,
			}),
	};
}

function runPath(code: string, runId: string): string {
	return `/v1/run/${encodeURIComponent(code)}/${encodeURIComponent(runId)}`;
}

const ENDED: TimeFilters<QaseResult> = {
	from: 'from_end_time',
	to: 'to_end_time',
	write: (seconds) => qaseTime(seconds * 1000),
	read: (time) => epochSeconds(String(time)),
	idOf: ({ hash }) => hash,
};

/** Listing and creating results, and uploading files. */
function resultCalls({ call, list }: QaseCaller) {
	return {
		/** Reads up to `limit` results and returns what `keep` converts them to. undocumented: their order. */
		listResults: async <Kept = QaseResult>(
			code: string,
			limit: number,
			query: Query,
			keep?: Keep<QaseResult, Kept>,
		): Promise<Kept[]> => {
			const path = `/v1/result/${encodeURIComponent(code)}`;
			const results = list<QaseResult>({ purpose: 'list the results', path });
			return await collectFromStart(limit, { ...results, query, times: ENDED }, keep);
		},

		/**
		 * Adds results to a run. Qase responds with 202 and processes them later. Each result has an idempotency key, so
		 * the request may be sent again.
		 */
		createResults: async (code: string, runId: string, results: QaseNewResult[], purpose: string) =>
			await call({
				pick: RESULT.anything,
				purpose,
				method: 'POST',
				path: `/v2/${encodeURIComponent(code)}/run/${encodeURIComponent(runId)}/results`,
				body: { results },
				repeat: 'reads',
				inDoubt: 'A result that is sent again with the same ID is not added twice.',
			}),

		/** Uploads one file. Results and defects refer to it by the hash in the response. */
		uploadAttachment: async (code: string, file: { name: string; type: string; content: Buffer }) =>
			await call({
				pick: (json) => RESULT.list<QaseAttachment>(json)?.[0],
				purpose: `upload ${file.name}`,
				method: 'POST',
				path: `/v1/attachment/${encodeURIComponent(code)}`,
				files: [{ field: 'file[]', ...file }],
			}),
	};
}

/** Listing, reading, creating and resolving defects. */
function defectCalls({ call, list }: QaseCaller) {
	return {
		listDefects: async (code: string, limit: number, query: Query) => {
			const defects = list<QaseDefect>({ purpose: 'list the defects', path: defectsPath(code) });
			return await collectFromStart(limit, { ...defects, query });
		},

		/** One page of the defects. */
		defectPage: async (code: string, query: Query) =>
			await list<QaseDefect>({ purpose: 'list the defects', path: defectsPath(code) }).page(query),

		getDefect: async (code: string, defectId: number) =>
			await call({
				pick: RESULT.entity<QaseDefect>,
				purpose: 'read the defect',
				method: 'GET',
				path: `${defectsPath(code)}/${defectId}`,
			}),

		createDefect: async (code: string, body: QaseDefectBody) =>
			await call({
				pick: RESULT.entity<{ id: number }>,
				purpose: 'create a defect',
				method: 'POST',
				path: defectsPath(code),
				body: { ...body },
				inDoubt: 'Get Many Defects shows it, if it was created.',
			}),

		resolveDefect: async (code: string, defectId: number) =>
			await call({
				pick: RESULT.anything,
				purpose: 'resolve the defect',
				method: 'PATCH',
				path: `${defectsPath(code)}/resolve/${defectId}`,
			}),
	};
}

function defectsPath(code: string): string {
	return `/v1/defect/${encodeURIComponent(code)}`;
}

/** Extracts the result from a response. Some writes respond with `{ status: true }` only, or with an empty body. */
export const RESULT = {
	entity: <T extends { id: number }>(json: unknown) => {
		const result = objectOf(json).result;
		return isObject(result) && textOf(result.id) !== null ? (result as T) : undefined;
	},
	page: <T extends object>(json: unknown): QasePage<T> | undefined => {
		const { entities, filtered } = objectOf(objectOf(json).result);
		if (!Array.isArray(entities)) return undefined;
		return { entities: objectsOf(entities) as T[], filtered: countOf(filtered) };
	},
	list: <T extends object>(json: unknown): T[] | undefined => {
		const { result } = objectOf(json);
		return Array.isArray(result) ? (objectsOf(result) as T[]) : undefined;
	},
	anything: (json: unknown) => objectOf(objectOf(json).result) as IDataObject,
};

/** Sends calls of one context. */
interface QaseCaller {
	/** One call. */
	call<T>(details: Call<T>): Promise<T>;
	/** A list without filters, to be read page by page. */
	list<T extends object>(call: ListCall): QaseList<T>;
}

/** What is needed to request a list; `purpose` completes "Could not …". */
type ListCall = Pick<Call, 'purpose' | 'path'>;
