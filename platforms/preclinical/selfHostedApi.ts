/**
 * The self-hosted server: runs are `/api/v1/tests`, starting and canceling are at the root, agents come as a bare
 * list (https://github.com/Mentat-Lab/preclinical, `server/src/routes`).
 */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { baseUrlOf, callerOf } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { anyList, anything, collectByOffset, listUnder } from './answers';
import type { PreclinicalApi } from './contract';
import { runCalls } from './runCalls';
import { hasPassed } from './outcomes';
import { selfHostedService } from './service';
import type { PreclinicalAgent, PreclinicalScenario, PreclinicalScenarioRun } from './wire';

/** The calls that both flavours have, in the self-hosted way. */
export async function selfHostedApi(
	ctx: ApiContext,
	itemIndex: number,
	budgetMs?: number,
): Promise<PreclinicalApi> {
	const call = callerOf(selfHostedService, ctx, itemIndex, budgetMs);
	const calls = runCalls(call, {
		start: '/start-run',
		runs: '/api/v1/tests',
		scenarioRuns: '/api/v1/scenario-runs',
	});
	return {
		flavour: 'selfHosted',
		baseUrl: await baseUrlOf(ctx, selfHostedService, itemIndex),
		...calls,

		getRun: async (runId) => {
			const run = await calls.getRun(runId);
			if (run.deleted_at) throw wasDeleted(ctx, itemIndex);
			return run;
		},

		cancelRun: async (runId) =>
			await call<IDataObject>({
				purpose: 'cancel the run',
				method: 'POST',
				path: '/cancel-run',
				body: { test_run_id: runId },
				pick: anything,
			}),

		/** The server has no filters: `passed` is applied here, `status` is refused before it comes to this. */
		listScenarioRuns: async (runId, limit, { passed }, keep) =>
			await collectByOffset(
				limit,
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
	};
}

/** Lists the active scenarios, or those with a tag. */
export async function listScenarios(
	ctx: ApiContext,
	itemIndex = 0,
	tag?: string,
): Promise<PreclinicalScenario[]> {
	const { entries } = await callerOf(
		selfHostedService,
		ctx,
		itemIndex,
	)({
		purpose: 'list the scenarios',
		method: 'GET',
		path: '/api/v1/scenarios',
		query: { tag },
		pick: listUnder<PreclinicalScenario>('scenarios'),
	});
	return entries;
}

/** Deletes a run; one that is going on is canceled. The server keeps the row, but no longer lists it. */
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

/** The server still answers with the row of a run that was deleted. */
function wasDeleted(ctx: ApiContext, itemIndex: number): NodeApiError {
	const message = 'Could not read the run: it has been deleted';
	const description = 'Preclinical no longer lists it. Check the ID.';
	return new NodeApiError(ctx.getNode(), { message }, { message, description, httpCode: '404', itemIndex });
}
