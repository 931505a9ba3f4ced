import assert from 'node:assert/strict';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSentTo, assertSucceeded } from '../checks.mjs';
import { decideByHand, MANUAL_TRIGGER, testRun, to } from '../workflows.mjs';
import { byId } from './actions-expect.mjs';

const NODE = 'Wait for Run';
const isStored = ({ status }) => status === 'waiting';

// n8n stores an execution for at least 65 seconds, and checks once a minute which ones are due.
const STORED_LIMIT_MS = 240_000;

/**
 * Tests the wait modes that store the execution. Steps that take minutes are started before the other steps of the
 * suite and checked after them.
 */
export const storedSteps = {
	begin: [
		{
			name: 'suspend: the execution is stored while the run goes on',
			run: beginSuspended,
			standsAlone: true,
		},
		{
			name: 'callback: a run that ends within the first seconds goes to Passed without a callback',
			run: endEarly,
			standsAlone: true,
		},
		{
			name: 'callback: the execution is stored while the run goes on',
			run: beginCallback,
			standsAlone: true,
		},
		{ name: 'callback: a call of a stranger is answered 401 and resumes nothing', run: callAsStranger },
		{ name: 'callback: the call of Qodex resumes it, and the run goes to Failed', run: callBack },
	],
	end: [
		{
			name: 'suspend: the execution comes back by itself, looks again, and the run goes to Failed',
			run: ({ suspended, client }) => endSuspended(client, suspended),
			standsAlone: true,
		},
	],
};

async function beginSuspended(state) {
	const { client, credentials, sandbox } = state;
	const { projectCode: project } = sandbox.qase;
	const { id: runId } = (await sandbox.control.qase.createRun({ project, title: 'Long' })).run;
	const parameters = {
		resource: 'qase',
		operation: 'waitForRun',
		projectCode: byId(project, 'code'),
		runId: byId(runId),
		waitMode: 'suspend',
	};
	const node = testRun(NODE, parameters, { testRunQaseApi: credentials.testRunQaseApi });
	const draft = decideByHand('Suspended', node);
	draft.connections['Still Running'] = { main: [[to(node)]] };
	const { id } = await client.createWorkflow(draft);
	await client.runWorkflow(id, MANUAL_TRIGGER);
	await client.waitForExecution(id, isStored);
	await sandbox.control.qase.finishRun({ project, runId, outcome: 'failed', failures: 1 });
	state.suspended = id;
}

async function endSuspended(client, id) {
	assert.ok(id, 'it was not begun');
	const execution = await client.waitForExecution(id, undefined, { timeoutMs: STORED_LIMIT_MS });
	assertSucceeded(execution);
	const verdicts = execution.data.resultData.runData[NODE].map(({ data }) => data.main[0][0].json.verdict);
	assert.deepEqual(verdicts, ['pending', 'failed']);
	assert.equal(outputsOf(execution, 'Failed').flat().length, 1);
}

async function endEarly(state) {
	const { client, sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'passed', afterMs: 1_000, runs: 1 });
	const id = await addCallbackWorkflow(state);
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSentTo(execution, 'Passed');
}

async function beginCallback(state) {
	const { client, sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'stuck', runs: 1 });
	const id = await addCallbackWorkflow(state);
	await client.runWorkflow(id, MANUAL_TRIGGER);
	await client.waitForExecution(id, isStored);
	state.calledBack = { id, run: (await sandbox.control.qodex.runs()).at(-1) };
}

async function callAsStranger({ client, calledBack: { id, run } }) {
	const url = new URL(run.callbackUrl);
	url.searchParams.set('token', 'a-guess');
	const { status } = await fetch(url, { method: 'POST' });
	assert.equal(status, 401);
	assert.deepEqual(
		(await client.listExecutions(id)).map((execution) => execution.status),
		['waiting'],
	);
}

async function callBack({ client, sandbox, calledBack: { id, run } }) {
	const end = { testRunId: run.testRunId, outcome: 'failed', failures: 2 };
	const { deliveries } = await sandbox.control.qodex.finishRun(end);
	assert.deepEqual(
		deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status)),
		[200],
	);
	const execution = await client.waitForExecution(id);
	assert.equal(outputsOf(execution, NODE)[0][0].id, run.testRunId);
	assertSentTo(execution, 'Failed');
}

async function addCallbackWorkflow({ client, credentials }) {
	const parameters = {
		resource: 'qodex',
		operation: 'startRunAndWait',
		environment: 'staging',
		scope: 'all',
		waitMode: 'callback',
	};
	const node = testRun(NODE, parameters, { testRunQodexApi: credentials.testRunQodexApi });
	const { id } = await client.createWorkflow(decideByHand('Called back', node));
	return id;
}
