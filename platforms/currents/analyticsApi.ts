/** The calls to Currents about many runs together, with exactly the documented paths and query names. */
import type { IDataObject } from 'n8n-workflow';

import { countOf, isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { ApiContext, Call } from '../../n8n/transport/contract';
import { collectPages, type Page } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import { callerOf } from '../../n8n/transport/request';
import { PAGE_SIZE } from './api';
import { currentsService } from './service';
import type { CurrentsErrorGroup, CurrentsInsights, CurrentsMeasured } from './wire';

/** The typed calls for one n8n context. All of them throw NodeApiError. */
export function analyticsApi(ctx: ApiContext, itemIndex = 0) {
	const call = callerOf(currentsService, ctx, itemIndex);

	/** Lists with numbered pages. All pages have the same size, as their numbers count pages of that size. */
	const list = async <T>(limit: number, details: Pick<Call, 'purpose' | 'path' | 'query'>): Promise<T[]> => {
		const size = Math.min(PAGE_SIZE, limit);
		const read = async (page: number | undefined) => {
			const query = { ...details.query, limit: size, ...(page === undefined ? {} : { page }) };
			return await call({ ...details, method: 'GET', query, pick: numberedPage<T> });
		};
		return await collectPages(limit, read, undefined, call.warn);
	};

	return {
		/** What is known of failures, prepared for a language model. */
		failureContext: async (query: Query) =>
			await call({
				purpose: 'read the context of the failure',
				method: 'GET',
				path: '/context',
				query,
				plainTextToo: true,
				pick: contextOf,
			}),

		/** Errors of the tests of some days, each with how often it occurred. */
		listErrors: async (projectId: string, limit: number, query: Query) =>
			await list<CurrentsErrorGroup>(limit, errorsCall(projectId, query)),

		/** How often errors occurred, by time. */
		errorTimeline: async (projectId: string, query: Query) =>
			await call({ ...errorsCall(projectId, query), method: 'GET', pick: timelineOf }),

		/** Counts of the runs and tests of a project over some days, in all and by time. */
		projectInsights: async (projectId: string, query: Query) =>
			await call({
				purpose: 'read the insights of the project',
				method: 'GET',
				path: `/projects/${encodeURIComponent(projectId)}/insights`,
				query,
				pick: insightsOf,
			}),

		/** Tests with their metrics over some days. */
		listTests: async (projectId: string, limit: number, query: Query) =>
			await list<CurrentsMeasured>(limit, {
				purpose: 'list the tests',
				path: `/tests/${encodeURIComponent(projectId)}`,
				query,
			}),

		/** Spec files with their metrics over some days. */
		listSpecFiles: async (projectId: string, limit: number, query: Query) =>
			await list<CurrentsMeasured>(limit, {
				purpose: 'list the spec files',
				path: `/spec-files/${encodeURIComponent(projectId)}`,
				query,
			}),
	};
}

/**
 * The context as Currents sends it. Undocumented: its shape, and whether it is in `data` as in the other responses; both
 * are read.
 */
function contextOf(
	json: unknown,
	text?: string,
): { context: IDataObject | IDataObject[] | string } | undefined {
	const context = text ?? (isObject(json) && json.data !== undefined ? json.data : json);
	const isUsable = isObject(context) || Array.isArray(context) || textOf(context) !== null;
	return isUsable ? { context: context as IDataObject } : undefined;
}

function errorsCall(projectId: string, query: Query) {
	return { purpose: 'list the errors', path: `/errors/${encodeURIComponent(projectId)}`, query };
}

function timelineOf(json: unknown): IDataObject[] | undefined {
	const { timeline } = objectOf(objectOf(json).data);
	return Array.isArray(timeline) ? (objectsOf(timeline) as IDataObject[]) : undefined;
}

function insightsOf(json: unknown): CurrentsInsights | undefined {
	const data = isObject(json) ? json.data : undefined;
	return isObject(data) && isObject(data.results) ? (data as CurrentsInsights) : undefined;
}

/** A page is the last one if `nextPage` is `false`; without `nextPage`, there may be more. */
function numberedPage<T>(json: unknown): Page<T, number> | undefined {
	const data = isObject(json) ? json.data : undefined;
	if (!isObject(data) || !Array.isArray(data.list)) return undefined;
	const entries = objectsOf(data.list) as T[];
	const { nextPage } = data;
	if (typeof nextPage === 'number') return { entries, next: nextPage };
	const isLast = nextPage === false || entries.length === 0;
	return isLast
		? { entries, next: null }
		: { entries, next: null, cutShort: 'it does not say where it continues' };
}

/** An entry of the explorers as an item: its metrics beside its name, under the names that Currents has for them. */
export function measuredItem({ metrics, spec, ...entry }: CurrentsMeasured): IDataObject {
	return { ...metrics, ...entry, file: spec ?? null };
}

/** An error as an item: how often it occurred, and in how many tests and on how many branches. */
export function errorItem(error: CurrentsErrorGroup): IDataObject {
	const { tests, branches } = objectOf(error.details);
	return {
		message: textOf(error.message),
		category: textOf(error.error_category),
		action: textOf(error.error_action),
		target: textOf(error.error_target),
		count: countOf(error.count),
		tests: countOf(objectOf(tests).count),
		branches: countOf(objectOf(branches).count),
	};
}
