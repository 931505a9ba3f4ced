import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { currentsTrigger, importFilledIn, slackNode } from './every-template.mjs';

/** n8n answers programs that preview links without counting them as an answer. */
const BROWSER = {
	'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
};

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const approveInconclusive = [
	{ name: 'Approval: a canceled run asks in Slack, and the button releases', run: approve },
	{ name: 'Approval: the other button holds back; green and red runs ask nobody', run: holdBack },
];

async function approve(state) {
	const { id } = await importFilledIn(state, 'approve-inconclusive', {
		'Run Finished': currentsTrigger(state),
		'Ask in Slack': slackNode(state),
	});
	state.approvalWorkflow = id;
	const execution = await decided(state, 'Release');
	assert.equal(outputsOf(execution, 'Release').flat().length, 1);
	assert.equal(execution.data.resultData.runData['Hold Back'], undefined);
}

async function holdBack(state) {
	const { client, approvalWorkflow: id, standIn } = state;
	const execution = await decided(state, 'Hold back');
	assert.equal(outputsOf(execution, 'Hold Back').flat().length, 1);
	assert.equal(execution.data.resultData.runData.Release, undefined);
	const asked = standIn.slack.messages.length;
	for (const outcome of ['passed', 'failed']) await client.nextExecution(id, () => finish(state, outcome));
	assert.equal(standIn.slack.messages.length, asked);
	await client.deactivate(id);
	await client.deleteWorkflow(id);
}

/** Cancels a run, and presses the button of this name in the message that asks about it. */
async function decided(state, label) {
	const { client, standIn, approvalWorkflow: id } = state;
	const { messages } = standIn.slack;
	const before = (await client.listExecutions(id)).map((execution) => execution.id);
	await finish(state, 'canceled');
	const isNew = (execution) => !before.includes(execution.id);
	await client.waitForExecution(id, (execution) => isNew(execution) && execution.status === 'waiting');
	const buttons = messages.at(-1).blocks.flatMap(({ elements = [] }) => elements);
	const { url } = buttons.find(({ text }) => text.text === label);
	assert.equal((await fetch(url, { headers: BROWSER })).status, 200);
	return await client.waitForExecution(id, (one) => isNew(one) && one.status === 'success');
}

async function finish({ sandbox: { control, currents } }, outcome) {
	const { run } = await control.currents.createRun({ projectId: currents.projectId });
	await control.currents.finishRun({ runId: run.runId, outcome });
}
