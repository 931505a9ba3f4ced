import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { startProcess, workersOf } from './cluster.mjs';
import { deliveryBodies, sendDeliveries } from './deliveries.mjs';
import { countFinished, waitForExecutions } from './executions.mjs';
import { DROP_DUPLICATES, reactToTestClix, withoutDuplicates } from './workflows.mjs';

const TIMEOUT_MS = 60_000;
// Enough that both workers get some of them.
const EVENTS = 8;

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const duplicates = [
	{ name: 'the same delivery twice through one webhook process starts one execution', run: repeatThroughOne },
	{ name: 'a second webhook process is up', run: (state) => startProcess(state, 'webhook', 'webhook-2') },
	{ name: 'the same delivery through both starts two, since each remembers its own', run: repeatThroughBoth },
	{ name: 'Drop Duplicates lets each event through once, also on another worker', run: dropDuplicates },
];

async function repeatThroughOne(state) {
	state.reacting = await activate(state, (options) => reactToTestClix('TestCLIX: react', options));
	const bodies = deliveryBodies(1, 'twice');
	assert.deepEqual(await send(state, 'webhook-1', state.reacting, bodies), [true]);
	assert.deepEqual(await send(state, 'webhook-1', state.reacting, bodies), [false]);
	await finished(state, state.reacting, 1);
}

async function repeatThroughBoth(state) {
	const bodies = deliveryBodies(1, 'both');
	assert.deepEqual(await send(state, 'webhook-1', state.reacting, bodies), [true]);
	assert.deepEqual(await send(state, 'webhook-2', state.reacting, bodies), [true]);
	await finished(state, state.reacting, 3);
}

async function dropDuplicates(state) {
	const workflow = await activate(state, withoutDuplicates);
	const bodies = deliveryBodies(EVENTS, 'each');
	// One after the other, since n8n does not detect duplicates that are recorded at the same moment: see
	// docs/scaling.md.
	for (const [index, body] of bodies.entries()) {
		for (const copy of [1, 2]) {
			assert.deepEqual(await send(state, `webhook-${copy}`, workflow, [body]), [true]);
			await finished(state, workflow, 2 * index + copy);
		}
	}
	const rows = await finished(state, workflow, 2 * EVENTS);
	const executions = await Promise.all(rows.map(({ id }) => state.client.getExecution(id)));
	const passed = executions.map((execution) => outputsOf(execution, DROP_DUPLICATES).flat().length);
	assert.deepEqual(
		passed,
		bodies.flatMap(() => [1, 0]),
	);
	const workers = rows.map(({ id }) => workersOf(state, id)[0]);
	const moved = bodies.filter((_, index) => workers[2 * index] !== workers[2 * index + 1]);
	assert.ok(moved.length > 0, 'no event met both workers');
}

async function activate({ client, credentials }, build) {
	const webhookId = randomUUID();
	const { id } = await client.createWorkflow(build({ credentials, webhookId }));
	await client.activate(id);
	return { id, webhookId };
}

/**
 * Sends directly to one process instead of through the router, so that it is known which process handles the
 * deliveries.
 */
async function send({ processes, sandbox }, through, { webhookId }, bodies) {
	const url = `${processes[through].url}/webhook/${webhookId}/webhook`;
	return await sendDeliveries({ url, secret: sandbox.testclix.webhookSecret, bodies });
}

/** Waits until there are exactly `count` executions and all of them have finished. */
async function finished(state, { id }, count) {
	const areThere = (rows) => rows.length === count && countFinished(rows) === count;
	return await waitForExecutions(state, id, areThere, { timeoutMs: TIMEOUT_MS });
}
