/**
 * Runs that Preclinical leaves running although all their scenarios have ended: two scenarios that end within
 * milliseconds of each other, or a restart of the server, can keep it from finalizing a run (contract: 2.x). The
 * scenario runs tell.
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

/** So many reads that show a run unchanged are followed by a closer look, which takes a request per 100 scenarios. */
const READS_PER_LOOK = 10;

/** Finalizing a run takes much less than this once its last scenario has ended. */
const FINALIZING_MS = 2_000;

/** How often runs were read since the last closer look, by run id, for as long as a node is executed. */
const unchanged = new WeakMap<ApiContext, Map<string, { state: string; reads: number }>>();

/** Whether a run that goes on is due for a closer look. Called with each read of it. */
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
 * A run that goes on, by what its scenario runs tell: as far as it has come, or as finished, in doubt, where all of
 * them have ended and the run itself has not a moment later. Where they cannot be read the run is as it was read.
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

/** The run by when it would have been finalized; `null` when it cannot be read. */
async function readOnceFinalized(
	ctx: ApiContext,
	api: PreclinicalApi,
	{ id }: PreclinicalRun,
): Promise<PreclinicalRun | null> {
	await pause(FINALIZING_MS, cancelSignal(ctx));
	return await api.getRun(id).catch(() => null);
}

/** What is to be said of a run whose scenarios have all ended: what it says itself, once it has ended, too. */
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
