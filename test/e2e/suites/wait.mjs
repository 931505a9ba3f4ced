import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSentTo, noViolations } from '../checks.mjs';
import { decideByHand, MANUAL_TRIGGER, testRun } from '../workflows.mjs';
import { pending } from './wait-runs.mjs';
import { storedSteps } from './wait-stored.mjs';

const NODE = 'Wait for Run';
const QUICKLY = { minPollSeconds: 0.1, maxPollSeconds: 0.1 };
const POLL_MS = 50;
const LONG_ENOUGH_MS = 30_000;

/** Tests waiting for the end of a run, in every wait mode. @type {import('./index.mjs').Suite} */
export const wait = {
	name: 'wait',
	lines: ['1', '2'],
	steps: [
		...storedSteps.begin,
		...pending.map((run) => ({
			name: `poll, ${run.name}: a run that fails after some looks goes to Failed`,
			run: (state) => awaitFailure(state, run),
			standsAlone: true,
		})),
		{
			name: 'poll: a run that has not ended at the time limit goes to Inconclusive',
			run: passLimit,
			standsAlone: true,
		},
		{
			name: 'poll: a stopped execution ends the wait at once, so that the run is canceled, with the next look minutes away',
			run: stop,
			standsAlone: true,
		},
		...storedSteps.end,
		noViolations,
	],
};

async function awaitFailure(state, { platform, credential, begin }) {
	const { client, sandbox } = state;
	await sandbox.control.clearCalls();
	const parameters = { timeoutMinutes: 5, options: QUICKLY, ...(await begin(sandbox)) };
	const id = await addWorkflow(state, { resource: platform, ...parameters }, credential);
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSentTo(execution, 'Failed');
	const looks = (await sandbox.control.calls({ platform })).filter(({ method }) => method === 'GET');
	assert.ok(looks.length > 2, `the run is to be looked at several times, but that was ${looks.length}`);
}

async function passLimit(state) {
	const { client } = state;
	const id = await addWorkflow(state, await stuckRun(state, { timeoutMinutes: 0.02 }), 'testRunQodexApi');
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	const [[{ status, verdict, verdictReason }]] = outputsOf(execution, NODE);
	assert.deepEqual({ status, verdict }, { status: 'running', verdict: 'inconclusive' });
	assert.match(verdictReason, /time limit/);
	assertSentTo(execution, 'Inconclusive');
}

async function stop(state) {
	const { client, sandbox } = state;
	const { projectId } = sandbox.currents;
	const { runId } = (await sandbox.control.currents.createRun({ projectId })).run;
	const called = async (path) =>
		(await sandbox.control.calls({ platform: 'currents' })).some((call) => call.path === path);
	const options = { minPollSeconds: 600, maxPollSeconds: 600, cancelWhenStopped: true };
	const parameters = { resource: 'currents', operation: 'waitForRun', runId, timeoutMinutes: 60, options };
	const id = await addWorkflow(state, parameters, 'testRunCurrentsApi');
	const { executionId } = await client.runWorkflow(id, MANUAL_TRIGGER);
	await until('the run is looked at', () => called(`/runs/${runId}`));
	await client.stopExecution(executionId);
	await until('the run is canceled', () => called(`/runs/${runId}/cancel`));
	assert.equal((await client.waitForExecution(id)).status, 'canceled');
}

async function until(what, isSo) {
	const deadline = Date.now() + LONG_ENOUGH_MS;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
		await sleep(POLL_MS);
	}
}

async function stuckRun({ sandbox: { control } }, { timeoutMinutes }) {
	await control.qodex.nextRuns({ outcome: 'stuck', runs: 1 });
	const { testRunId: runId } = await control.qodex.startRun({});
	return { resource: 'qodex', operation: 'waitForRun', runId, timeoutMinutes, options: QUICKLY };
}

async function addWorkflow({ client, credentials }, parameters, credential) {
	const node = testRun(NODE, parameters, { [credential]: credentials[credential] });
	const { id } = await client.createWorkflow(decideByHand(NODE, node));
	return id;
}
