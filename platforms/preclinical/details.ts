/** Reads runs with their failures and tests, which are in their scenario runs. */
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import { mapInTurns } from '../../core/text/inTurns';
import type { RunCounts, TestFailure, TestResult, TestRun } from '../../core/model/TestRun';
import { countOf } from '../../core/text/json';
import { isPassing } from '../../n8n/transport/errors';
import { remembering } from '../../n8n/transport/paging';
import { givingWay } from '../../n8n/givingWay';
import type { RunReading } from '../../n8n/items/contract';
import { statusesFrom, type ComparableRun } from '../shared/comparison';
import type { PreclinicalApi } from './contract';
import { runFacts } from './normalize';
import { byTitle, scenarioFailure, scenarioTest } from './normalizeScenarios';
import { countOutcomes, endOf, isFailed, outcomeOf, type Outcome } from './outcomes';
import type { PreclinicalRun, PreclinicalScenarioRun } from './wire';

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

/** Facts of a run, with its failures and tests if requested. If they cannot be read, the run says so. */
export async function factsOf(api: PreclinicalApi, raw: PreclinicalRun, extent: Extent): Promise<RunFacts> {
	const facts = runFacts(raw, api);
	facts.doubt = extent.doubt;
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

/** For Compare Runs: reads runs with every failure, since a missing one would look new or recovered. */
export function comparableRuns(api: PreclinicalApi): (raw: PreclinicalRun) => Promise<ComparableRun> {
	return async (raw) => {
		const run = buildRun(await factsWithDetails(api, raw, { maxFailures: Infinity, tests: true }));
		return {
			run: { ...run, tests: null },
			statusesOf: async (failures) =>
				run.failuresTruncated ? withUnknown(run.tests, failures) : statusesFrom(run.tests, failures),
		};
	};
}

/** If not all tests were listed, a test that is missing may have been executed. */
function withUnknown(tests: TestRun['tests'], failures: TestFailure[]): ReturnType<typeof statusesFrom> {
	return new Map([...statusesFrom(null, failures), ...statusesFrom(tests, failures)]);
}

/** Number of scenario runs read at the same time. */
const PARALLEL_READS = 5;

/** The facts of a run that are known from its scenario runs. */
export interface Survey {
	counts: RunCounts;
	/**
	 * Those that failed or ended in error, in a stable order. The hosted list does not contain criteria and
	 * transcripts.
	 */
	failed: PreclinicalScenarioRun[];
	/** All of them, in the order of the list. */
	tests: TestResult[];
	/** Whether the run has scenarios, all of them are listed, and all have ended. */
	areAllOver: boolean;
	/** When the last of them ended. */
	endedAt: string | null;
	/** Why the list may be incomplete; `null` if it was read completely. */
	doubt: string | null;
}

/**
 * Reads all scenario runs of a run. The filters of the list contradict its entries (contract: conflicts), so we list
 * all of them and filter ourselves.
 */
export async function surveyScenarios(api: PreclinicalApi, run: PreclinicalRun): Promise<Survey> {
	const outcomes: Outcome[] = [];
	const tests: TestResult[] = [];
	let endedAt: string | null = null;
	const keep = remembering((page: PreclinicalScenarioRun[]) => {
		outcomes.push(...page.map(outcomeOf));
		tests.push(...page.map((one) => scenarioTest(one, agentOf(run), api)));
		endedAt = [endedAt, ...page.map(endOf)].reduce(later);
		return page.filter(isFailed);
	});
	const failed = await api.listScenarioRuns(run.id, Infinity, {}, keep);
	const total = countOf(run.total_scenarios);
	const areAllListed = keep.doubt === null && total !== null && total > 0 && outcomes.length >= total;
	return {
		counts: countOutcomes(outcomes, total),
		failed: failed.sort(byTitle),
		tests,
		areAllOver: areAllListed && !outcomes.includes('open'),
		endedAt,
		doubt: keep.doubt,
	};
}

/** The failures of a run with their criteria, at most `max`. `extra` adds fields to each of them. */
export async function failuresOf(
	api: PreclinicalApi,
	run: PreclinicalRun,
	{ failed, doubt }: Survey,
	max: number,
	extra: (scenario: PreclinicalScenarioRun) => object = () => ({}),
): Promise<Partial<RunFacts>> {
	const failures = await withDetails(api, failed.slice(0, max), (scenario) => ({
		...scenarioFailure(scenario, agentOf(run), api),
		...extra(scenario),
	}));
	return {
		failures,
		failuresTruncated: failed.length > max || doubt !== null,
		failuresNote: doubt,
	};
}

/** The results of `shape` for scenario runs with criteria and transcript, which the hosted list does not contain. */
export async function withDetails<Kept>(
	api: PreclinicalApi,
	scenarios: PreclinicalScenarioRun[],
	shape: (scenario: PreclinicalScenarioRun) => Kept,
): Promise<Kept[]> {
	const giveWay = givingWay();
	const all: Kept[] = [];
	for (let at = 0; at < scenarios.length; at += PARALLEL_READS) {
		const batch = scenarios.slice(at, at + PARALLEL_READS);
		const read = batch.map(async (scenario) =>
			scenario.criteria_results !== undefined
				? scenario
				: { ...scenario, ...(await api.getScenarioRun(scenario.id)) },
		);
		all.push(...(await mapInTurns(await Promise.all(read), shape, giveWay)));
	}
	return all;
}

function agentOf(run: PreclinicalRun): string {
	return String(run.agent_id ?? '');
}

function later(a: string | null, b: string | null): string | null {
	return a === null || (b !== null && b > a) ? b : a;
}
