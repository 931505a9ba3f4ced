/**
 * Handles runs that Preclinical leaves running although all their scenarios have ended. This can happen if two
 * scenarios end within milliseconds of each other, or if the server restarts (contract: 2.x). The scenario runs show
 * it.
 */
import { buildRun } from '../../core/model/buildRun';
import { cancelSignal } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { pause } from '../../n8n/transport/pause';
import type { RunReading } from '../../n8n/items/contract';
import type { PreclinicalApi } from './contract';
import { isRunning, leftRunningFacts, runFacts } from './normalize';
import { detailsOf, orNote, readingOf, type Extent } from './runs';
import { surveyScenarios, type Survey } from './scenarios';
import type { PreclinicalRun } from './wire';

/** After this many reads without a change, the scenario runs are read too, which takes a request per 100 scenarios. */
const READS_PER_LOOK = 10;

/** Preclinical needs much less than this to finalize a run after its last scenario. */
const FINALIZING_MS = 2_000;

/** Number of unchanged reads since the scenario runs were last read, by run id, per execution of a node. */
const unchanged = new WeakMap<ApiContext, Map<string, { state: string; reads: number }>>();

/** Whether the scenario runs of a running run should be read now. Call this with each read of the run. */
export function isLookDue(ctx: ApiContext, raw: PreclinicalRun): boolean {
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
export async function lookCloser(
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
