import assert from 'node:assert/strict';
import { assertSentTo } from '../../checks.mjs';
import { restartMain, startProcess, workersOf } from './cluster.mjs';
import { executionsOf, waitForExecutions } from './executions.mjs';
import { awaiting } from './workflows.mjs';

// A stored execution is resumed after at least 65 seconds, up to a minute late; twice that if it waits a second time.
const TIMEOUT_MS = 5 * 60_000;
const LONG_MS = 60 * 60_000;

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const waits = [
	{ name: 'poll: a worker starts a run, awaits it and decides', run: poll },
	{ name: 'suspend and callback: both executions are stored, and no worker holds them', run: store },
	{ name: 'main is restarted, and the worker that stored the first one is stopped', run: replaceProcesses },
	{ name: 'callback: the call comes in through the router, and the execution goes on', run: callBack },
	{ name: 'suspend: the execution goes on with another worker, and ends with the verdict', run: resume },
];

async function poll(state) {
	await state.sandbox.control.qodex.nextRuns({ outcome: 'passed', afterPolls: 2, runs: 1 });
	const { id } = await start(state, 'poll');
	const [row] = await waitForExecutions(state, id, ([row]) => row?.finished, { timeoutMs: TIMEOUT_MS });
	assertSentTo(await state.client.getExecution(row.id), 'Passed');
	assert.equal(workersOf(state, row.id).length, 1);
}

async function store(state) {
	await state.sandbox.control.qodex.nextRuns({ outcome: 'passed', afterMs: LONG_MS, runs: 2 });
	state.waiting = {};
	for (const waitMode of ['suspend', 'callback']) {
		const { id } = await start(state, waitMode);
		const isStored = ([row]) => row?.status === 'waiting';
		const [{ id: executionId }] = await waitForExecutions(state, id, isStored, { timeoutMs: TIMEOUT_MS });
		const runs = await state.sandbox.control.qodex.runs();
		const [worker] = workersOf(state, executionId);
		state.waiting[waitMode] = { id, executionId, worker, testRunId: runs.at(-1).testRunId };
	}
}

async function replaceProcesses(state) {
	const { processes, waiting } = state;
	await Promise.all([
		restartMain(state),
		processes[waiting.suspend.worker].stop(),
		startProcess(state, 'worker', 'worker-4'),
	]);
	for (const { id } of Object.values(waiting)) {
		const [{ status }] = await executionsOf(state, id);
		assert.equal(status, 'waiting');
	}
}

async function callBack(state) {
	const { router, sandbox, waiting } = state;
	const { testRunId } = waiting.callback;
	const { callbackUrl } = (await sandbox.control.qodex.runs()).find((run) => run.testRunId === testRunId);
	assert.ok(
		callbackUrl.startsWith(`${router.url}/webhook-waiting/`),
		'the platform was given another address',
	);
	await sandbox.control.qodex.finishRun({ testRunId, outcome: 'passed' });
	await endsAsPassed(state, waiting.callback);
}

async function resume(state) {
	const { sandbox, waiting } = state;
	await sandbox.control.qodex.finishRun({ testRunId: waiting.suspend.testRunId, outcome: 'passed' });
	await endsAsPassed(state, waiting.suspend);
	const workers = workersOf(state, waiting.suspend.executionId);
	assert.ok(workers.some((name) => name !== waiting.suspend.worker));
}

async function endsAsPassed(state, { id }) {
	const [row] = await waitForExecutions(state, id, ([row]) => row.finished, { timeoutMs: TIMEOUT_MS });
	const { status, data } = await state.client.getExecution(row.id);
	assert.equal(status, 'success');
	assert.equal(data.resultData.lastNodeExecuted, 'Passed');
}

async function start({ client, credentials, router }, waitMode) {
	const path = `queue-${waitMode}`;
	const { id } = await client.createWorkflow(awaiting({ path, waitMode, credentials }));
	await client.activate(id);
	const { status } = await fetch(`${router.url}/webhook/${path}`, { method: 'POST' });
	assert.equal(status, 200);
	return { id };
}
