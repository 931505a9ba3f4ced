/** The calls that both flavours have. Differences other than paths are in `hostedApi.ts` and `selfHostedApi.ts`. */
import { collectByOffset } from '../../n8n/transport/paging';
import type { Limit } from '../../n8n/transport/budget';
import type { Query } from '../../n8n/transport/query';
import type { ApiContext } from '../../n8n/transport/contract';
import { baseUrlOf, callerOf, type Caller } from '../../n8n/transport/request';
import { listUnder, withId } from './answers';
import { PAGE_SIZE, type PreclinicalApi } from './contract';
import { hostedCalls } from './hostedApi';
import { refuseDeleted, selfHostedCalls } from './selfHostedApi';
import { flavourOf, hostedService, selfHostedService, type Flavour } from './service';
import type { PreclinicalRun, PreclinicalScenarioRun } from './wire';

const PATHS = {
	hosted: { start: '/runs', runs: '/runs', scenarioRuns: '/scenario-runs' },
	selfHosted: {
		start: '/start-run',
		runs: '/api/v1/tests',
		scenarioRuns: '/api/v1/scenario-runs',
	},
} satisfies Record<Flavour, object>;

/** The typed API for one n8n context, for the flavour in the credential. */
export async function preclinicalApi(ctx: ApiContext, itemIndex = 0, limit?: Limit): Promise<PreclinicalApi> {
	const flavour = await flavourOf(ctx, itemIndex);
	const service = flavour === 'hosted' ? hostedService : selfHostedService;
	const call = callerOf(service, ctx, itemIndex, limit);
	const calls = runCalls(call, PATHS[flavour]);
	return {
		flavour,
		baseUrl: await baseUrlOf(ctx, service, itemIndex),
		...calls,
		...(flavour === 'hosted' ? hostedCalls(call) : selfHostedCalls(call)),
		getRun: async (runId) => {
			const run = await calls.getRun(runId);
			if (flavour === 'selfHosted') refuseDeleted(run, ctx, itemIndex);
			return run;
		},
	};
}

/** Calls for starting and reading runs, which differ only in their paths. */
function runCalls(call: Caller, paths: (typeof PATHS)[Flavour]) {
	const runPage = async (query: Query) =>
		await call({
			purpose: 'list the runs',
			method: 'GET',
			path: paths.runs,
			query,
			pick: listUnder<PreclinicalRun>('runs'),
		});
	return {
		runPage,

		startRun: async (body) =>
			await call<PreclinicalRun>({
				purpose: 'start a run',
				method: 'POST',
				path: paths.start,
				body: { ...body },
				repeat: 'never',
				inDoubt: 'Get Many Runs shows it among the latest runs, if it was started.',
				pick: withId,
			}),

		getRun: async (runId) =>
			await call<PreclinicalRun>({
				purpose: 'read the run',
				method: 'GET',
				path: `${paths.runs}/${encodeURIComponent(runId)}`,
				pick: withId,
				isAbout: (run) => isRun(run, runId),
			}),

		listRuns: async (limit, status, keep, only) =>
			await collectByOffset(
				limit,
				PAGE_SIZE,
				async (page) => await runPage({ ...page, status }),
				keep,
				call.warn,
				only,
			),

		getScenarioRun: async (id) =>
			await call<PreclinicalScenarioRun>({
				purpose: 'read a scenario run',
				method: 'GET',
				path: `${paths.scenarioRuns}/${encodeURIComponent(id)}`,
				pick: withId,
			}),
	} satisfies Partial<PreclinicalApi>;
}

/** A run can be requested by its UUID or by its readable id. */
function isRun({ id, test_run_id: humanId }: PreclinicalRun, asked: string): boolean {
	return [id, humanId].some((known) => String(known).toLowerCase() === asked.toLowerCase());
}
