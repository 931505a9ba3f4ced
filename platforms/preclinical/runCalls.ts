/** The calls that both flavours make alike, but for their paths. */
import type { Caller } from '../../n8n/transport/request';
import { collectByOffset, listUnder, withId } from './answers';
import type { PreclinicalApi } from './contract';
import type { PreclinicalRun, PreclinicalScenarioRun } from './wire';

/** Starting and reading runs. `start`, `runs` and `scenarioRuns` are paths. */
export function runCalls(call: Caller, paths: { start: string; runs: string; scenarioRuns: string }) {
	return {
		startRun: async (body) =>
			await call<PreclinicalRun>({
				purpose: 'start a run',
				method: 'POST',
				path: paths.start,
				body: { ...body },
				repeat: 'never',
				inDoubt: 'Get Many Runs shows it among the latest runs, if it was started.',
				pick: withId,
			}),

		getRun: async (runId) =>
			await call<PreclinicalRun>({
				purpose: 'read the run',
				method: 'GET',
				path: `${paths.runs}/${encodeURIComponent(runId)}`,
				pick: withId,
				isAbout: (run) => isRun(run, runId),
			}),

		listRuns: async (limit, status, keep, only) =>
			await collectByOffset(
				limit,
				async (page) =>
					await call({
						purpose: 'list the runs',
						method: 'GET',
						path: paths.runs,
						query: { ...page, status },
						pick: listUnder<PreclinicalRun>('runs'),
					}),
				keep,
				call.warn,
				only,
			),

		getScenarioRun: async (id) =>
			await call<PreclinicalScenarioRun>({
				purpose: 'read a scenario run',
				method: 'GET',
				path: `${paths.scenarioRuns}/${encodeURIComponent(id)}`,
				pick: withId,
			}),
	} satisfies Partial<PreclinicalApi>;
}

/** A run may be asked for by its id, or by the one that people read. */
function isRun({ id, test_run_id: humanId }: PreclinicalRun, asked: string): boolean {
	return [id, humanId].some((known) => String(known).toLowerCase() === asked.toLowerCase());
}
