/** One set of calls for both flavours; how each makes them is in `hostedApi.ts` and `selfHostedApi.ts`. */
import type { IDataObject } from 'n8n-workflow';

import type { Keep } from '../../n8n/transport/paging';
import type { ApiContext } from '../../n8n/transport/request';
import type { Only } from './answers';
import { hostedApi } from './hostedApi';
import { selfHostedApi } from './selfHostedApi';
import { flavourOf, type Flavour } from './service';
import type {
	PreclinicalAgent,
	PreclinicalRun,
	PreclinicalScenarioRun,
	ScenarioRunFilters,
	StartBody,
} from './wire';

/** The calls that both flavours have. All throw NodeApiError. */
export interface PreclinicalApi {
	flavour: Flavour;
	/** Base URL without a trailing slash. */
	baseUrl: string;
	/** Starts a run, which costs money: never repeated. */
	startRun(body: StartBody): Promise<PreclinicalRun>;
	/** A run that was deleted is not found. */
	getRun(runId: string): Promise<PreclinicalRun>;
	/** undocumented: the order; callers that need one sort by time. */
	listRuns<Kept>(
		limit: number,
		status: string | undefined,
		keep: Keep<PreclinicalRun, Kept>,
		only?: Only<PreclinicalRun>,
	): Promise<Kept[]>;
	/**
	 * Hosted: refuses with `INVALID_STATE` when the run has ended. Self-hosted: tells so in `status`, takes UUIDs only, and
	 * moves the time of a run that was canceled before.
	 */
	cancelRun(runId: string): Promise<IDataObject>;
	/** Only the hosted API can filter by status. */
	listScenarioRuns<Kept>(
		runId: string,
		limit: number,
		filters: ScenarioRunFilters,
		keep: Keep<PreclinicalScenarioRun, Kept>,
	): Promise<Kept[]>;
	/** With criteria and transcript. */
	getScenarioRun(scenarioRunId: string): Promise<PreclinicalScenarioRun>;
	listAgents(provider?: string): Promise<PreclinicalAgent[]>;
}

/** The typed API for one n8n context, of the flavour that the credential names. */
export async function preclinicalApi(
	ctx: ApiContext,
	itemIndex = 0,
	budgetMs?: number,
): Promise<PreclinicalApi> {
	const flavour = await flavourOf(ctx, itemIndex);
	return await (flavour === 'hosted' ? hostedApi : selfHostedApi)(ctx, itemIndex, budgetMs);
}
