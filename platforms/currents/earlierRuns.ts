/** Which runs a run of Currents is compared with. */
import { nullOn } from '../../n8n/transport/errors';
import { toIso } from '../../core/text/time';
import { textOf } from '../../core/text/json';
import type { CurrentsApi, FullRun } from './api';

/** The runs before, the newest first, and one sentence on why there is none where there is none. */
export interface EarlierRunsOf {
	/** At most `most` of them. */
	runs(most: number): AsyncGenerator<FullRun>;
	none: string;
}

/**
 * The run that this one repeats; ordinary runs name none. Then the newest complete runs of the same branch that were
 * created earlier.
 */
export function earlierRuns(api: CurrentsApi, run: FullRun): EarlierRunsOf {
	const branch = textOf(run.meta?.commit?.branch);
	const createdAt = toIso(run.createdAt);
	return {
		async *runs(most) {
			const repeatedId = textOf(run.previousRunId);
			const repeated = repeatedId && (await api.getRun(repeatedId).catch(nullOn(404)));
			if (repeated) yield repeated;
			if (branch === null || createdAt === null) return;
			for (const id of await idsBefore(api, run, branch, createdAt, most)) {
				if (id !== repeatedId) yield await api.getRun(id);
			}
		},
		none: noneBecause(branch, createdAt),
	};
}

function noneBecause(branch: string | null, createdAt: string | null): string {
	if (branch !== null && createdAt !== null) {
		return `The branch ${branch} has no complete run that was created before this one.`;
	}
	const unknown = branch === null ? 'of which branch this run is' : 'when this run was created';
	return `Currents does not tell ${unknown}, so no earlier run was looked for.`;
}

/** Lists hold no spec files, so each run has to be read again. */
async function idsBefore(
	api: CurrentsApi,
	{ projectId, runId }: FullRun,
	branch: string,
	createdAt: string,
	most: number,
): Promise<string[]> {
	const filters = { 'branches[]': [branch], completion_state: ['COMPLETE'], date_end: createdAt };
	const ids = await api.listRuns(projectId, most + 1, filters, (runs) => runs.map((run) => run.runId));
	return ids.filter((id) => id !== runId).slice(0, most);
}
