/** Reading runs and their scenarios from Preclinical. */
import { buildRun, type RunFacts } from '../../runs/buildRun';
import type { TestFailure, TestRun } from '../../runs/TestRun';
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

/** The run as the model shows it, with at most `maxFailures` failures (0 = none asked for). */
export async function readingOf(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	maxFailures = 0,
): Promise<RunReading> {
	return { run: buildRun(await factsWithFailures(api, raw, maxFailures)), raw };
}

/** A run of a list as the model shows it; what failed in it was not asked for. */
export function listedRun(raw: PreclinicalRun, api: PreclinicalApi): TestRun {
	return buildRun(runFacts(raw, api));
}

/** Facts of a run, with at most `maxFailures` failures (0 = none asked for). */
export async function factsWithFailures(
	api: PreclinicalApi,
	raw: PreclinicalRun,
	maxFailures: number,
): Promise<RunFacts> {
	const facts = runFacts(raw, api);
	if (maxFailures === 0) return facts;
	return { ...facts, ...(await readFailures(api, raw, maxFailures)) };
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
	const most = Math.ceil(runIds.length / PAGE_SIZE + 1) * PAGE_SIZE;
	const awaited = await api.listRuns(most, undefined, (runs) =>
		runs.filter(({ id }) => runIds.includes(String(id))),
	);
	const readings = await Promise.all(awaited.map(async (raw) => await readingOf(api, raw)));
	const going = readings.filter(({ run }) => !hasEnded(run));
	return new Map(going.map((reading) => [reading.run.id, reading]));
}

/**
 * The scenarios of a run that failed or ended in error, with their criteria. The filters of the list contradict the
 * objects in it (contract: conflicts), so all are listed and picked from. `extra` adds to a failure.
 */
export async function readFailures(
	api: PreclinicalApi,
	run: PreclinicalRun,
	max: number,
	extra: (scenario: PreclinicalScenarioRun) => object = () => ({}),
): Promise<{ failures: TestFailure[]; failuresTruncated: boolean }> {
	const all = await api.listScenarioRuns(run.id, Infinity, {}, (page) => page.filter(isFailed));
	const failures = await withDetails(api, all.slice(0, max), (scenario) => ({
		...scenarioFailure(scenario, String(run.agent_id ?? '')),
		...extra(scenario),
	}));
	return { failures, failuresTruncated: all.length > max };
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
