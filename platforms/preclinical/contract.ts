/** The calls that the hosted and the self-hosted API have in common. */
import type { IDataObject } from 'n8n-workflow';

import type { Keep, OffsetPage, Only } from '../../n8n/transport/paging';
import type { Flavour } from './service';
import type {
	PreclinicalAgent,
	PreclinicalRun,
	PreclinicalScenarioRun,
	ScenarioRunFilters,
	StartBody,
} from './wire';

/** The largest page of both APIs. */
export const PAGE_SIZE = 100;

/** The calls of both flavours. All throw NodeApiError. */
export interface PreclinicalApi {
	flavour: Flavour;
	/** Base URL without a trailing slash. */
	baseUrl: string;
	/** Starts a run. Never repeated, since a run costs money. */
	startRun(body: StartBody): Promise<PreclinicalRun>;
	/** Reads a run. A deleted run counts as not found. */
	getRun(runId: string): Promise<PreclinicalRun>;
	/** One page of the runs. undocumented: the order. */
	runPage(place: { limit: number; offset: number }): Promise<OffsetPage<PreclinicalRun>>;
	/** undocumented: the order; callers sort by time if they need to. */
	listRuns<Kept>(
		limit: number,
		status: string | undefined,
		keep: Keep<PreclinicalRun, Kept>,
		only?: Only<PreclinicalRun>,
	): Promise<Kept[]>;
	/**
	 * If the run has ended, the hosted API responds with `INVALID_STATE`; the self-hosted server returns the `status`.
	 * The self-hosted server accepts only UUIDs, and changes the time of a run that was canceled before.
	 */
	cancelRun(runId: string): Promise<IDataObject>;
	/** Only the hosted API can filter by status. */
	listScenarioRuns<Kept>(
		runId: string,
		limit: number,
		filters: ScenarioRunFilters,
		keep: Keep<PreclinicalScenarioRun, Kept>,
	): Promise<Kept[]>;
	/** Includes criteria and transcript. */
	getScenarioRun(scenarioRunId: string): Promise<PreclinicalScenarioRun>;
	listAgents(provider?: string): Promise<PreclinicalAgent[]>;
}
