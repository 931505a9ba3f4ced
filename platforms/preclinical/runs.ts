/** Reads runs with their failures, and cancels them. */
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { isPassing } from '../../n8n/transport/errors';
import type { RunReading } from '../../n8n/items/contract';
import type { PreclinicalApi } from './contract';
import { isEnded, runFacts } from './normalize';
import { failuresOf, surveyScenarios, type Survey } from './scenarios';
import { codeOf, nullIf } from './service';
import type { PreclinicalRun } from './wire';

/** How much of a run to read. */
export interface Extent {
	/** Maximum number of failures; 0 = none. */
	maxFailures?: number;
	/** Whether to read all tests. */
	tests?: boolean;
	/** Why less was started than was requested. */
	doubt?: string | null;
	/** Whether to throw a temporary error, so that the run is read again later, instead of noting it in the run. */
	mayTryAgain?: boolean;
}

/** The run in our model, and as Preclinical sent it. */
export async function readingOf(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	extent: Extent = {},
): Promise<RunReading> {
	return { run: buildRun(await factsOf(api, raw, extent)), raw };
}

/** A run from a list in our model; its failures are not read. */
export function listedRun(raw: PreclinicalRun, api: PreclinicalApi): TestRun {
	return buildRun(runFacts(raw, api));
}

/** Facts of a run, with its failures and tests if requested. If they cannot be read, the run says so. */
export async function factsOf(api: PreclinicalApi, raw: PreclinicalRun, extent: Extent): Promise<RunFacts> {
	const facts = { ...runFacts(raw, api), doubt: extent.doubt };
	if (!extent.maxFailures && !extent.tests) return facts;
	return await orNote(facts, extent, async () => await factsWithDetails(api, raw, extent));
}

/** Facts of a run, with those from its scenario runs. Throws if these cannot be read. */
export async function factsWithDetails(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	extent: Extent,
): Promise<RunFacts> {
	const survey = await surveyScenarios(api, raw);
	return {
		...runFacts(raw, api, survey.counts),
		doubt: extent.doubt,
		...(await detailsOf(api, raw, survey, extent)),
	};
}

/** The requested failures and tests. */
export async function detailsOf(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	survey: Survey,
	{ maxFailures = 0, tests }: Extent,
): Promise<Partial<RunFacts>> {
	return {
		...(maxFailures > 0 ? await failuresOf(api, raw, survey, maxFailures) : {}),
		...(tests ? { tests: survey.tests } : {}),
	};
}

/** The facts together with those from `read`, or with a note why these could not be read. */
export async function orNote(
	facts: RunFacts,
	{ mayTryAgain }: Extent,
	read: () => Promise<Partial<RunFacts>>,
): Promise<RunFacts> {
	const more = await read().catch((error: unknown): Partial<RunFacts> => {
		if (mayTryAgain && isPassing(error)) throw error;
		return { failuresNote: `${(error as Error).message}.` };
	});
	return { ...facts, ...more };
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
