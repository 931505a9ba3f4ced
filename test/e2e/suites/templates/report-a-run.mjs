import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { callsReportARun } from './every-template.mjs';

const PLATFORMS = ['currents', 'qodex', 'testclix', 'qase', 'preclinical'];
const PULL_REQUEST = 5;

/** @type {import('../../../../scripts/lib/steps.mjs').Step<import('./index.mjs').State>[]} */
export const reportARun = [
	{ name: 'Report a run: a run of each platform goes to Slack and to the pull request', run: reportEach },
	{ name: 'Report a run: with nowhere to report to it stops, and says so', run: reportNowhere },
	{ name: 'Report a run: several runs in one call stop, and say so', run: reportSeveral },
];

async function reportEach(state) {
	const { github, slack } = state.standIn;
	for (const platform of PLATFORMS) {
		const report = {
			channel: slack.channel.name,
			repository: github.repository,
			pullRequest: PULL_REQUEST,
			title: `Sample of ${platform}`,
		};
		const execution = await call(state, { platform, report });
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		const [[item]] = outputsOf(execution, 'Report a Run');
		const [message, comment] = [slack.messages.at(-1), github.comments.at(-1)];
		assert.match(JSON.stringify(message.blocks[0]), new RegExp(`Failed: Sample of ${platform}`));
		assert.ok(comment.body.includes(`Failed: Sample of ${platform}`), comment.body);
		assert.equal(comment.pullRequest, PULL_REQUEST);
		assert.deepEqual(item.reported.slack, { channel: slack.channel.id, ts: message.ts });
		assert.deepEqual(item.reported.comment, { id: comment.id, url: comment.html_url });
		assert.equal(item.run.platform, platform);
	}
	// Each platform has its own comment.
	assert.equal(github.comments.length, PLATFORMS.length);
}

async function reportNowhere(state) {
	const execution = await call(state, { platform: 'currents', report: { channel: '' } });
	assert.equal(execution.status, 'error');
	assert.match(JSON.stringify(execution.data.resultData.error), /neither a Slack channel nor a pull request/);
}

async function reportSeveral(state) {
	const { slack } = state.standIn;
	const before = slack.messages.length;
	const report = { channel: slack.channel.name };
	const execution = await call(state, { platform: 'currents', report, runs: [1, 2] });
	assert.equal(execution.status, 'error');
	assert.match(JSON.stringify(execution.data.resultData.error), /put a Loop Over Items node/);
	assert.equal(slack.messages.length, before);
}

/** Executes a workflow that creates a sample event and reports it. */
async function call(state, { platform, report, runs = [1] }) {
	const { client } = state;
	const row = [
		['Start', 'n8n-nodes-base.manualTrigger', 1, {}],
		[
			'Sample Event',
			'n8n-nodes-test-runs.testRun',
			1,
			{ resource: 'any', operation: 'sampleEvent', platform, verdict: 'failed' },
		],
		[
			'What to Report',
			'n8n-nodes-base.set',
			3.4,
			{ mode: 'raw', jsonOutput: JSON.stringify({ report, runs }), includeOtherFields: true, options: {} },
		],
		[
			'Runs',
			'n8n-nodes-base.splitOut',
			1,
			{ fieldToSplitOut: 'runs', include: 'allOtherFields', options: {} },
		],
		[
			'Report a Run',
			'n8n-nodes-base.executeWorkflow',
			1.2,
			{ ...callsReportARun(state).parameters, options: {} },
		],
	];
	const nodes = row.map(([name, type, typeVersion, parameters], index) => {
		return { id: String(index), name, type, typeVersion, position: [index * 240, 0], parameters };
	});
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, index) => [nodes[index].name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
	);
	const { id } = await client.createWorkflow({ name: `Caller, ${platform}`, nodes, connections });
	return await client.nextExecution(id, async () => await client.runWorkflow(id, 'Start'));
}
