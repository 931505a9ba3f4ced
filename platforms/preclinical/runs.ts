/** Reading runs, with what failed in them, and canceling them. */
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
	/** At most so many failures; 0 = none asked for. */
	maxFailures?: number;
	/** Whether every test is wanted. */
	tests?: boolean;
	/** Why what was started is not all that was asked for. */
	doubt?: string | null;
	/** Whether a passing fault is thrown, for a later attempt, and not told in the run. */
	mayTryAgain?: boolean;
}

/** The run as the model shows it, and as it came. */
export async function readingOf(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	extent: Extent = {},
): Promise<RunReading> {
	return { run: buildRun(await factsOf(api, raw, extent)), raw };
}

/** A run of a list as the model shows it; what failed in it was not asked for. */
export function listedRun(raw: PreclinicalRun, api: PreclinicalApi): TestRun {
	return buildRun(runFacts(raw, api));
}

/** Facts of a run, with its failures and tests where they are asked for; that they cannot be read is told in the run. */
export async function factsOf(api: PreclinicalApi, raw: PreclinicalRun, extent: Extent): Promise<RunFacts> {
	const facts = { ...runFacts(raw, api), doubt: extent.doubt };
	if (!extent.maxFailures && !extent.tests) return facts;
	return await orNote(facts, extent, async () => await factsWithDetails(api, raw, extent));
}

/** Facts of a run with what its scenario runs tell. Throws when they cannot be read. */
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

/** The failures and tests that are asked for. */
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

/** The facts with what `read` gives, or with a note on why that could not be read. */
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
 * Cancels a run that is going on; `null` when that was done, else the run as it had ended. It is looked at first: the
 * self-hosted server would cancel a canceled run once more and move the time, and takes no id but the UUID.
 */
export async function cancelIfGoing(api: PreclinicalApi, runId: string): Promise<PreclinicalRun | null> {
	const run = await api.getRun(runId);
	if (isEnded(run)) return run;
	const answer = await api.cancelRun(run.id).catch(nullIf((error) => codeOf(error) === 'INVALID_STATE'));
	// The self-hosted server answers 200 with the status that the run has ended in meanwhile.
	const isCanceled = answer !== null && (answer.status ?? 'canceled') === 'canceled';
	return isCanceled ? null : await api.getRun(run.id);
}
