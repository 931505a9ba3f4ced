/** Which run a run of Currents is compared with. */
import { nullOn } from '../../n8n/transport/errors';
import { toIso } from '../../core/text/time';
import { textOf } from '../../core/text/json';
import type { CurrentsApi, FullRun } from './api';

/** The run before, or one sentence on why there is none. */
export type PreviousRun = { run: FullRun } | { none: string };

/**
 * The run that this one repeats; ordinary runs name none, so else the newest complete run of the same branch that was
 * created earlier.
 */
export async function previousRun(api: CurrentsApi, run: FullRun): Promise<PreviousRun> {
	const repeatedId = textOf(run.previousRunId);
	const repeated = repeatedId && (await api.getRun(repeatedId).catch(nullOn(404)));
	return repeated ? { run: repeated } : await previousOfBranch(api, run);
}

async function previousOfBranch(api: CurrentsApi, run: FullRun): Promise<PreviousRun> {
	const branch = textOf(run.meta?.commit?.branch);
	const createdAt = toIso(run.createdAt);
	if (branch === null || createdAt === null) {
		const unknown = branch === null ? 'of which branch this run is' : 'when this run was created';
		return { none: `Currents does not tell ${unknown}, so no earlier run was looked for.` };
	}
	const runId = await newestBefore(api, run, branch, createdAt);
	return runId
		? { run: await api.getRun(runId) }
		: { none: `The branch ${branch} has no complete run that was created before this one.` };
}

/** Lists hold no spec files, so the run itself has to be read again. */
async function newestBefore(
	api: CurrentsApi,
	{ projectId, runId }: FullRun,
	branch: string,
	createdAt: string,
): Promise<string | undefined> {
	const filters = { 'branches[]': [branch], completion_state: ['COMPLETE'], date_end: createdAt };
	const earlier = await api.listRuns(projectId, 2, filters, (runs) => runs.map((run) => run.runId));
	return earlier.find((id) => id !== runId);
}
