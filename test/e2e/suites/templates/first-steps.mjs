import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { readTemplate } from './import-template.mjs';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<import('./index.mjs').State>[]} */
export const firstSteps = [
	{ name: 'First steps: runs as it is imported, and the sample goes to Failed', run: runByHand },
];

async function runByHand({ client }) {
	const { id } = await client.createWorkflow(readTemplate('first-steps'));
	const execution = await client.nextExecution(id, async () => await client.runWorkflow(id, 'Start'));
	assert.equal(execution.status, 'success');
	const [[event]] = outputsOf(execution, 'Failed');
	assert.equal(event.gate.verdict, 'failed');
	assert.deepEqual(outputsOf(execution, 'Passed'), []);
}
