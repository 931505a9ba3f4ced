/** Reading runs and their failures from Currents. */
import { buildRun, type RunFacts } from '../../runs/buildRun';
import type { TestFailure, TestRun } from '../../runs/TestRun';
import { nullOn } from '../../transport/errors';
import type { ApiContext } from '../../transport/request';
import type { RunList, RunReading } from '../platform';
import { PAGE_SIZE, type CurrentsApi, type FullRun } from './api';
import { instanceFailures, runFacts } from './normalize';
import { CURRENTS_CREDENTIAL, currentsService } from './service';

/** Spec files read at the same time. */
const PARALLEL_READS = 5;

/** Base URL of the API as the credential has it. */
export async function apiUrl(ctx: ApiContext, itemIndex = 0): Promise<string> {
	return currentsService.baseUrl(await ctx.getCredentials(CURRENTS_CREDENTIAL, itemIndex));
}

/** The run as the model shows it, with at most `maxFailures` failures (0 = none asked for). */
export async function readingOf(
	api: CurrentsApi,
	raw: FullRun,
	url: string,
	maxFailures = 0,
): Promise<RunReading> {
	return { run: buildRun(await factsWithFailures(api, raw, url, maxFailures)), raw };
}

/** A run of a list as the model shows it; what failed in it was not asked for. */
export function listedReading(raw: FullRun, url: string): RunReading {
	return { run: buildRun(runFacts(raw, url)), raw };
}

/** A run to compare with another one, which needs every failure: one that is left out would look new, or recovered. */
export async function comparableRun(api: CurrentsApi, raw: FullRun, url: string): Promise<TestRun> {
	return buildRun(await factsWithFailures(api, raw, url, Infinity));
}

/** The list that shows a run while it is going on; `null` when the reading does not tell its project. */
export function listOf(api: CurrentsApi, url: string, { run }: RunReading): RunList | null {
	const projectId = run.project?.id;
	if (!projectId || run.id === '') return null;
	return {
		key: `${url} ${projectId}`,
		async readGoing(runIds) {
			const most = Math.ceil(runIds.length / PAGE_SIZE + 1) * PAGE_SIZE;
			const listed = await api.listRuns(projectId, most, { completion_state: ['IN_PROGRESS'] }, (run) => run);
			const going = listed.filter(({ runId }) => runIds.includes(runId));
			return new Map(
				await Promise.all(going.map(async (raw) => [raw.runId, await readingOf(api, raw, url)] as const)),
			);
		},
	};
}

/** Cancels a run. HTTP 422 is how Currents says that it is canceled already. */
export async function cancelIfGoing(api: CurrentsApi, runId: string): Promise<void> {
	await api.cancelRun(runId).catch(nullOn(422));
}

/** Facts of a run, with at most `maxFailures` failures (0 = none asked for). */
export async function factsWithFailures(
	api: CurrentsApi,
	raw: FullRun,
	url: string,
	maxFailures: number,
): Promise<RunFacts> {
	const facts = runFacts(raw, url);
	return maxFailures > 0 ? { ...facts, ...(await readFailures(api, raw, maxFailures)) } : facts;
}

/** Failures come from the results of each spec file with failed tests, as many as are needed. */
export async function readFailures(
	api: CurrentsApi,
	run: FullRun,
	max: number,
): Promise<{ failures: TestFailure[]; failuresTruncated: boolean }> {
	const specs = (run.specs ?? []).filter(
		({ results }) => (results?.stats?.failures ?? 0) > 0 || Boolean(results?.exception),
	);
	const failures: TestFailure[] = [];
	let read = 0;
	while (read < specs.length && failures.length < max) {
		const batch = specs.slice(read, read + PARALLEL_READS);
		read += batch.length;
		const instances = await Promise.all(
			batch.map(async (spec) => await api.getInstance(String(spec.instanceId))),
		);
		for (const instance of instances) failures.push(...instanceFailures(instance, run.projectId));
	}
	return {
		failures: failures.slice(0, max),
		failuresTruncated: read < specs.length || failures.length > max,
	};
}
