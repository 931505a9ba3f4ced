import assert from 'node:assert/strict';
import { executeNode, outputTable } from './nodePanel.mjs';
import { openNode } from './workflows.mjs';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const executions = [
	{
		name: 'Trigger: listening for a test event, the output panel shows the delivered event',
		run: listenForTestEvent,
		standsAlone: true,
	},
	{
		name: 'Test Run: executed by hand, the output panel shows the run',
		run: executeByHand,
		standsAlone: true,
	},
	{
		name: 'Test Run: a key that is not accepted gives an error that says what to do',
		run: executeWithWrongKey,
		standsAlone: true,
	},
];

async function listenForTestEvent({ editor, client, sandbox, credentials }) {
	const { page } = editor;
	const { projectId } = sandbox.currents;
	await openNode({ ...editor, client }, 'testRunTrigger', {
		parameters: { platform: 'currents', projectId: { __rl: true, mode: 'id', value: projectId } },
		credentials,
	});
	await executeNode(page);
	await page.locator('[data-test-id=trigger-listening]').waitFor();
	const { run } = await sandbox.control.currents.createRun({ projectId });
	const { deliveries } = await sandbox.control.currents.finishRun({
		runId: run.runId,
		outcome: 'failed',
		failures: 2,
	});
	assert.deepEqual(
		deliveries.map(({ attempts }) => attempts.at(-1).status),
		[200],
	);
	const table = await outputTable(page);
	assert.match(table, /^RUN_FINISH\b/m);
	assert.match(table, new RegExp(`^id:${run.runId}$`, 'm'));
	assert.match(table, /^verdict:failed$/m);
}

async function executeByHand({ editor, client, sandbox, credentials }) {
	const { page } = editor;
	const { projectId } = sandbox.currents;
	const { run } = await sandbox.control.currents.createRun({ projectId });
	await sandbox.control.currents.finishRun({ runId: run.runId, outcome: 'passed' });
	await openNode({ ...editor, client }, 'testRun', {
		parameters: { resource: 'currents', operation: 'getRun', runId: run.runId },
		credentials,
	});
	await executeNode(page);
	const table = await outputTable(page);
	assert.match(table, new RegExp(`\\t${run.runId}\\t`));
	assert.match(table, /\tpassed\tAll 12 tests passed\.\t/);
}

async function executeWithWrongKey({ editor, client, sandbox }) {
	const { page } = editor;
	const { baseUrl } = sandbox.currents;
	const credential = await client.createCredential({
		name: 'Currents (wrong key)',
		type: 'testRunCurrentsApi',
		data: { apiKey: 'wrong-key', baseUrl },
	});
	await openNode({ ...editor, client }, 'testRun', {
		parameters: { resource: 'currents', operation: 'getRun', runId: 'any' },
		credentials: { testRunCurrentsApi: credential },
	});
	await executeNode(page);
	const output = page.locator('[data-test-id=output-panel]');
	await output.locator('[data-test-id=node-error-message]').waitFor();
	const text = await output.innerText();
	assert.match(text, /Currents did not accept the key \(HTTP 401\)/);
	assert.match(text, /Check the API key in the credential/);
	assert.doesNotMatch(text, /wrong-key/);
}
