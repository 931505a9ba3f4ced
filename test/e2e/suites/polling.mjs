import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { hasEnded, outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { noViolations } from '../checks.mjs';
import { inARow, node, PACKAGE } from '../workflows.mjs';
import { endedCurrentsRun, restart, until } from './faults/fault.mjs';

const POLL = 'Poll';
const ONCE = 'Once';
const BURST = 200;

/** A poll is at most a minute away; after a crash n8n 2 takes up to two minutes to activate the workflow again. */
const LONGEST_MS = 300_000;

/**
 * Tests the Test Run Polling Trigger when n8n or the platform goes down: each end of a run comes, and none comes twice
 * after Drop Duplicates.
 *
 * @type {import('./index.mjs').Suite}
 */
export const polling = {
	name: 'polling',
	lines: ['2', '1'],
	ownPlayground: true,
	steps: [
		{ name: 'the first poll sets the mark and starts nothing', run: activate, standsAlone: true },
		{
			name: `n8n is killed while it lists ${BURST} runs that have ended in a burst`,
			run: killedWhileListing,
		},
		{
			name: 'n8n is killed once the list is read, about when it stores cursor and execution',
			run: killedAtTheEnd,
		},
		{ name: 'each of them comes, and none twice after Drop Duplicates', run: untilAllCame },
		{ name: 'what has ended while the platform was down comes afterwards', run: platformDown },
		{ name: 'after another restart nothing passes Drop Duplicates', run: nothingNew },
		noViolations,
	],
};

async function activate(state) {
	const { client, credentials, sandbox } = state;
	const { testRunCurrentsApi } = credentials;
	const trigger = node(POLL, `${PACKAGE}.testRunPollingTrigger`, 0, 0, {
		parameters: {
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: sandbox.currents.projectId },
			events: ['RUN_FINISH'],
			pollTimes: { item: [{ mode: 'everyMinute' }] },
		},
		credentials: { testRunCurrentsApi },
	});
	const drop = node(ONCE, `${PACKAGE}.testRun`, 1, 0, {
		parameters: { resource: 'any', operation: 'dropDuplicates' },
	});
	const settings = { executionOrder: 'v1' };
	const { id } = await client.createWorkflow({
		name: `Polling ${randomUUID()}`,
		nodes: [trigger, drop],
		connections: inARow([trigger, drop]),
		settings,
	});
	await client.activate(id);
	await until(async () => (await lists(state)).length > 0, 'the first poll');
	state.workflowId = id;
	state.wanted = [];
	assert.deepEqual(await client.listEveryExecution(id), []);
}

/** The poll that is killed is one at its time: n8n 1 is ready only once the one at its start has ended. */
async function killedWhileListing(state) {
	const { sandbox } = state;
	for (let count = 0; count < BURST; count++) await end(state);
	await sandbox.control.clearCalls();
	await sandbox.control.setDelay({ platform: 'currents', ms: 3_000 });
	await until(async () => (await lists(state)).length > 0, 'a poll', LONGEST_MS);
	await restart(state, {
		kill: true,
		meanwhile: async () => await sandbox.control.setDelay({ platform: 'currents', ms: 0 }),
	});
}

async function killedAtTheEnd(state) {
	const { client, sandbox, workflowId } = state;
	const isBegun = async () => (await client.listEveryExecution(workflowId)).some(hasEnded);
	await until(isBegun, 'the first events', LONGEST_MS);
	await sandbox.control.clearCalls();
	const isRead = async () => (await lists(state)).filter(({ status }) => status === 200).length >= 4;
	await until(isRead, 'a poll that has read its pages', LONGEST_MS);
	await restart(state, { kill: true });
}

async function platformDown(state) {
	const { sandbox } = state;
	await sandbox.control.clearCalls();
	await sandbox.control.addFault({
		platform: 'currents',
		times: 1_000,
		fault: { kind: 'status', status: 500 },
	});
	for (let count = 0; count < 5; count++) await end(state);
	await until(async () => (await lists(state)).length > 0, 'a poll that fails', LONGEST_MS);
	await sandbox.control.clearFaults();
	await untilAllCame(state);
}

async function nothingNew(state) {
	const before = await runsFrom(state, ONCE);
	await state.sandbox.control.clearCalls();
	await restart(state);
	await until(async () => (await lists(state)).length > 1, 'two polls', LONGEST_MS);
	assert.deepEqual(await runsFrom(state, ONCE), before);
}

async function end(state) {
	const { runId } = await endedCurrentsRun(state, { deliver: false });
	state.wanted.push(runId);
}

/** Requests for lists of runs. */
async function lists({ sandbox }) {
	const calls = await sandbox.control.calls({ platform: 'currents' });
	return calls.filter(({ path }) => path.endsWith('/runs'));
}

/** The runs that a node gave out, in the executions whose data n8n has stored. */
async function runsFrom({ client, workflowId }, name) {
	const executions = (await client.listEveryExecution(workflowId)).filter(
		({ status }) => status === 'success',
	);
	const whole = await Promise.all(executions.map(({ id }) => client.getExecution(id)));
	return whole
		.flatMap((execution) => outputsOf(execution, name).flat())
		.map(({ run }) => run.id)
		.sort();
}

/**
 * Each run has come from the trigger, and none twice from Drop Duplicates. What an execution that n8n cut off had let
 * through does not pass again.
 */
async function untilAllCame(state) {
	const { client, wanted, workflowId } = state;
	const haveCome = async () => {
		const came = await runsFrom(state, POLL);
		return wanted.every((runId) => came.includes(runId));
	};
	await until(haveCome, `${wanted.length} runs`, LONGEST_MS);
	const passed = await runsFrom(state, ONCE);
	assert.deepEqual(passed, [...new Set(passed)]);
	const isCutOff = (await client.listEveryExecution(workflowId)).some(({ status }) => status === 'crashed');
	if (!isCutOff) assert.deepEqual(passed, [...wanted].sort());
}
