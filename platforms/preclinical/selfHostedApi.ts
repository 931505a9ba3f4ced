/**
 * The self-hosted server: runs are `/api/v1/tests`, starting and canceling stand at the root, agents come as a bare
 * list (https://github.com/Mentat-Lab/preclinical, `server/src/routes`).
 */
import type { IDataObject } from 'n8n-workflow';

import { sharedBudget } from '../../transport/budget';
import { send, type ApiContext, type Call } from '../../transport/request';
import { anyList, anything, collectByOffset, listUnder, withId } from './answers';
import type { PreclinicalApi } from './api';
import { PRECLINICAL_CREDENTIAL, selfHostedService } from './service';
import type { PreclinicalAgent, PreclinicalRun, PreclinicalScenarioRun } from './wire';

/** The calls that both flavours have, in the self-hosted way. */
export async function selfHostedApi(
	ctx: ApiContext,
	itemIndex: number,
	budgetMs?: number,
): Promise<PreclinicalApi> {
	const call = caller(ctx, itemIndex, budgetMs);
	return {
		flavour: 'selfHosted',
		baseUrl: selfHostedService.baseUrl(await ctx.getCredentials(PRECLINICAL_CREDENTIAL, itemIndex)),

		startRun: async (body) =>
			await call<PreclinicalRun>({
				purpose: 'start a run',
				method: 'POST',
				path: '/start-run',
				body: { ...body },
				repeat: 'never',
				inDoubt: 'Get Many Runs shows it among the latest runs, if it was started.',
				pick: withId,
			}),

		getRun: async (runId) =>
			await call<PreclinicalRun>({
				purpose: 'read the run',
				method: 'GET',
				path: `/api/v1/tests/${encodeURIComponent(runId)}`,
				pick: withId,
			}),

		listRuns: async (limit, status) =>
			await collectByOffset(
				limit,
				async (page) =>
					await call({
						purpose: 'list the runs',
						method: 'GET',
						path: '/api/v1/tests',
						query: { ...page, status },
						pick: listUnder<PreclinicalRun>('runs'),
					}),
			),

		cancelRun: async (runId) =>
			await call<IDataObject>({
				purpose: 'cancel the run',
				method: 'POST',
				path: '/cancel-run',
				body: { test_run_id: runId },
				pick: anything,
			}),

		/** The server has no filters: `passed` is applied here, `status` is refused before it comes to this. */
		listScenarioRuns: async (runId, limit, { passed } = {}) => {
			const all = await collectByOffset(
				passed === undefined ? limit : Infinity,
				async (page) =>
					await call({
						purpose: 'list the scenario runs',
						method: 'GET',
						path: '/api/v1/scenario-runs',
						query: { test_run_id: runId, ...page },
						pick: listUnder<PreclinicalScenarioRun>('results'),
					}),
			);
			return passed === undefined ? all : all.filter((one) => one.passed === passed).slice(0, limit);
		},

		getScenarioRun: async (id) =>
			await call<PreclinicalScenarioRun>({
				purpose: 'read a scenario run',
				method: 'GET',
				path: `/api/v1/scenario-runs/${encodeURIComponent(id)}`,
				pick: withId,
			}),

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

/** Deletes a run; one that is going on is canceled. The server keeps the row, but no longer lists it. */
export async function deleteTestRun(ctx: ApiContext, itemIndex: number, runId: string): Promise<void> {
	await caller(
		ctx,
		itemIndex,
	)<IDataObject>({
		purpose: 'delete the run',
		method: 'DELETE',
		path: `/api/v1/tests/${encodeURIComponent(runId)}`,
		pick: anything,
	});
}

function caller(ctx: ApiContext, itemIndex: number, budgetMs?: number) {
	const remaining = sharedBudget(budgetMs);
	return async <T>(details: Call<T>): Promise<T> =>
		await send(ctx, selfHostedService, { budgetMs: remaining(), ...details }, itemIndex);
}
