/**
 * The self-hosted server: runs are `/api/v1/tests`, starting and canceling stand at the root, agents come as a bare
 * list (https://github.com/Mentat-Lab/preclinical, `server/src/routes`).
 */
import type { IDataObject } from 'n8n-workflow';

import { baseUrlOf, type ApiContext } from '../../transport/request';
import { anyList, anything, collectByOffset, listUnder } from './answers';
import type { PreclinicalApi } from './api';
import { callerOf, runCalls } from './runCalls';
import { selfHostedService } from './service';
import type { PreclinicalAgent, PreclinicalScenarioRun } from './wire';

/** The calls that both flavours have, in the self-hosted way. */
export async function selfHostedApi(
	ctx: ApiContext,
	itemIndex: number,
	budgetMs?: number,
): Promise<PreclinicalApi> {
	const call = callerOf(selfHostedService, ctx, itemIndex, budgetMs);
	return {
		flavour: 'selfHosted',
		baseUrl: await baseUrlOf(ctx, selfHostedService, itemIndex),
		...runCalls(call, {
			start: '/start-run',
			runs: '/api/v1/tests',
			scenarioRuns: '/api/v1/scenario-runs',
		}),

		cancelRun: async (runId) =>
			await call<IDataObject>({
				purpose: 'cancel the run',
				method: 'POST',
				path: '/cancel-run',
				body: { test_run_id: runId },
				pick: anything,
			}),

		/** The server has no filters: `passed` is applied here, `status` is refused before it comes to this. */
		listScenarioRuns: async (runId, limit, { passed }, keep) => {
			const read = async (page: { limit: number; offset: number }) =>
				await call({
					purpose: 'list the scenario runs',
					method: 'GET',
					path: '/api/v1/scenario-runs',
					query: { test_run_id: runId, ...page },
					pick: listUnder<PreclinicalScenarioRun>('results'),
				});
			if (passed === undefined) return await collectByOffset(limit, read, keep, call.warn);
			let left = limit;
			const keepWanted = async (page: PreclinicalScenarioRun[]) => {
				const wanted = page.filter((one) => one.passed === passed).slice(0, left);
				left -= wanted.length;
				return await keep(wanted);
			};
			return await collectByOffset(Infinity, read, keepWanted, call.warn);
		},

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
