import { failures, item, QUICKLY, run } from './actions-expect.mjs';

const EVERYTHING = { environment: 'staging', scope: 'all' };

async function failedRun({ control }) {
	const { testRunId } = await control.qodex.startRun({});
	await control.qodex.finishRun({ testRunId, outcome: 'failed', failures: 2 });
	return { runId: testRunId };
}

/** @type {import('./actions-expect.mjs').Cases} */
export const qodex = {
	getManyFailures: { given: failedRun, expect: failures(2) },
	getRun: { given: failedRun, expect: run({ status: 'finished', verdict: 'failed' }) },
	runSchedule: { credential: 'testRunQodexScheduleApi', expect: item({ started: true }) },
	startRun: { given: () => EVERYTHING, expect: run({ verdict: 'pending', environment: 'staging' }) },
	startRunAndWait: {
		given: () => ({ ...EVERYTHING, ...QUICKLY }),
		expect: run({ status: 'finished', verdict: 'passed' }),
	},
	waitForRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), ...QUICKLY }),
		expect: run({ status: 'finished', verdict: 'failed' }),
	},
};
