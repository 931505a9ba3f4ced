/** Reading runs, with what failed in them. */
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { isPassing } from '../../n8n/transport/errors';
import type { RunReading } from '../../n8n/items/contract';
import type { PreclinicalApi } from './contract';
import { runFacts } from './normalize';
import { failuresOf, surveyScenarios, type Survey } from './scenarios';
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
