/** Reading runs and their scenarios from Preclinical. */
import { buildRun, type RunFacts } from '../../runs/buildRun';
import type { TestFailure } from '../../runs/TestRun';
import { unstoppable, type ApiContext } from '../../transport/request';
import { hasEnded } from '../../waiting/poll';
import type { AwaitedRun, RunReading } from '../platform';
import { PAGE_SIZE } from './answers';
import { preclinicalApi, type PreclinicalApi } from './api';
import { cancelIfGoing } from './cancel';
import { runFacts } from './normalize';
import { isFailed, scenarioFailure } from './normalizeScenarios';
import type { PreclinicalRun, PreclinicalScenarioRun } from './wire';

/** Scenario runs read at the same time. */
const PARALLEL_READS = 5;

/** A failed test together with the scenario run it comes from. */
export interface FailedScenario {
	failure: TestFailure;
	scenario: PreclinicalScenarioRun;
}

/** The run as the model shows it, with at most `maxFailures` failures (0 = none asked for). */
export async function readingOf(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	maxFailures = 0,
): Promise<RunReading> {
	return { run: buildRun(await factsWithFailures(api, raw, maxFailures)), raw };
}

/** Facts of a run, with at most `maxFailures` failures (0 = none asked for). */
export async function factsWithFailures(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	maxFailures: number,
): Promise<RunFacts> {
	const facts = runFacts(raw, api);
	if (maxFailures === 0) return facts;
	const { failed, truncated } = await readFailed(api, raw, maxFailures);
	return { ...facts, failures: failed.map(({ failure }) => failure), failuresTruncated: truncated };
}

/** A run to wait for. What failed is read once it has ended, since that takes a request per scenario. */
export async function awaitedRun(
	ctx: ApiContext,
	itemIndex: number,
	runId: string,
	maxFailures: number,
	started?: PreclinicalRun,
): Promise<AwaitedRun> {
	const api = await preclinicalApi(ctx, itemIndex);
	return {
		started: started && (await readingOf(api, started)),
		async read() {
			const raw = await api.getRun(runId);
			const reading = await readingOf(api, raw);
			return hasEnded(reading.run) ? await readingOf(api, raw, maxFailures) : reading;
		},
		cancel: async () => void (await cancelIfGoing(await preclinicalApi(unstoppable(ctx), itemIndex), runId)),
		list: () => ({ key: api.baseUrl, readGoing: async (runIds) => await readGoing(api, runIds) }),
	};
}

/**
 * Those of the runs that the list shows as going on. It is read as it comes, since its filter takes one status and
 * there are three, and no further than a page behind as many runs as are looked for.
 */
async function readGoing(api: PreclinicalApi, runIds: string[]): Promise<Map<string, RunReading>> {
	const listed = await api.listRuns(Math.ceil(runIds.length / PAGE_SIZE + 1) * PAGE_SIZE);
	const readings = await Promise.all(listed.map(async (raw) => await readingOf(api, raw)));
	const going = readings.filter(({ run }) => runIds.includes(run.id) && !hasEnded(run));
	return new Map(going.map((reading) => [reading.run.id, reading]));
}

/**
 * The scenarios of a run that failed or ended in error, with their criteria. The filters of the list contradict the
 * objects in it (contract: conflicts), so all are listed and picked from.
 */
export async function readFailed(
	api: PreclinicalApi,
	run: PreclinicalRun,
	max: number,
): Promise<{ failed: FailedScenario[]; truncated: boolean }> {
	const all = (await api.listScenarioRuns(run.id, Infinity)).filter(isFailed);
	const scenarios = await withDetails(api, all.slice(0, max));
	return {
		failed: scenarios.map((scenario) => ({
			scenario,
			failure: scenarioFailure(scenario, String(run.agent_id ?? '')),
		})),
		truncated: all.length > max,
	};
}

/** The scenario runs with criteria and transcript, which the hosted list leaves out. */
export async function withDetails(
	api: PreclinicalApi,
	scenarios: PreclinicalScenarioRun[],
): Promise<PreclinicalScenarioRun[]> {
	const complete: PreclinicalScenarioRun[] = [];
	for (let at = 0; at < scenarios.length; at += PARALLEL_READS) {
		const batch = scenarios.slice(at, at + PARALLEL_READS);
		const read = batch.map(async (scenario) =>
			scenario.criteria_results !== undefined
				? scenario
				: { ...scenario, ...(await api.getScenarioRun(scenario.id)) },
		);
		complete.push(...(await Promise.all(read)));
	}
	return complete;
}
