import assert from 'node:assert/strict';
import { callsReportARun, importFilledIn } from './every-template.mjs';

const SHA = '0123456789abcdef0123456789abcdef01234567';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const qodex = [
	{ name: 'Qodex: imported, filled in and active', run: importIt },
	{ name: 'Qodex: a call without the token starts nothing', run: callWithoutToken },
	{ name: 'Qodex: a green run sets the status success, and Slack stays silent', run: deployGreen },
	{ name: 'Qodex: a red run sets the status failure, and Slack tells of it', run: deployRed },
	{
		name: 'Qodex: a run without a result sets the status error, and Slack tells of it',
		run: deployOverBudget,
	},
];

async function importIt(state) {
	const status = { credentials: ['githubApi'] };
	const { id, nodes } = await importFilledIn(state, 'qodex-after-deployment', {
		Deployed: { credentials: ['httpHeaderAuth'] },
		Settings: { fields: { channel: state.standIn.slack.channel.name } },
		'Start Run and Wait': { credentials: ['testRunQodexApi'] },
		'Status Pending': status,
		'Status Success': status,
		'Status Failure': status,
		'Status Error': status,
		'Status Not Finished': status,
		'Report a Run': callsReportARun(state),
	});
	state.qodexWorkflow = id;
	state.qodexUrl = `${state.n8n.url}/webhook/${nodes.find(({ name }) => name === 'Deployed').parameters.path}`;
}

async function callWithoutToken({ client, qodexUrl, qodexWorkflow }) {
	assert.equal((await deployed(qodexUrl, {})).status, 403);
	assert.deepEqual(await client.listExecutions(qodexWorkflow), []);
}

async function deployGreen(state) {
	const { statuses, messages } = await deploy(state, { outcome: 'passed' });
	assert.deepEqual(statesOf(statuses), ['pending', 'success']);
	assert.deepEqual(messages, []);
}

async function deployRed(state) {
	const { statuses, messages } = await deploy(state, { outcome: 'failed', failures: 2 });
	assert.deepEqual(statesOf(statuses), ['pending', 'failure']);
	assert.match(statuses[1].description, /failed/i);
	assert.equal(messages.length, 1);
	assert.match(JSON.stringify(messages[0].blocks[0]), /Failed: Deployment to staging/);
}

async function deployOverBudget(state) {
	const { statuses, messages } = await deploy(state, { outcome: 'budget_exceeded' });
	assert.deepEqual(statesOf(statuses), ['pending', 'error']);
	assert.equal(messages.length, 1);
	assert.match(JSON.stringify(messages[0].blocks[0]), /Inconclusive: Deployment to staging/);
}

/**
 * Reports a deployment as CI would, with a run that ends in this way; returns the statuses at GitHub and the messages
 * in Slack.
 */
async function deploy({ client, sandbox, standIn, qodexUrl, qodexWorkflow }, ending) {
	const { github, slack } = standIn;
	const [fromStatus, fromMessage] = [github.statuses.length, slack.messages.length];
	await sandbox.control.qodex.nextRuns({ ...ending, afterPolls: 1, runs: 1 });
	const execution = await client.nextExecution(qodexWorkflow, async () => {
		const response = await deployed(
			qodexUrl,
			{ 'x-sandbox-token': 'sandbox-ci-placeholder' },
			github.repository,
		);
		assert.equal(response.status, 202);
	});
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	const [run] = (await sandbox.control.qodex.runs()).slice(-1);
	assert.equal(run.environment, 'staging');
	return { statuses: github.statuses.slice(fromStatus), messages: slack.messages.slice(fromMessage) };
}

async function deployed(url, headers, repository) {
	return await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify({ repository, sha: SHA, environment: 'staging' }),
	});
}

/**
 * The states of the statuses. Checks that all are about the commit and in the same context, so that the last one
 * counts.
 */
function statesOf(statuses) {
	for (const { sha, context } of statuses) assert.deepEqual([sha, context], [SHA, 'qodex']);
	return statuses.map(({ state }) => state);
}
