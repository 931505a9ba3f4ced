import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { currentsTrigger, importFilledIn, slackNode } from './every-template.mjs';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const runFailed = [
	{ name: 'Run failed: a red run gives one message that names its tests', run: fail },
	{ name: 'Run failed: a canceled run is reported, a green one is not', run: cancelAndPass },
];

async function fail(state) {
	const { id } = await importFilledIn(state, 'run-failed-to-slack', {
		'Run Finished': currentsTrigger(state),
		'Post to Slack': slackNode(state),
	});
	state.runFailedWorkflow = id;
	const { execution, messages } = await finished(state, { outcome: 'failed', failures: 3 });
	const [[event]] = outputsOf(execution, 'Run Finished');
	assert.equal(event.run.failures.length, 3);
	assert.equal(messages.length, 1);
	for (const { title } of event.run.failures)
		assert.ok(JSON.stringify(messages[0].blocks).includes(title), title);
	assert.match(messages[0].text, /^Failed/);
}

async function cancelAndPass(state) {
	const { client, runFailedWorkflow } = state;
	assert.deepEqual((await finished(state, { outcome: 'passed' })).messages, []);
	const { messages } = await finished(state, { outcome: 'canceled' });
	assert.match(messages[0].text, /^Inconclusive/);
	await client.deactivate(runFailedWorkflow);
	await client.deleteWorkflow(runFailedWorkflow);
}

/** Finishes a run in this way; returns the execution that it started, and what that posted to Slack. */
async function finished({ client, sandbox, standIn, runFailedWorkflow }, ending) {
	const { control, currents } = sandbox;
	const { messages } = standIn.slack;
	const before = messages.length;
	const execution = await client.nextExecution(runFailedWorkflow, async () => {
		const { run } = await control.currents.createRun({ projectId: currents.projectId });
		await control.currents.finishRun({ runId: run.runId, ...ending });
	});
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	return { execution, messages: messages.slice(before) };
}
