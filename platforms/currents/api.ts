/** The calls to Currents that we use, with exactly the documented paths, query names and bodies. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf } from '../../core/text/json';
import { collectPages, type Keep, type Page } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import type { Limit } from '../../n8n/transport/budget';
import { callerOf } from '../../n8n/transport/request';
import type { ApiContext, Call } from '../../n8n/transport/contract';
import { currentsService } from './service';
import type {
	CurrentsAction,
	CurrentsEffect,
	CurrentsInstance,
	CurrentsMatcher,
	CurrentsRun,
	CurrentsRunParts,
	CurrentsTestResult,
	CurrentsWebhook,
} from './wire';

/** Sources differ on whether the largest page is 50 or 100; 50 is never refused. */
export const PAGE_SIZE = 50;

/** A run with its parts, as returned by get and find. */
export type FullRun = CurrentsRun & CurrentsRunParts;

/** The fields of a webhook in a request; all are optional in an update. */
export type WebhookFields = { url?: string; hookEvents?: string[]; headers?: string; label?: string };

/** The fields of an action in a request; all are optional in an update. */
export type ActionFields = {
	name?: string;
	description?: string;
	action?: CurrentsEffect[];
	matcher?: CurrentsMatcher;
	expiresAfter?: string;
};

/** A GitHub Actions workflow run, for finding the run that it reported. */
export interface GithubRun {
	githubRunId: string;
	githubRunAttempt: number;
	projectId?: string;
	ciBuildId?: string;
}

/** The response; an empty body is accepted, as the vendor's own client does after a write. */
const DATA = {
	/** An object with its id. A response without it is not the requested object. */
	thing:
		<T extends object>(id: keyof T & string) =>
		(json: unknown) =>
			dataOf(json, (data): data is T => isObject(data) && textOf(data[id]) !== null),
	list: <T>(json: unknown) => dataOf(json, (data): data is T[] => Array.isArray(data)),
	anything: (json: unknown) => (isObject(json) && isObject(json.data) ? json.data : {}) as IDataObject,
};

