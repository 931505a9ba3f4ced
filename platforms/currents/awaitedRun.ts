/** Awaiting a run of Currents. */
import { buildRun } from '../../core/model/buildRun';
import { nullOn } from '../../n8n/transport/errors';
import { unstoppable } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { hasEnded } from '../../n8n/waiting/poll';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import type { RunReading } from '../../n8n/items/contract';
import { currentsApi, type CurrentsApi, type FullRun } from './api';
import type { Details } from './details';
import { runStatus } from './normalize';
import { cancelIfGoing, dashboardOf, listOf, readingOf } from './runs';
import { CURRENTS } from './service';

/** A CI build, whose run may not have been reported yet. */
type Build = { projectId: string; ciBuildId: string };

/** A run to wait for, by its id or by the build that reports it; the details are read once it is over, or no longer awaited. */
export async function awaitedRun(
	ctx: ApiContext,
	itemIndex: number,
	wanted: { runId: string } | Build,
	details: Details,
): Promise<AwaitedRun> {
	const api = currentsApi(ctx, itemIndex);
	const dashboard = await dashboardOf(ctx, itemIndex);
	let runId: string | undefined;
	return {
		async read(isLast) {
			const raw = await find(api, wanted);
			if (!('runId' in raw)) return notReportedYet(raw);
			runId = raw.runId;
			const isGoing = runStatus(raw) === 'running' && !isLast;
			return await readingOf(api, raw, dashboard, isGoing ? undefined : details);
		},
		async cancel() {
			if (runId === undefined) return;
			const unstoppableApi = currentsApi(unstoppable(ctx), itemIndex);
			// It may have ended since the last look, and Currents would cancel it all the same.
			const { run } = await readingOf(unstoppableApi, await unstoppableApi.getRun(runId), dashboard);
			if (!hasEnded(run)) await cancelIfGoing(unstoppableApi, runId);
		},
		list: (reading) => listOf(api, dashboard, reading),
	};
}

/** The build itself stands for a run that has not been reported. */
async function find(api: CurrentsApi, wanted: { runId: string } | Build): Promise<FullRun | Build> {
	if ('runId' in wanted) return await api.getRun(wanted.runId);
	return (await api.findRun(wanted).catch(nullOn(404))) ?? wanted;
}

/** CI has not reported the run so far: queued, as far as anyone can tell. */
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
