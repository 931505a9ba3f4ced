/** Reading, awaiting and canceling runs of Currents. */
import { buildRun } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { nullOn } from '../../n8n/transport/errors';
import { oneAttempt } from '../../n8n/transport/budget';
import { baseUrlOf, unstoppable } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import type { AwaitedRun, EarlierRuns, RunList } from '../../n8n/waiting/contract';
import { hasEnded } from '../../n8n/waiting/poll';
import type { RunReading } from '../../n8n/items/contract';
import { readOpenRuns } from '../shared/openRuns';
import { EARLIER_RUNS_MS } from '../shared/readBudget';
import { currentsApi, PAGE_SIZE, type CurrentsApi, type FullRun } from './api';
import { factsOrNote, type Details } from './details';
import { runFacts, runStatus } from './normalize';
import { CURRENTS, currentsService, dashboardUrl } from './service';

/** URL of the dashboard that belongs to the API of the credential. */
export async function dashboardOf(ctx: ApiContext, itemIndex = 0): Promise<string> {
	return dashboardUrl(await baseUrlOf(ctx, currentsService, itemIndex));
}

/** The run in our model, with the requested details. */
export async function readingOf(
	api: CurrentsApi,
	raw: FullRun,
	dashboard: string,
	details?: Details,
): Promise<RunReading> {
	return { run: buildRun(await factsOrNote(api, raw, dashboard, details)), raw };
}

/** A run from a list in our model; its failures are not read. */
export function listedRun(raw: FullRun, dashboard: string): TestRun {
	return buildRun(runFacts(raw, dashboard));
}

/** The list that contains a run while it is running; `null` if the reading does not name the project. */
export function listOf(apiForNow: () => CurrentsApi, dashboard: string, { run }: RunReading): RunList | null {
	const projectId = run.project?.id;
	if (!projectId || run.id === '') return null;
	return {
		key: `${dashboard} ${projectId}`,
		readGoing: async (runIds) =>
			await readOpenRuns<FullRun>(runIds, {
				pageSize: PAGE_SIZE,
				idOf: ({ runId }) => runId,
				list: async (most, keep) =>
					await apiForNow().listRuns(projectId, most, { completion_state: ['IN_PROGRESS'] }, keep),
				async read(raws) {
					const api = apiForNow();
					return await Promise.all(raws.map(async (raw) => await readingOf(api, raw, dashboard)));
				},
			}),
	};
}

/** The latest runs of the project that are complete; those with the same tags execute the same tests, if all is well. */
function earlierRuns(
	ctx: ApiContext,
	itemIndex: number,
	dashboard: string,
	{ run }: RunReading,
): EarlierRuns | null {
	const projectId = run.project?.id;
	if (!projectId) return null;
	const kindOf = ({ tags }: TestRun) => JSON.stringify([...tags].sort());
	return {
		key: `${dashboard} ${projectId}`,
		kind: kindOf(run),
		async read() {
			const api = currentsApi(ctx, itemIndex, oneAttempt(EARLIER_RUNS_MS));
			const { entries } = await api.runPage(projectId, { completion_state: ['COMPLETE'] });
			return entries.map((raw) => listedRun(raw, dashboard)).map((one) => ({ run: one, kind: kindOf(one) }));
		},
	};
}

/** Cancels a run. With HTTP 422 Currents says that it was canceled before. */
export async function cancelIfGoing(api: CurrentsApi, runId: string): Promise<void> {
	await api.cancelRun(runId).catch(nullOn(422));
}

/** A CI build, whose run may not have been reported yet. */
type Build = { projectId: string; ciBuildId: string };

/**
 * A run to wait for, by its id or by the build that reports it. The details are read when it has ended, or with the
 * last read.
 */
export async function awaitedRun(
	ctx: ApiContext,
	itemIndex: number,
	wanted: { runId: string } | Build,
	details: Details,
): Promise<AwaitedRun> {
	// Made for each look: kept with each of hundreds of runs, it would take a fifth of the memory of the wait.
	const apiForNow = () => currentsApi(ctx, itemIndex);
	const dashboard = await dashboardOf(ctx, itemIndex);
	let runId: string | undefined;
	return {
		async read(isLast) {
			const api = apiForNow();
			const raw = await find(api, wanted);
			if (!('runId' in raw)) return notReportedYet(raw);
			runId = raw.runId;
			const isGoing = runStatus(raw) === 'running' && !isLast;
			return await readingOf(api, raw, dashboard, isGoing ? undefined : details);
		},
		async cancel() {
			if (runId === undefined) return;
			const unstoppableApi = currentsApi(unstoppable(ctx), itemIndex);
			// It may have ended since the last read, and Currents would cancel it even then.
			const { run } = await readingOf(unstoppableApi, await unstoppableApi.getRun(runId), dashboard);
			if (!hasEnded(run)) await cancelIfGoing(unstoppableApi, runId);
		},
		list: (reading) => listOf(apiForNow, dashboard, reading),
		earlier: (reading) => earlierRuns(ctx, itemIndex, dashboard, reading),
	};
}

/** The run, or the build itself if its run has not been reported yet. */
async function find(api: CurrentsApi, wanted: { runId: string } | Build): Promise<FullRun | Build> {
	if ('runId' in wanted) return await api.getRun(wanted.runId);
	return (await api.findRun(wanted).catch(nullOn(404))) ?? wanted;
}

/** CI has not reported the run yet, so it counts as queued. */
function notReportedYet({ projectId, ciBuildId: buildId }: Build): RunReading {
	const run = buildRun({
		...CURRENTS,
		id: '',
		keyParts: [projectId, 'build', buildId],
		project: { id: projectId, name: null },
		buildId,
		status: 'queued',
	});
	return {
		run: { ...run, verdictReason: `No run with the build ID ${buildId} has been reported so far.` },
		raw: {},
	};
}