/** The typed API for one n8n context; all its calls share `limit`. All calls throw NodeApiError. */
export function currentsApi(ctx: ApiContext, itemIndex = 0, limit?: Limit) {
	const call = callerOf(currentsService, ctx, itemIndex, limit);

	/**
	 * Lists with cursors: the next page begins after the cursor of the last entry. If the query ends before a cursor, one
	 * page is read, since the next one would have to come first.
	 */
	const list = async <T extends { cursor?: string }, Kept = T>(
		limit: number,
		details: Pick<Call, 'purpose' | 'path' | 'query'>,
		keep?: Keep<T, Kept>,
	): Promise<Kept[]> => {
		const isBackwards = details.query?.ending_before !== undefined;
		const read = async (cursor: string | undefined, wanted: number) => {
			const next = cursor === undefined ? {} : { starting_after: cursor };
			const query = { ...details.query, limit: Math.min(PAGE_SIZE, wanted), ...next };
			return await call({
				...details,
				method: 'GET',
				query,
				pick: isBackwards ? onlyPage<T> : cursorPage<T>,
			});
		};
		return await collectPages(limit, read, keep, call.warn);
	};

	return {
		listProjects: async (limit: number) =>
			await list<IDataObject & { projectId: string; name: string; cursor?: string }>(limit, {
				purpose: 'list the projects',
				path: '/projects',
			}),

		getProject: async (projectId: string) =>
			await call({
				pick: DATA.thing<IDataObject & { projectId: string }>('projectId'),
				purpose: 'read the project',
				method: 'GET',
				path: `/projects/${encodeURIComponent(projectId)}`,
			}),

		listRuns: async <Kept>(
			projectId: string,
			limit: number,
			filters: Query,
			keep: Keep<FullRun, Kept>,
		): Promise<Kept[]> => {
			const path = `/projects/${encodeURIComponent(projectId)}/runs`;
			return await list(limit, { purpose: 'list the runs', path, query: filters }, keep);
		},

		/** One page, newest first; `cursor` is the `next` of the page before. */
		runPage: async (projectId: string, query: Query, cursor?: string) =>
			await call({
				purpose: 'list the runs',
				method: 'GET',
				path: `/projects/${encodeURIComponent(projectId)}/runs`,
				query: { ...query, limit: PAGE_SIZE, starting_after: cursor },
				pick: cursorPage<FullRun & { cursor?: string }>,
			}),

		getRun: async (runId: string) =>
			await call({
				pick: DATA.thing<FullRun>('runId'),
				purpose: 'read the run',
				method: 'GET',
				path: `/runs/${encodeURIComponent(runId)}`,
				isAbout: (run) => run.runId === runId,
			}),

		findRun: async (query: Query) =>
			await call({
				pick: DATA.thing<FullRun>('runId'),
				purpose: 'find the run',
				method: 'GET',
				path: '/runs/find',
				query,
			}),

		cancelRun: async (runId: string) =>
			await call({
				pick: DATA.anything,
				purpose: 'cancel the run',
				method: 'PUT',
				path: `/runs/${encodeURIComponent(runId)}/cancel`,
			}),

		/** Releases the failed spec files that these machines executed, so that they can be executed again. */
		resetRun: async (runId: string, machineIds: string[], isBatched?: boolean) =>
			await call({
				pick: DATA.anything,
				purpose: 'reset the run',
				method: 'PUT',
				path: `/runs/${encodeURIComponent(runId)}/reset`,
				body: { machineId: machineIds, ...(isBatched === undefined ? {} : { isBatchedOr8n: isBatched }) },
			}),

		deleteRun: async (runId: string) =>
			await call({
				pick: DATA.anything,
				purpose: 'delete the run',
				method: 'DELETE',
				path: `/runs/${encodeURIComponent(runId)}`,
			}),

		cancelRunByGithub: async (body: GithubRun) =>
			await call({
				pick: DATA.anything,
				purpose: 'cancel the run',
				method: 'PUT',
				path: '/runs/cancel-ci/github',
				body: { ...body },
			}),

		getInstance: async (instanceId: string) =>
			await call({
				pick: DATA.thing<CurrentsInstance>('instanceId'),
				purpose: 'read the results of a spec file',
				method: 'GET',
				path: `/instances/${encodeURIComponent(instanceId)}`,
			}),

		/** Changes nothing, although it is a POST. */
		testSignature: async (projectId: string, specFilePath: string, testTitle: string[]) =>
			await call({
				pick: DATA.thing<{ signature: string }>('signature'),
				purpose: 'get the signature of the test',
				method: 'POST',
				path: '/signature/test',
				body: { projectId, specFilePath, testTitle },
				repeat: 'reads',
			}),

		listTestResults: async (signature: string, limit: number, filters: Query) =>
			await list<CurrentsTestResult>(limit, {
				purpose: 'list the results of the test',
				path: `/test-results/${encodeURIComponent(signature)}`,
				query: filters,
			}),

		/** Currents returns all of them at once. */
		listActions: async (projectId: string, filters: Query) =>
			await call({
				pick: DATA.list<CurrentsAction>,
				purpose: 'list the actions',
				method: 'GET',
				path: '/actions',
				query: { projectId, ...filters },
			}),

		createAction: async (projectId: string, fields: ActionFields) =>
			await call({
				pick: DATA.thing<CurrentsAction>('actionId'),
				purpose: 'create the action',
				method: 'POST',
				path: '/actions',
				query: { projectId },
				body: fields,
			}),

		getAction: async (actionId: string) =>
			await call({
				pick: DATA.thing<CurrentsAction>('actionId'),
				purpose: 'read the action',
				method: 'GET',
				path: actionPath(actionId),
			}),

		updateAction: async (actionId: string, fields: ActionFields) =>
			await call({
				pick: DATA.thing<CurrentsAction>('actionId'),
				purpose: 'update the action',
				method: 'PUT',
				path: actionPath(actionId),
				body: fields,
			}),

		switchAction: async (actionId: string, to: 'enable' | 'disable') =>
			await call({
				pick: DATA.thing<CurrentsAction>('actionId'),
				purpose: `${to} the action`,
				method: 'PUT',
				path: `${actionPath(actionId)}/${to}`,
			}),

		archiveAction: async (actionId: string) =>
			await call({
				pick: DATA.anything,
				purpose: 'archive the action',
				method: 'DELETE',
				path: actionPath(actionId),
			}),

		listWebhooks: async (projectId: string) =>
			await call({
				pick: DATA.list<CurrentsWebhook>,
				purpose: 'list the webhooks',
				method: 'GET',
				path: '/webhooks',
				query: { projectId },
			}),

		getWebhook: async (hookId: string) =>
			await call({
				pick: DATA.thing<CurrentsWebhook>('hookId'),
				purpose: 'read the webhook',
				method: 'GET',
				path: `/webhooks/${encodeURIComponent(hookId)}`,
			}),

		createWebhook: async (projectId: string, fields: WebhookFields) =>
			await call({
				pick: DATA.thing<CurrentsWebhook>('hookId'),
				purpose: 'create the webhook',
				method: 'POST',
				path: '/webhooks',
				query: { projectId },
				body: fields,
			}),

		updateWebhook: async (hookId: string, fields: WebhookFields) =>
			await call({
				pick: DATA.thing<CurrentsWebhook>('hookId'),
				purpose: 'update the webhook',
				method: 'PUT',
				path: `/webhooks/${encodeURIComponent(hookId)}`,
				body: fields,
			}),

		deleteWebhook: async (hookId: string) =>
			await call({
				pick: DATA.anything,
				purpose: 'delete the webhook',
				method: 'DELETE',
				path: `/webhooks/${encodeURIComponent(hookId)}`,
			}),
	};
}

/** The calls of {@link currentsApi}. */
export type CurrentsApi = ReturnType<typeof currentsApi>;

function actionPath(actionId: string): string {
	return `/actions/${encodeURIComponent(actionId)}`;
}

function cursorPage<T extends { cursor?: string }>(json: unknown): Page<T, string> | undefined {
	const entries = DATA.list<T>(json);
	return entries && following(entries, (json as { has_more?: boolean }).has_more);
}

function onlyPage<T extends { cursor?: string }>(json: unknown): Page<T, string> | undefined {
	const page = cursorPage<T>(json);
	const cutShort = page?.next == null ? page?.cutShort : 'Currents returns at most 50 before a cursor';
	return page && { entries: page.entries, next: null, ...(cutShort !== undefined && { cutShort }) };
}

/** If a response does not say whether there are more entries, we request the next page until one is empty. */
function following<T extends { cursor?: string }>(entries: T[], hasMore?: boolean): Page<T, string> {
	const next = textOf(entries.at(-1)?.cursor);
	if (hasMore === false || entries.length === 0) return { entries, next: null };
	return next === null
		? { entries, next, cutShort: 'it does not say where it continues' }
		: { entries, next };
}

function dataOf<T>(json: unknown, fits: (data: unknown) => data is T): T | undefined {
	const data = isObject(json) ? json.data : undefined;
	return fits(data) ? data : undefined;
}
