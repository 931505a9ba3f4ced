/** Listing, awaiting and canceling runs of Preclinical. */
import { buildRun } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import type { ApiContext } from '../../n8n/transport/contract';
import { oneAttempt } from '../../n8n/transport/budget';
import { cancelSignal, unstoppable } from '../../n8n/transport/request';
import { pause } from '../../n8n/transport/pause';
import type { KnownRun, RunReading } from '../../n8n/items/contract';
import type { AwaitedRun, EarlierRuns } from '../../n8n/waiting/contract';
import { hasEnded } from '../../n8n/waiting/poll';
import { readOpenRuns } from '../shared/openRuns';
import { EARLIER_RUNS_MS } from '../shared/readBudget';
import { preclinicalApi } from './api';
import { PAGE_SIZE, type PreclinicalApi } from './contract';
import { detailsOf, orNote, readingOf, surveyScenarios, type Extent, type Survey } from './details';
import { isEnded, isRunning, leftRunningFacts, runFacts } from './normalize';
import { codeOf, nullIf } from './service';
import type { PreclinicalRun } from './wire';

/** Maximum number of runs per list for which the scenario runs are read. */
const LOOKS_PER_LIST = 5;

/** A run from a list in our model; its failures are not read. */
export function listedRun(raw: PreclinicalRun, api: PreclinicalApi): TestRun {
	return buildRun(runFacts(raw, api));
}

/** A run to wait for. Its failures are only read when it has ended, since that takes a request per scenario. */
export async function awaitedRun(
	ctx: ApiContext,
	itemIndex: number,
	{ runId, doubt }: KnownRun,
	details: Extent,
): Promise<AwaitedRun> {
	const api = await preclinicalApi(ctx, itemIndex);
	return {
		runId,
		async read(isLast) {
			const raw = await api.getRun(runId);
			const extent = { ...details, doubt, mayTryAgain: !isLast };
			if (isEnded(raw)) return await readingOf(api, raw, extent);
			const isDue = isRunning(raw) && (isLookDue(ctx, raw) || isLast);
			return isDue ? await lookCloser(ctx, api, raw, extent) : await readingOf(api, raw, { doubt });
		},
		cancel: async () => void (await cancelIfGoing(await preclinicalApi(unstoppable(ctx), itemIndex), runId)),
		list: () => ({ key: api.baseUrl, readGoing: async (runIds) => await readGoing(ctx, api, runIds) }),
		earlier: (reading) => earlierRuns(ctx, itemIndex, api, reading),
	};
}

/** Listed runs, of which those of the same agent with as many scenarios are alike. Suites are made anew for each run. */
function earlierRuns(
	ctx: ApiContext,
	itemIndex: number,
	{ baseUrl }: PreclinicalApi,
	{ run }: RunReading,
): EarlierRuns {
	const kindOf = ({ project, counts }: TestRun) => JSON.stringify([project?.id, counts.total]);
	return {
		key: baseUrl,
		kind: kindOf(run),
		async read() {
			const api = await preclinicalApi(ctx, itemIndex, oneAttempt(EARLIER_RUNS_MS));
			const { entries } = await api.runPage({ limit: PAGE_SIZE, offset: 0 });
			return entries.map((raw) => listedRun(raw, api)).map((one) => ({ run: one, kind: kindOf(one) }));
		},
	};
}

/**
 * The list of runs is read without a filter: the filter accepts one status, but a running run can have any of three.
 */
async function readGoing(
	ctx: ApiContext,
	api: PreclinicalApi,
	runIds: string[],
): Promise<Map<string, RunReading>> {
	return await readOpenRuns<PreclinicalRun>(runIds, {
		pageSize: PAGE_SIZE,
		idOf: ({ id }) => String(id),
		list: async (most, keep) => await api.listRuns(most, undefined, keep),
		async read(listed) {
			const due = listed.filter((raw) => isRunning(raw) && isLookDue(ctx, raw)).slice(0, LOOKS_PER_LIST);
			const readings = await Promise.all(
				listed.map(async (raw) =>
					due.includes(raw) ? await lookCloser(ctx, api, raw) : await readingOf(api, raw),
				),
			);
			return readings.filter(({ run }) => !hasEnded(run));
		},
	});
}

