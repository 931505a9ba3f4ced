import { byId, comparison, failures, item, itemsWith, QUICKLY, run, runs } from './actions-expect.mjs';

const URL = 'https://hooks.example.com/preclinical';

/** A URL at which there is no server. */
const NOBODY = 'http://127.0.0.1:9/preclinical';

const agent = ({ preclinical }) => ({ agentId: byId(preclinical.agentId) });

const selfHosted = ({ preclinicalOss: { baseUrl } }) => ({
	name: 'Preclinical, self-hosted (sandbox)',
	type: 'testRunPreclinicalApi',
	data: { flavour: 'selfHosted', baseUrl },
});

async function openRun({ control }) {
	return { runId: (await control.preclinical.createRun()).id };
}

async function failedRun(sandbox) {
	const { runId } = await openRun(sandbox);
	await sandbox.control.preclinical.finishRun({ runId, outcome: 'completed', failures: 2 });
	return { runId };
}

/** An agent can have only one webhook, so each case uses a different agent. */
function webhookOf(index, url = URL) {
	return async ({ control }) => {
		const [{ id: agentId }] = (await control.preclinical.agents()).slice(index);
		const { id } = await control.preclinical.addWebhook({ agentId, url });
		return { webhookId: id };
	};
}

async function twoFailedRuns(sandbox) {
	const { runId: previousRunId } = await failedRun(sandbox);
	return { ...(await failedRun(sandbox)), compareWith: 'run', previousRunId };
}

/** @type {import('./actions-expect.mjs').Cases} */
export const preclinical = {
	cancelRun: { given: openRun, expect: run({ status: 'canceled', verdict: 'inconclusive' }) },
	compareRuns: { given: twoFailedRuns, expect: comparison },
	createWebhook: { given: () => ({ url: URL }), expect: item({ url: URL, agent_id: null }) },
	deleteRun: {
		credential: selfHosted,
		async given({ control }) {
			const { id: runId } = await control.preclinicalOss.createRun();
			await control.preclinicalOss.finishRun({ runId, outcome: 'completed' });
			return { runId };
		},
		expect: item({ deleted: true }),
	},
	deleteWebhook: { given: webhookOf(0), expect: item({ deleted: true }) },
	getManyAgents: { expect: itemsWith('id', 'name') },
	getManyFailures: { given: failedRun, expect: failures(2) },
	getManyResults: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), limit: 3 }),
		expect: itemsWith('id'),
	},
	getManyRuns: { given: async (sandbox) => (await failedRun(sandbox), { limit: 3 }), expect: runs },
	getManyScenarios: { credential: selfHosted, given: () => ({ limit: 3 }), expect: itemsWith('id', 'name') },
	getManyWebhooks: { expect: itemsWith('id', 'url') },
	getRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), options: { includeFailures: 1 } }),
		expect: run({ status: 'finished', verdict: 'failed', failuresTruncated: true }),
	},
	getWebhook: { given: webhookOf(1), expect: item({ url: URL }) },
	sendTestDelivery: { given: webhookOf(1, NOBODY), expect: item({ success: false }) },
	startRun: { given: agent, expect: run({ verdict: 'pending' }) },
	startRunAndWait: {
		given: (sandbox) => ({ ...agent(sandbox), ...QUICKLY }),
		expect: run({ status: 'finished', verdict: 'passed' }),
	},
	updateWebhook: {
		given: async (sandbox) => ({
			...(await webhookOf(2)(sandbox)),
			updateFields: { description: 'Nightly' },
		}),
		expect: item({ url: URL, description: 'Nightly' }),
	},
	waitForRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), ...QUICKLY }),
		expect: run({ status: 'finished', verdict: 'failed' }),
	},
};
