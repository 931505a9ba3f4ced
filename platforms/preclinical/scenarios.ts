/** Reads the scenario runs of a run. */
import type { RunFacts } from '../../core/model/buildRun';
import { mapInTurns } from '../../core/text/inTurns';
import type { RunCounts, TestResult } from '../../core/model/TestRun';
import { countOf } from '../../core/text/json';
import { remembering } from '../../n8n/transport/paging';
import { givingWay } from '../../n8n/givingWay';
import type { PreclinicalApi } from './contract';
import { byTitle, scenarioFailure, scenarioTest } from './normalizeScenarios';
import { countOutcomes, endOf, isFailed, outcomeOf, type Outcome } from './outcomes';
import type { PreclinicalRun, PreclinicalScenarioRun } from './wire';

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