/**
 * Cancels a run that is still running. Returns `null` if it was canceled, otherwise the run, which had already ended.
 * The run is read first, because the self-hosted server accepts only UUIDs, and would cancel a canceled run again and
 * change its time.
 */
export async function cancelIfGoing(api: PreclinicalApi, runId: string): Promise<PreclinicalRun | null> {
	const run = await api.getRun(runId);
	if (isEnded(run)) return run;
	const answer = await api.cancelRun(run.id).catch(nullIf((error) => codeOf(error) === 'INVALID_STATE'));
	// If the run has ended in the meantime, the self-hosted server responds with status 200 and the status of the run.
	const isCanceled = answer !== null && (answer.status ?? 'canceled') === 'canceled';
	return isCanceled ? null : await api.getRun(run.id);
}

/*
 * Preclinical may leave a run running although all its scenarios have ended: if two of them end within milliseconds of
 * each other, or if the server restarts (contract: 2.x). The scenario runs show it.
 */

/** After this many reads without a change, the scenario runs are read too, which takes a request per 100 scenarios. */
const READS_PER_LOOK = 10;

/** Preclinical needs much less than this to finalize a run after its last scenario. */
const FINALIZING_MS = 2_000;

/** Number of unchanged reads since the scenario runs were last read, by run id, per execution of a node. */
const unchanged = new WeakMap<ApiContext, Map<string, { state: string; reads: number }>>();

/** Whether the scenario runs of a running run should be read now. Call this with each read of the run. */
function isLookDue(ctx: ApiContext, raw: PreclinicalRun): boolean {
	const known = unchanged.get(ctx) ?? new Map<string, { state: string; reads: number }>();
	unchanged.set(ctx, known);
	const state = [raw.status, raw.passed_count, raw.failed_count, raw.error_count].join();
	const before = known.get(raw.id);
	const reads = before?.state === state ? before.reads + 1 : 1;
	known.set(raw.id, { state, reads });
	return reads >= READS_PER_LOOK;
}

/**
 * Reads the scenario runs of a running run. Returns the run with their counts; if all of them have ended and the run is
 * still running a moment later, it is returned as finished and in doubt. If they cannot be read, the run is returned
 * unchanged.
 */
async function lookCloser(
	ctx: ApiContext,
	api: PreclinicalApi,
	raw: PreclinicalRun,
	extent: Extent = {},
): Promise<RunReading> {
	const survey = await surveyScenarios(api, raw).catch(() => null);
	if (survey === null) return await readingOf(api, raw, { doubt: extent.doubt });
	const later = survey.areAllOver ? await readOnceFinalized(ctx, api, raw) : null;
	if (later !== null) return await readingAtEnd(api, later, survey, extent);
	unchanged.get(ctx)?.delete(raw.id);
	return { run: buildRun({ ...runFacts(raw, api, survey.counts), doubt: extent.doubt }), raw };
}

/** The run after the time in which it would have been finalized; `null` if it cannot be read. */
async function readOnceFinalized(
	ctx: ApiContext,
	api: PreclinicalApi,
	{ id }: PreclinicalRun,
): Promise<PreclinicalRun | null> {
	await pause(FINALIZING_MS, cancelSignal(ctx));
	return await api.getRun(id).catch(() => null);
}

/** The reading of a run whose scenarios have all ended. If the run itself has ended by now, its own result counts. */
async function readingAtEnd(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	survey: Survey,
	extent: Extent,
): Promise<RunReading> {
	if (!isRunning(raw)) return await readingOf(api, raw, extent);
	const facts = leftRunningFacts(raw, api, survey);
	const doubt = [facts.doubt, extent.doubt].filter(Boolean).join(' ');
	const complete = await orNote(facts, extent, async () => await detailsOf(api, raw, survey, extent));
	return { run: buildRun({ ...complete, doubt }), raw };
}
