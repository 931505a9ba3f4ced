import assert from 'node:assert/strict';
import { assertSentTo } from '../../checks.mjs';
import { reactToCurrentsRun } from '../../workflows.mjs';
import { workersOf } from './cluster.mjs';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const registration = [
	{ name: 'Currents: activation registers one webhook, with the URL of the router', run: activate },
	{ name: 'the main process takes no delivery', run: askMain },
	{
		name: 'Currents: a failed run is delivered through the webhook process, and a worker decides',
		run: deliver,
	},
	{ name: 'Currents: deactivation removes the webhook', run: deactivate },
];

async function activate(state) {
	const { client, credentials, router, sandbox } = state;
	const { projectId } = sandbox.currents;
	const workflow = reactToCurrentsRun({ projectId, events: ['RUN_FINISH'], credentials });
	state.currentsWorkflow = (await client.createWorkflow(workflow)).id;
	await client.activate(state.currentsWorkflow);
	const hooks = await sandbox.control.currents.webhooks({});
	assert.equal(hooks.length, 1, `one webhook is expected, but there are ${hooks.length}`);
	state.currentsPath = hooks[0].url.slice(router.url.length);
	assert.equal(hooks[0].url, `${router.url}${state.currentsPath}`);
}

async function askMain({ n8n, currentsPath }) {
	const { status } = await fetch(`${n8n.url}${currentsPath}`, { method: 'POST' });
	assert.equal(status, 404);
}

async function deliver(state) {
	const { client, currentsWorkflow, sandbox } = state;
	const { control, currents } = sandbox;
	const execution = await client.nextExecution(currentsWorkflow, async () => {
		const { runId } = (await control.currents.createRun({ projectId: currents.projectId })).run;
		const { deliveries } = await control.currents.finishRun({ runId, outcome: 'failed', failures: 2 });
		assert.deepEqual(
			deliveries.map(({ attempts }) => attempts.at(-1).status),
			[200],
		);
	});
	assertSentTo(execution, 'Failed');
	assert.equal(workersOf(state, execution.id).length, 1);
}

async function deactivate({ client, currentsWorkflow, sandbox }) {
	await client.deactivate(currentsWorkflow);
	assert.deepEqual(await sandbox.control.currents.webhooks({}), []);
}
