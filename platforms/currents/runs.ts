/** Reading runs from Currents. */
import { buildRun } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { nullOn } from '../../n8n/transport/errors';
import { baseUrlOf } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import type { RunList } from '../../n8n/waiting/contract';
import type { RunReading } from '../../n8n/items/contract';
import { readOpenRuns } from '../shared/openRuns';
import { PAGE_SIZE, type CurrentsApi, type FullRun } from './api';
import { factsOrNote, type Details } from './details';
import { runFacts } from './normalize';
import { currentsService, dashboardUrl } from './service';

/** Address of the dashboard that belongs to the API of the credential. */
export async function dashboardOf(ctx: ApiContext, itemIndex = 0): Promise<string> {
	return dashboardUrl(await baseUrlOf(ctx, currentsService, itemIndex));
}

/** The run as the model shows it, with the details that were asked for. */
export async function readingOf(
	api: CurrentsApi,
	raw: FullRun,
	dashboard: string,
	details?: Details,
): Promise<RunReading> {
	return { run: buildRun(await factsOrNote(api, raw, dashboard, details)), raw };
}

/** A run of a list as the model shows it; what failed in it was not asked for. */
export function listedRun(raw: FullRun, dashboard: string): TestRun {
	return buildRun(runFacts(raw, dashboard));
}

/** The list that shows a run while it is going on; `null` when the reading does not tell its project. */
export function listOf(api: CurrentsApi, dashboard: string, { run }: RunReading): RunList | null {
	const projectId = run.project?.id;
	if (!projectId || run.id === '') return null;
	return {
		key: `${dashboard} ${projectId}`,
		readGoing: async (runIds) =>
			await readOpenRuns<FullRun>(runIds, {
				pageSize: PAGE_SIZE,
				idOf: ({ runId }) => runId,
				list: async (most, keep) =>
					await api.listRuns(projectId, most, { completion_state: ['IN_PROGRESS'] }, keep),
				read: async (raws) =>
					await Promise.all(raws.map(async (raw) => await readingOf(api, raw, dashboard))),
			}),
	};
}

/** Cancels a run. HTTP 422 is how Currents says that it is canceled already. */
export async function cancelIfGoing(api: CurrentsApi, runId: string): Promise<void> {
	await api.cancelRun(runId).catch(nullOn(422));
}
