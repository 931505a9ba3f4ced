import { byId, comparison, failures, item, itemsWith, QUICKLY, run, runs } from './actions-expect.mjs';

const URL = 'https://hooks.example.com/currents';

const TEST = { specFile: 'tests/checkout/payment.spec.ts', suite: 'checkout', title: 'pays on invoice' };

const project = ({ currents }) => ({ projectId: byId(currents.projectId) });

async function openRun({ control, currents: { projectId } }, plan = {}) {
	return (await control.currents.createRun({ projectId, ...plan })).run;
}

async function failedRun(sandbox, plan) {
	const { runId } = await openRun(sandbox, plan);
	await sandbox.control.currents.finishRun({ runId, outcome: 'failed', failures: 2 });
	return { runId };
}

async function webhook({ control, currents: { projectId } }) {
	const { hookId } = await control.currents.addWebhook({ projectId, url: URL, hookEvents: ['RUN_FINISH'] });
	return { webhookId: hookId };
}

const byTitle = (value) => ({ op: 'AND', cond: [{ type: 'title', op: 'eq', value }] });

async function action({ control, currents: { projectId } }) {
	const { actionId } = await control.currents.addTestAction({
		...{ projectId, name: 'Quarantine', action: [{ op: 'quarantine' }], matcher: byTitle('pays on invoice') },
	});
	return { actionId };
}

async function twoFailedRuns(sandbox) {
	const { runId: previousRunId } = await failedRun(sandbox);
	return { ...(await failedRun(sandbox)), compareWith: 'run', previousRunId };
}

/** @type {import('./actions-expect.mjs').Cases} */
export const currents = {
	archiveAction: { given: action, expect: item({ archived: true }) },
	cancelRun: {
		given: async (sandbox) => ({ runId: (await openRun(sandbox)).runId }),
		expect: run({ status: 'canceled', verdict: 'inconclusive' }),
	},
	cancelRunByGithub: {
		async given(sandbox) {
			await openRun(sandbox, { githubRunId: '4711', githubRunAttempt: 1 });
			return { githubRunId: '4711' };
		},
		expect: item({ githubRunId: '4711', githubRunAttempt: 1 }),
	},
	compareRuns: { given: twoFailedRuns, expect: comparison },
	createAction: {
		given: (sandbox) => ({
			...project(sandbox),
			...{ name: 'Quarantine', title: 'pays on invoice' },
			additionalFields: { expiresAfter: '2099-01-01T00:00:00Z' },
		}),
		expect: item({
			...{ status: 'active', types: ['quarantine'], matcher: byTitle('pays on invoice') },
			expiresAfter: '2099-01-01T00:00:00.000Z',
		}),
	},
	createWebhook: {
		given: (sandbox) => ({ ...project(sandbox), url: URL }),
		expect: item({ url: URL, hookEvents: ['RUN_FINISH'] }),
	},
	deleteRun: { given: failedRun, expect: item({ deleted: true }) },
	deleteWebhook: { given: webhook, expect: item({ deleted: true }) },
	disableAction: { given: action, expect: item({ status: 'disabled' }) },
	enableAction: { given: action, expect: item({ status: 'active' }) },
	findRun: {
		async given(sandbox) {
			const { runId } = await failedRun(sandbox, { ciBuildId: 'build-17', branch: 'release' });
			return { ...project(sandbox), buildId: 'build-17', branch: 'release', found: runId };
		},
		expect: (items, { found }) => run({ id: found, verdict: 'failed', buildId: 'build-17' })(items, {}),
	},
	getAction: { given: action, expect: item({ name: 'Quarantine', types: ['quarantine'] }) },
	getFailureContext: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), contextOf: 'run' }),
		expect: itemsWith('context'),
	},
	getInstance: {
		async given(sandbox) {
			const { specs } = await openRun(sandbox);
			return { instanceId: specs[0].instanceId };
		},
		expect: itemsWith('file', 'tests', 'url'),
	},
	getManyActions: {
		given: async (sandbox) => (await action(sandbox), project(sandbox)),
		expect: itemsWith('actionId', 'status', 'matcher'),
	},
	getManyErrors: {
		given: async (sandbox) => (await failedRun(sandbox), project(sandbox)),
		expect: itemsWith('message', 'count', 'tests'),
	},
	getManyFailures: { given: failedRun, expect: failures(2) },
	getManyProjects: { expect: itemsWith('projectId', 'name') },
	getManyRuns: { given: (sandbox) => ({ ...project(sandbox), limit: 3 }), expect: runs },
	getManyWebhooks: {
		given: async (sandbox) => (await webhook(sandbox), project(sandbox)),
		expect: itemsWith('hookId', 'url'),
	},
	getManySpecFiles: {
		given: async (sandbox) => (await failedRun(sandbox), project(sandbox)),
		expect: itemsWith('file', 'signature', 'avgDuration'),
	},
	getManyTests: {
		given: async (sandbox) => (await failedRun(sandbox), project(sandbox)),
		expect: itemsWith('title', 'signature', 'executions'),
	},
	getManyTestResults: {
		given: async (sandbox) => (await failedRun(sandbox), { ...project(sandbox), ...TEST }),
		expect: itemsWith('runKey', 'testKey', 'status'),
	},
	getProject: { given: project, expect: itemsWith('projectId', 'name') },
	getProjectInsights: {
		given: async (sandbox) => (await failedRun(sandbox), project(sandbox)),
		expect: itemsWith('runs', 'tests', 'timeline'),
	},
	getRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), options: { includeFailures: 1 } }),
		expect: run({ status: 'finished', verdict: 'failed', failuresTruncated: true }),
	},
	getTestSignature: {
		given: (sandbox) => ({ ...project(sandbox), ...TEST }),
		expect: itemsWith('signature'),
	},
	getWebhook: { given: webhook, expect: item({ url: URL }) },
	resetRun: { given: failedRun, expect: item({ reset: true }) },
	updateAction: {
		given: async (sandbox) => ({ ...(await action(sandbox)), updateFields: { name: 'Weekly' } }),
		expect: item({ name: 'Weekly' }),
	},
	updateWebhook: {
		given: async (sandbox) => ({ ...(await webhook(sandbox)), updateFields: { label: 'Nightly' } }),
		expect: item({ url: URL, label: 'Nightly' }),
	},
	waitForRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), ...QUICKLY }),
		expect: run({ status: 'finished', verdict: 'failed' }),
	},
};
