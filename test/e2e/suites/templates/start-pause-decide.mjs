import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { createFilledIn } from './every-template.mjs';

/** The execution is stored for 65 seconds, and n8n looks once a minute for those that go on. */
const PATIENCE_MS = 180_000;

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const startPauseDecide = [
	{ name: 'Start, pause, decide: the loop awaits the run that it started, and starts no other', run: loop },
];

async function loop(state) {
	const { client, sandbox } = state;
	const { id } = await createFilledIn(state, 'start-pause-decide', {
		'Start Run and Wait': {
			credentials: ['testRunQodexApi'],
			parameters: { environment: 'staging' },
		},
	});
	const before = (await sandbox.control.qodex.runs()).length;
	// The first look finds the run still running, so that the execution is stored and led back once.
	await sandbox.control.qodex.nextRuns({ outcome: 'failed', failures: 1, afterPolls: 1, runs: 1 });
	await client.runWorkflow(id, 'Start');
	const execution = await client.waitForExecution(id, undefined, { timeoutMs: PATIENCE_MS });
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	const { runData } = execution.data.resultData;
	assert.equal(runData['Start Run and Wait'].length, 2);
	assert.equal(outputsOf(execution, 'Stop and Tell').flat().length, 1);
	assert.equal((await sandbox.control.qodex.runs()).length, before + 1);
	await client.deleteWorkflow(id);
}
