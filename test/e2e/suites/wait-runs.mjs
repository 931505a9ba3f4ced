import { byId } from './actions-expect.mjs';

/**
 * A run that fails only after it has been read several times.
 *
 * @typedef {object} PendingRun
 * @property {string} name
 * @property {string} platform
 * @property {string} credential type
 * @property {(sandbox: any) => Promise<object>} begin creates or schedules the run; returns the parameters for waiting
 *   for it
 */

/** @type {PendingRun[]} */
export const pending = [
	{
		name: 'Currents by run ID',
		platform: 'currents',
		credential: 'testRunCurrentsApi',
		async begin({ control, currents: { projectId } }) {
			const { runId } = (await control.currents.createRun({ projectId })).run;
			await control.currents.planFinish({ runId, outcome: 'failed', failures: 1, afterReads: 3 });
			return { operation: 'waitForRun', runId };
		},
	},
	{
		name: 'Currents by build ID, before the run is there',
		platform: 'currents',
		credential: 'testRunCurrentsApi',
		async begin({ control, currents: { projectId } }) {
			const buildId = 'build-of-wait';
			const plan = { projectId, ciBuildId: buildId, hiddenReads: 2 };
			const { runId } = (await control.currents.createRun(plan)).run;
			await control.currents.planFinish({ runId, outcome: 'failed', failures: 1, afterReads: 2 });
			return { operation: 'waitForRun', waitBy: 'buildId', projectId: byId(projectId), buildId };
		},
	},
	{
		name: 'Qodex',
		platform: 'qodex',
		credential: 'testRunQodexApi',
		async begin({ control }) {
			await control.qodex.nextRuns({ outcome: 'failed', failures: 1, afterPolls: 3, runs: 1 });
			const { testRunId: runId } = await control.qodex.startRun({});
			return { operation: 'waitForRun', runId };
		},
	},
	{
		name: 'TestCLIX',
		platform: 'testclix',
		credential: 'testRunTestClixApi',
		async begin({ control, testclix: { testId } }) {
			await control.testclix.nextRuns({ outcome: 'error', lagReads: 1, activeReads: 3, runs: 1 });
			return { operation: 'startRunAndWait', testId };
		},
	},
	{
		name: 'Qase',
		platform: 'qase',
		credential: 'testRunQaseApi',
		async begin({ control, qase: { projectCode: project } }) {
			const { id: runId } = (await control.qase.createRun({ project, title: 'Nightly' })).run;
			await control.qase.planFinish({ project, runId, outcome: 'failed', failures: 1, afterReads: 3 });
			return { operation: 'waitForRun', projectCode: byId(project, 'code'), runId: byId(runId) };
		},
	},
	{
		name: 'Preclinical',
		platform: 'preclinical',
		credential: 'testRunPreclinicalApi',
		async begin({ control, preclinical: { agentId } }) {
			await control.preclinical.nextRuns({ outcome: 'completed', failures: 1, afterReads: 3, runs: 1 });
			return { operation: 'startRunAndWait', agentId: byId(agentId) };
		},
	},
];
