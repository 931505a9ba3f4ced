/** Reading the scenario runs of a run. */
import type { RunCounts, TestFailure } from '../../runs/TestRun';
import { countOf } from '../../transport/json';
import type { PreclinicalApi } from './api';
import {
	byTitle,
	countOutcomes,
	endOf,
	isFailed,
	outcomeOf,
	scenarioFailure,
	type Outcome,
} from './normalizeScenarios';
import type { PreclinicalRun, PreclinicalScenarioRun } from './wire';

/** Scenario runs read at the same time. */
const PARALLEL_READS = 5;

/** What the scenario runs of a run tell of it. */
export interface Survey {
	counts: RunCounts;
	/** Those that failed or ended in error, in a stable order; the hosted list leaves out criteria and transcript. */
	failed: PreclinicalScenarioRun[];
	/** Whether the run has scenarios, all of them are listed, and all have ended. */
	areAllOver: boolean;
	/** When the last of them ended. */
	endedAt: string | null;
}

/**
 * Reads all scenario runs of a run. The filters of the list contradict the objects in it (contract: conflicts), so all
 * are listed and picked from.
 */
export async function surveyScenarios(api: PreclinicalApi, run: PreclinicalRun): Promise<Survey> {
	const outcomes: Outcome[] = [];
	let endedAt: string | null = null;
	const failed = await api.listScenarioRuns(run.id, Infinity, {}, (page) => {
		outcomes.push(...page.map(outcomeOf));
		endedAt = [endedAt, ...page.map(endOf)].reduce(later);
		return page.filter(isFailed);
	});
	const total = countOf(run.total_scenarios);
	const areAllListed = total !== null && total > 0 && outcomes.length >= total;
	return {
		counts: countOutcomes(outcomes, total),
		failed: failed.sort(byTitle),
		areAllOver: areAllListed && !outcomes.includes('open'),
		endedAt,
	};
}

/** The first `max` failures among scenario runs that failed, with their criteria. `extra` adds to a failure. */
export async function failuresOf(
	api: PreclinicalApi,
	run: PreclinicalRun,
	failed: PreclinicalScenarioRun[],
	max: number,
	extra: (scenario: PreclinicalScenarioRun) => object = () => ({}),
): Promise<{ failures: TestFailure[]; failuresTruncated: boolean }> {
	const failures = await withDetails(api, failed.slice(0, max), (scenario) => ({
		...scenarioFailure(scenario, String(run.agent_id ?? ''), api),
		...extra(scenario),
	}));
	return { failures, failuresTruncated: failed.length > max };
}

/** What `shape` makes of the scenario runs with criteria and transcript, which the hosted list leaves out. */
export async function withDetails<Kept>(
	api: PreclinicalApi,
	scenarios: PreclinicalScenarioRun[],
	shape: (scenario: PreclinicalScenarioRun) => Kept,
): Promise<Kept[]> {
	const all: Kept[] = [];
	for (let at = 0; at < scenarios.length; at += PARALLEL_READS) {
		const batch = scenarios.slice(at, at + PARALLEL_READS);
		const read = batch.map(async (scenario) =>
			scenario.criteria_results !== undefined
				? scenario
				: { ...scenario, ...(await api.getScenarioRun(scenario.id)) },
		);
		all.push(...(await Promise.all(read)).map(shape));
	}
	return all;
}

function later(a: string | null, b: string | null): string | null {
	return a === null || (b !== null && b > a) ? b : a;
}
