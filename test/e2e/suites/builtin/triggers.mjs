import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { fromCurrentsNode } from '../../../../scripts/lib/fromCurrentsNode/convert.js';
import { noViolations } from '../../checks.mjs';
import { node } from '../../workflows.mjs';
import { byId } from './rows.js';

const TRIGGER = 'On a Run';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const triggers = [
	{ name: 'both triggers are active, the second one converted from the first', run: activate },
	{ name: 'one delivery starts both, and ours holds what the built-in one gives', run: deliver },
	{ name: 'both leave no webhook behind', run: deactivate },
	noViolations,
];

async function activate(state) {
	const { client, credentials, sandbox } = state;
	await sandbox.control.clearViolations();
	const { currentsApi, testRunCurrentsApi } = credentials;
	const draft = {
		name: 'Built-in trigger',
		nodes: [
			node(TRIGGER, 'n8n-nodes-base.currentsTrigger', 0, 0, {
				parameters: { projectId: byId(sandbox.currents.projectId), events: ['RUN_FINISH', 'RUN_CANCELED'] },
				credentials: { currentsApi },
				webhookId: randomUUID(),
			}),
		],
		connections: {},
	};
	const { workflow } = fromCurrentsNode(draft);
	const nodes = workflow.nodes.map((own) => ({ ...own, credentials: { testRunCurrentsApi } }));
	state.theirs = (await client.createWorkflow(draft)).id;
	state.ours = (await client.createWorkflow({ ...workflow, name: 'Our trigger', nodes })).id;
	await client.activate(state.theirs);
	await client.activate(state.ours);
	const hooks = await sandbox.control.currents.webhooks({});
	assert.deepEqual(
		hooks.map(({ hookEvents }) => hookEvents.sort()),
		[
			['RUN_CANCELED', 'RUN_FINISH'],
			['RUN_CANCELED', 'RUN_FINISH'],
		],
	);
}

async function deliver({ client, sandbox, theirs, ours }) {
	const { control, currents } = sandbox;
	const { run } = await control.currents.createRun({ projectId: currents.projectId });
	const executionOf = async (id) => await client.waitForExecution(id);
	await control.currents.finishRun({ runId: run.runId, outcome: 'failed', failures: 2 });
	const [[their]] = outputsOf(await executionOf(theirs), TRIGGER);
	const [[our]] = outputsOf(await executionOf(ours), TRIGGER);
	assert.deepEqual(our.raw, their);
	assert.equal(our.event, their.event);
	assert.deepEqual(
		{ id: our.run.id, buildId: our.run.buildId, failed: our.run.counts.failed, branch: our.run.branch },
		{ id: run.runId, buildId: their.buildId, failed: their.failures, branch: their.commit.branch },
	);
	assert.equal((await client.listExecutions(theirs)).length, 1);
	assert.equal((await client.listExecutions(ours)).length, 1);
}

async function deactivate({ client, sandbox, theirs, ours }) {
	await client.deactivate(theirs);
	await client.deactivate(ours);
	assert.deepEqual(await sandbox.control.currents.webhooks({}), []);
}
