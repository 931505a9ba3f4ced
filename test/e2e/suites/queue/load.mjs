import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../../../scripts/lib/paths.mjs';
import { runRedisScript } from '../../../../scripts/lib/services/redis.mjs';
import { assertSentTo } from '../../checks.mjs';
import { runningOn, startProcess, workersOf } from './cluster.mjs';
import { deliveryBodies, sendDeliveries, testId } from './deliveries.mjs';
import { countFinished, executionsOf, waitForExecutions } from './executions.mjs';
import { deciding } from './workflows.mjs';

const DELIVERIES = 2_000;
const FINISHED_BEFORE_THE_KILL = 500;
const RUNNING_AT_THE_KILL = 2;
const PREFIX = 'load';
// Long, since the machine may be busy with other work, and the lock on a dead worker's job lasts a minute.
const TIMEOUT_MS = 30 * 60_000;
const BUSY_TIMEOUT_MS = 30_000;
const BUSY_POLL_MS = 20;
// With n8n's default settings, workers check for such jobs every 30 seconds. They would do so first and end the jobs as
// failed.
const BETWEEN_REQUEUES_MS = 40_000;
const REQUEUE_SCRIPT = path.join(projectRoot, 'docs', 'requeue-jobs.lua');

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const load = [
	{ name: 'TestCLIX: a workflow is active', run: activate },
	{
		name: `${DELIVERIES} deliveries are sent, and a worker is killed while it runs some of them`,
		run: sendAndKill,
	},
	{ name: 'a new worker takes its place, and every delivery is accepted', run: replaceWorker },
	{ name: 'the jobs of the dead worker are given back, and all executions finish', run: requeueAndDrain },
	{ name: 'every delivery has exactly one finished execution', run: checkEach },
	{ name: 'what was interrupted has come to its end on another worker', run: checkInterrupted },
];

async function activate(state) {
	const { client, credentials } = state;
	const webhookId = randomUUID();
	const { id } = await client.createWorkflow(deciding({ credentials, webhookId }));
	await client.activate(id);
	state.load = { id, webhookId };
}

async function sendAndKill(state) {
	const { load: workflow, processes, router, sandbox } = state;
	const { webhookSecret: secret } = sandbox.testclix;
	const url = `${router.url}/webhook/${workflow.webhookId}/webhook`;
	workflow.sending = sendDeliveries({ url, secret, bodies: deliveryBodies(DELIVERIES, PREFIX) });
	// The next step awaits this; until then a rejection must not end the process.
	workflow.sending.catch(() => {});
	const isHalfWay = (rows) => countFinished(rows) >= FINISHED_BEFORE_THE_KILL;
	await waitForExecutions(state, workflow.id, isHalfWay, { timeoutMs: TIMEOUT_MS });
	await isBusy(state, 'worker-2');
	processes['worker-2'].kill();
	await processes['worker-2'].ended;
	workflow.interrupted = runningOn(state, 'worker-2');
}

async function isBusy(state, worker) {
	const deadline = Date.now() + BUSY_TIMEOUT_MS;
	while (runningOn(state, worker).length < RUNNING_AT_THE_KILL) {
		if (Date.now() > deadline) throw new Error(`${worker} has too little to do`);
		await sleep(BUSY_POLL_MS);
	}
}

async function replaceWorker(state) {
	await startProcess(state, 'worker', 'worker-3');
	const accepted = await state.load.sending;
	assert.equal(accepted.filter(Boolean).length, DELIVERIES);
}

async function requeueAndDrain(state) {
	const { load: workflow, servicePorts } = state;
	workflow.requeued = [];
	const meanwhile = async () => {
		workflow.requeued.push(...(await runRedisScript({ port: servicePorts.redis, file: REQUEUE_SCRIPT })));
		await sleep(BETWEEN_REQUEUES_MS);
	};
	const isDone = (rows) => {
		assert.ok(!rows.some(hasEndedBadly), 'an execution has ended, and has not finished');
		return countFinished(rows) === DELIVERIES;
	};
	await waitForExecutions(state, workflow.id, isDone, { timeoutMs: TIMEOUT_MS, meanwhile });
	assert.ok(workflow.requeued.length >= workflow.interrupted.length, 'too few jobs were given back');
}

function hasEndedBadly({ status }) {
	return ['error', 'crashed', 'canceled'].includes(status);
}

async function checkEach(state) {
	const rows = await executionsOf(state, state.load.id);
	assert.ok(rows.every(({ status, finished }) => status === 'success' && finished));
	const wanted = Array.from({ length: DELIVERIES }, (_, index) => testId(PREFIX, index));
	assert.deepEqual(rows.map(({ test }) => test).sort(), wanted);
}

async function checkInterrupted(state) {
	for (const id of state.load.interrupted) {
		assertSentTo(await state.client.getExecution(id), 'Passed');
		assert.equal(workersOf(state, id).length, 2, `execution ${id} was not run by a second worker`);
	}
}
