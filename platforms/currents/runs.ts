/** Reading runs and their failures from Currents. */
import { buildRun, type RunFacts } from '../../runs/buildRun';
import type { TestFailure, TestRun } from '../../runs/TestRun';
import { nullOn } from '../../transport/errors';
import { baseUrlOf, type ApiContext } from '../../transport/request';
import type { RunList, RunReading } from '../platform';
import { PAGE_SIZE, type CurrentsApi, type FullRun } from './api';
import { instanceFailures, runFacts } from './normalize';
import { currentsService, dashboardUrl } from './service';

/** Spec files read at the same time. */
const PARALLEL_READS = 5;

/** Address of the dashboard that belongs to the API of the credential. */
export async function dashboardOf(ctx: ApiContext, itemIndex = 0): Promise<string> {
	return dashboardUrl(await baseUrlOf(ctx, currentsService, itemIndex));
}

/** The run as the model shows it, with at most `maxFailures` failures (0 = none asked for). */
export async function readingOf(
	api: CurrentsApi,
	raw: FullRun,
	dashboard: string,
	maxFailures = 0,
): Promise<RunReading> {
	return { run: buildRun(await factsWithFailures(api, raw, dashboard, maxFailures)), raw };
}

/** A run of a list as the model shows it; what failed in it was not asked for. */
export function listedRun(raw: FullRun, dashboard: string): TestRun {
	return buildRun(runFacts(raw, dashboard));
}

/** A run to compare with another one, which needs every failure: one that is left out would look new, or recovered. */
export async function comparableRun(api: CurrentsApi, raw: FullRun, dashboard: string): Promise<TestRun> {
	return buildRun(await factsWithFailures(api, raw, dashboard, Infinity));
}

/** The list that shows a run while it is going on; `null` when the reading does not tell its project. */
export function listOf(api: CurrentsApi, dashboard: string, { run }: RunReading): RunList | null {
	const projectId = run.project?.id;
	if (!projectId || run.id === '') return null;
	return {
		key: `${dashboard} ${projectId}`,
		async readGoing(runIds) {
			const most = Math.ceil(runIds.length / PAGE_SIZE + 1) * PAGE_SIZE;
			const going = await api.listRuns(projectId, most, { completion_state: ['IN_PROGRESS'] }, (runs) =>
				runs.filter(({ runId }) => runIds.includes(runId)),
			);
			return new Map(
				await Promise.all(
					going.map(async (raw) => [raw.runId, await readingOf(api, raw, dashboard)] as const),
				),
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
	dashboard: string,
	maxFailures: number,
): Promise<RunFacts> {
	const facts = runFacts(raw, dashboard);
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
