/** The calls that the hosted and the self-hosted Preclinical have in common. */
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

/** The calls that both flavours have. All throw NodeApiError. */
export interface PreclinicalApi {
	flavour: Flavour;
	/** Base URL without a trailing slash. */
	baseUrl: string;
	/** Starts a run, which costs money: never repeated. */
	startRun(body: StartBody): Promise<PreclinicalRun>;
	/** A run that was deleted is not found. */
	getRun(runId: string): Promise<PreclinicalRun>;
	/** One page of the runs. undocumented: the order. */
	runPage(place: { limit: number; offset: number }): Promise<OffsetPage<PreclinicalRun>>;
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
