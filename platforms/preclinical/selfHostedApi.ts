/**
 * The API of the self-hosted server: runs are at `/api/v1/tests`, starting and canceling at the root, and the response
 * for agents is a list without a wrapper (https://github.com/Mentat-Lab/preclinical, `server/src/routes`).
 */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { isObject, textOf } from '../../core/text/json';
import { collectByOffset } from '../../n8n/transport/paging';
import { callerOf, type Caller } from '../../n8n/transport/request';
import type { ApiContext, FileContent } from '../../n8n/transport/contract';
import { anyList, anything, listUnder } from './answers';
import { PAGE_SIZE, type PreclinicalApi } from './contract';
import { hasPassed } from './outcomes';
import { selfHostedService } from './service';
import type { PreclinicalAgent, PreclinicalHealth, PreclinicalRun, PreclinicalScenarioRun } from './wire';

/** Calls that both flavours have, in the self-hosted version. */
export function selfHostedCalls(call: Caller) {
	return {
		cancelRun: async (runId) =>
			await call<IDataObject>({
				purpose: 'cancel the run',
				method: 'POST',
				path: '/cancel-run',
				body: { test_run_id: runId },
				pick: anything,
			}),

		/** The server has no filters: we apply `passed`; `status` was refused before. */
		listScenarioRuns: async (runId, limit, { passed }, keep) =>
			await collectByOffset(
				limit,
				PAGE_SIZE,
				async (page) =>
					await call({
						purpose: 'list the scenario runs',
						method: 'GET',
						path: '/api/v1/scenario-runs',
						query: { test_run_id: runId, ...page },
						pick: listUnder<PreclinicalScenarioRun>('results'),
					}),
				keep,
				call.warn,
				passed === undefined ? undefined : { isWanted: (one) => hasPassed(one) === passed },
			),

		listAgents: async (provider) => {
			const all = await call<PreclinicalAgent[]>({
				purpose: 'list the agents',
				method: 'GET',
				path: '/api/v1/agents',
				pick: anyList,
			});
			return provider === undefined ? all : all.filter((agent) => agent.provider === provider);
		},
	} satisfies Partial<PreclinicalApi>;
}

/** Downloads the CSV file of a run to `store`, as it arrives. */
export async function downloadCsv<T>(
	ctx: ApiContext,
	itemIndex: number,
	runId: string,
	store: (content: FileContent) => Promise<T>,
): Promise<T> {
	return await callerOf(
		selfHostedService,
		ctx,
		itemIndex,
	)<T>({
		purpose: 'export the run',
		method: 'GET',
		path: `/api/v1/tests/${encodeURIComponent(runId)}/export-csv`,
		file: { mediaType: 'text/csv', store },
		pick: () => undefined,
	});
}

/** Reads what the server says about itself. It responds with HTTP 503 if it is not ready, which is an answer here. */
export async function readHealth(ctx: ApiContext, itemIndex: number): Promise<PreclinicalHealth> {
	return await callerOf(
		selfHostedService,
		ctx,
		itemIndex,
	)<PreclinicalHealth>({
		purpose: "read the server's health",
		method: 'GET',
		path: '/health',
		answersToo: [503],
		pick: healthIn,
	});
}

function healthIn(json: unknown): PreclinicalHealth | undefined {
	const hasChecks = isObject(json) && textOf(json.status) !== null && isObject(json.checks);
	return hasChecks ? (json as PreclinicalHealth) : undefined;
}

/** Deletes a run, which is canceled first if it is still running. The server keeps the row but no longer lists it. */
export async function deleteTestRun(ctx: ApiContext, itemIndex: number, runId: string): Promise<void> {
	await callerOf(
		selfHostedService,
		ctx,
		itemIndex,
	)<IDataObject>({
		purpose: 'delete the run',
		method: 'DELETE',
		path: `/api/v1/tests/${encodeURIComponent(runId)}`,
		pick: anything,
	});
}

/** Throws if the run was deleted: the server still returns its row. */
export function refuseDeleted(run: PreclinicalRun, ctx: ApiContext, itemIndex: number): void {
	if (!run.deleted_at) return;
	const message = 'Could not read the run: it has been deleted';
	const description = 'Preclinical no longer lists it. Check the ID.';
	throw new NodeApiError(ctx.getNode(), { message }, { message, description, httpCode: '404', itemIndex });
}
