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

const OPENAI = {
	provider: 'openai',
	baseUrl: 'http://127.0.0.1:9/v1',
	model: 'small',
	apiKey: 'a-placeholder',
};

/** An agent that no other case uses. */
async function newAgent({ control }, name) {
	const { id } = await control.preclinical.addAgent({ provider: 'openai', name });
	return { agentId: byId(id) };
}

async function twoScenarios({ control }) {
	const scenarios = await control.preclinical.scenarios();
	return { scenarioIds: scenarios.slice(0, 2).map(({ id }) => id) };
}

async function suite({ control }) {
	const [{ id }] = await control.preclinical.suites();
	return { testSuiteId: byId(id) };
}

async function lastScenario({ control }) {
	return { scenarioId: byId((await control.preclinicalOss.scenarios()).at(-1).id) };
}

/** @type {import('./actions-expect.mjs').Cases} */
export const preclinical = {
	cancelRun: { given: openRun, expect: run({ status: 'canceled', verdict: 'inconclusive' }) },
	compareRuns: { given: twoFailedRuns, expect: comparison },
	createAgent: {
		given: () => ({ ...OPENAI, name: 'Night desk' }),
		expect: item({ name: 'Night desk', provider: 'openai', is_active: true }),
	},
	createTestSuite: {
		given: async (sandbox) => ({ name: 'Again', ...(await twoScenarios(sandbox)) }),
		expect: item({ name: 'Again', scenario_count: 2 }),
	},
	createWebhook: { given: () => ({ url: URL }), expect: item({ url: URL, agent_id: null }) },
	deleteAgent: { given: (sandbox) => newAgent(sandbox, 'To delete'), expect: item({ deleted: true }) },
	deleteRun: {
		credential: selfHosted,
		async given({ control }) {
			const { id: runId } = await control.preclinicalOss.createRun();
			await control.preclinicalOss.finishRun({ runId, outcome: 'completed' });
			return { runId };
		},
		expect: item({ deleted: true }),
	},
	deleteScenario: { credential: selfHosted, given: lastScenario, expect: item({ deleted: true }) },
	deleteWebhook: { given: webhookOf(0), expect: item({ deleted: true }) },
	exportRun: {
		credential: selfHosted,
		async given({ control }) {
			const { id: runId } = await control.preclinicalOss.createRun();
			return { runId, options: { fileName: 'nightly.csv' } };
		},
		expect: item({ fileName: 'nightly.csv', mimeType: 'text/csv' }),
	},
	generateScenarios: {
		credential: selfHosted,
		given: () => ({
			text: 'If a caller reports chest pain, name the emergency number.',
			additionalFields: { tags: 'triage' },
		}),
		expect: item({ name: 'If a caller reports chest pain, name the emergency number.', tags: ['triage'] }),
	},
	getAgent: { given: agent, expect: itemsWith('id', 'name', 'provider') },
	getHealth: { credential: selfHosted, expect: item({ healthy: true, status: 'ok', problems: [] }) },
	getManyAgents: { expect: itemsWith('id', 'name') },
	getManyFailures: { given: failedRun, expect: failures(2) },
	getManyResults: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), limit: 3 }),
		expect: itemsWith('id'),
	},
	getManyRuns: { given: async (sandbox) => (await failedRun(sandbox), { limit: 3 }), expect: runs },
	getManyScenarios: { credential: selfHosted, given: () => ({ limit: 3 }), expect: itemsWith('id', 'name') },
	getManyTestSuites: { expect: itemsWith('id', 'name') },
	getManyWebhooks: { expect: itemsWith('id', 'url') },
	getRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), options: { includeFailures: 1 } }),
		expect: run({ status: 'finished', verdict: 'failed', failuresTruncated: true }),
	},
	getScenario: {
		credential: selfHosted,
		given: lastScenario,
		expect: itemsWith('id', 'name', 'criteria'),
	},
	getTestSuite: { given: suite, expect: itemsWith('id', 'scenario_ids') },
	getWebhook: { given: webhookOf(1), expect: item({ url: URL }) },
	sendTestDelivery: { given: webhookOf(1, NOBODY), expect: item({ success: false }) },
	startRun: { given: agent, expect: run({ verdict: 'pending' }) },
	startRunAndWait: {
		given: (sandbox) => ({ ...agent(sandbox), ...QUICKLY }),
		expect: run({ status: 'finished', verdict: 'passed' }),
	},
	updateAgent: {
		given: async (sandbox) => ({
			...(await newAgent(sandbox, 'To rename')),
			updateFields: { name: 'Renamed', active: false },
		}),
		expect: item({ name: 'Renamed', is_active: false }),
	},
	updateScenario: {
		credential: selfHosted,
		given: async (sandbox) => ({ ...(await lastScenario(sandbox)), updateFields: { name: 'Renamed' } }),
		expect: item({ name: 'Renamed', approved: true }),
	},
	updateTestSuite: {
		given: async (sandbox) => ({ ...(await suite(sandbox)), updateFields: { description: 'Weekly' } }),
		expect: item({ description: 'Weekly' }),
	},
	updateWebhook: {
		given: async (sandbox) => ({
			...(await webhookOf(2)(sandbox)),
			updateFields: { description: 'Nightly' },
		}),
		expect: item({ url: URL, description: 'Nightly' }),
	},
	validateAgent: { given: agent, expect: item({ valid: true }) },
	waitForRun: {
		given: async (sandbox) => ({ ...(await failedRun(sandbox)), ...QUICKLY }),
		expect: run({ status: 'finished', verdict: 'failed' }),
	},
};
