import { failures, item, QUICKLY, run } from './actions-expect.mjs';

const SETTLED_SOON = { ...QUICKLY, options: { ...QUICKLY.options, settleSeconds: 0.3 } };

/** Each case uses a different test, since a test has only one status. */
async function test({ control }, index) {
	return { testId: (await control.testclix.tests())[index].testId };
}

async function failedTest(sandbox, index) {
	const { testId } = await test(sandbox, index);
	await sandbox.control.testclix.setTest({ testId, status: 'error' });
	return { testId };
}

/** @type {import('./actions-expect.mjs').Cases} */
export const testclix = {
	getManyFailures: { given: async (sandbox) => (await failedTest(sandbox, 4), {}), expect: failures(1) },
	getRun: {
		given: (sandbox) => failedTest(sandbox, 4),
		expect: run({ status: 'finished', verdict: 'failed' }),
	},
	getStatus: { expect: item({ verdict: 'failed' }) },
	startRun: { given: (sandbox) => test(sandbox, 3), expect: run({ verdict: 'pending' }) },
	startRunAndWait: {
		given: async (sandbox) => ({ ...(await test(sandbox, 0)), ...SETTLED_SOON }),
		expect: run({ status: 'finished', verdict: 'passed' }),
	},
	waitForRun: {
		given: async (sandbox) => ({ ...(await failedTest(sandbox, 4)), ...SETTLED_SOON }),
		expect: run({ status: 'finished', verdict: 'failed' }),
	},
};
