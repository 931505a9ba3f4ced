import { hasEnded, outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { callable, restart, timed, until } from './fault.mjs';
import { RUN } from './workflows.mjs';

const QODEX = 'testRunQodexApi';

/** Tests what happens to a workflow while it waits, in each wait mode. @type {import('./fault.mjs').FaultCase[]} */
export const waitFaults = [
	{ area: 'Wait', what: 'n8n killed in Keep Checking', run: killedWhilePolling },
	{ area: 'Wait', what: 'n8n killed in Pause Between Checks', run: killedWhileSuspended },
	{
		area: 'Wait',
		what: 'n8n killed in Pause Until Called Back, called after the restart',
		run: killedBeforeCallback,
	},
	{
		area: 'Wait',
		what: 'n8n killed in Pause Until Called Back, called while n8n is down',
		run: callbackToNobody,
	},
	{ area: 'Wait', what: 'a forged callback, and the true one three times', run: forgedAndRepeated },
	{ area: 'Wait', what: 'stopped by the user in Keep Checking', run: stoppedByUser('poll', 'running') },
	{
		area: 'Wait',
		what: 'stopped by the user in Pause Between Checks',
		run: stoppedByUser('suspend', 'waiting'),
	},
	{
		area: 'Wait',
		what: 'stopped by the user in Pause Until Called Back',
		run: stoppedByUser('callback', 'waiting'),
	},
	{ area: 'Wait', what: 'the key is revoked', run: keyRevoked },
	{ area: 'Wait', what: 'the run is deleted', run: runDeleted },
	{ area: 'Wait', what: 'the platform uses a status word it never used before', run: unknownStatus },
	{ area: 'Start', what: 'the same Start Once Key again', run: startedOnce },
	{ area: 'Start', what: 'the same Start Once Key again after a kill of n8n', run: startedOnceAndKilled },
];

/**
 * An execution that is running ends when the process is killed. The run at the platform continues, so a new execution
 * can wait for it.
 */
async function killedWhilePolling(state) {
	const { client, sandbox } = state;
	const run = await startedRun(state);
	const { id, call } = await awaiting(state, 'waitForRun', 'poll', { runId: run.testRunId });
	await call();
	await inStatus(state, id, 'running');
	const [, recoveredMs] = await timed(async () => {
		await restart(state, { kill: true });
		await until(async () => (await client.listExecutions(id)).every(hasEnded), 'n8n to notice the crash');
		await sandbox.control.qodex.finishRun({ testRunId: run.testRunId, outcome: 'failed', failures: 1 });
	});
	const crashed = await client.listExecutions(id);
	const awaited = await client.nextExecution(id, call);
	const isToldOf = crashed.length === 1 && crashed[0].status === 'crashed';
	return {
		lost: isToldOf && verdictOf(awaited) === 'failed' ? 0 : 1,
		doubled: (await runsOf(state)) - 1,
		then: 'the execution is shown as crashed; awaiting the run again gives its verdict',
		recoveredMs,
	};
}

async function killedWhileSuspended(state) {
	const run = await startedRun(state);
	const { id, call } = await awaiting(state, 'waitForRun', 'suspend', { runId: run.testRunId });
	await call();
	await inStatus(state, id, 'waiting');
	const [execution, recoveredMs] = await timed(async () => {
		await restart(state, { kill: true });
		return await theEnd(state, id);
	});
	return {
		lost: verdictOf(execution) === 'pending' ? 0 : 1,
		doubled: (await runsOf(state)) - 1 + (await extraExecutions(state, id)),
		then: 'goes on when its time has come, with the run still pending',
		recoveredMs,
	};
}

async function killedBeforeCallback(state) {
	const { sandbox } = state;
	const { id, testRunId } = await storedForCallback(state);
	await restart(state, { kill: true });
	const [execution, recoveredMs] = await timed(async () => {
		await sandbox.control.qodex.finishRun({ testRunId, outcome: 'failed', failures: 1 });
		return await theEnd(state, id);
	});
	return {
		lost: verdictOf(execution) === 'failed' ? 0 : 1,
		doubled: (await runsOf(state)) - 1 + (await extraExecutions(state, id)),
		then: 'goes on with the verdict',
		recoveredMs,
	};
}

/** Qodex calls only once, so after that only the time limit can resume the execution. */
async function callbackToNobody(state) {
	const { sandbox, client } = state;
	const { id, testRunId } = await storedForCallback(state);
	const [execution, recoveredMs] = await timed(async () => {
		await restart(state, {
			kill: true,
			meanwhile: async () => {
				await sandbox.control.qodex.finishRun({ testRunId, outcome: 'failed', failures: 1 });
			},
		});
		return await theEnd(state, id);
	});
	const again = await awaiting(state, 'waitForRun', 'poll', { runId: testRunId });
	const awaited = await client.nextExecution(again.id, again.call);
	return {
		lost: verdictOf(execution) === 'pending' && verdictOf(awaited) === 'failed' ? 0 : 1,
		doubled: (await runsOf(state)) - 1 + (await extraExecutions(state, id)),
		then: 'goes on at the time limit as pending; Wait for Run behind it gives the verdict',
		recoveredMs,
	};
}

async function forgedAndRepeated(state) {
	const { sandbox } = state;
	const { id, testRunId, callbackUrl } = await storedForCallback(state);
	const forged = new URL(callbackUrl);
	forged.searchParams.set('token', '0'.repeat(64));
	const refused = await fetch(forged, { method: 'POST' });
	// A callback with the correct token, but the run has not ended.
	const early = await fetch(callbackUrl, { method: 'POST' });
	await inStatus(state, id, 'waiting');
	await sandbox.control.qodex.finishRun({ testRunId, outcome: 'failed', failures: 1 });
	await Promise.all([1, 2].map(async () => await fetch(callbackUrl, { method: 'POST' })));
	const [execution, recoveredMs] = await timed(async () => await theEnd(state, id));
	return {
		lost: verdictOf(execution) === 'failed' && refused.status === 401 && early.ok ? 0 : 1,
		doubled: (await runsOf(state)) - 1 + (await extraExecutions(state, id)),
		then: 'the forged one is refused, the first true one counts',
		recoveredMs,
	};
}

function stoppedByUser(waitMode, status) {
	return async (state) => {
		const { client } = state;
		const { id, call } = await awaiting(state, 'startRunAndWait', waitMode);
		await state.sandbox.control.qodex.nextRuns({ outcome: 'stuck', runs: 1 });
		await call();
		const { id: executionId } = await inStatus(state, id, status);
		await until(async () => (await runsOf(state)) === 1, 'the run at the platform');
		const [, recoveredMs] = await timed(async () => {
			await client.stopExecution(executionId);
			await inStatus(state, id, 'canceled');
		});
		return {
			lost: 0,
			doubled: (await runsOf(state)) - 1 + (await extraExecutions(state, id)),
			then: 'the execution ends as canceled',
			recoveredMs,
		};
	};
}

async function keyRevoked(state) {
	const { client, sandbox } = state;
	const run = await startedRun(state);
	const { id, call } = await awaiting(state, 'waitForRun', 'poll', { runId: run.testRunId });
	await sandbox.control.addFault({
		platform: 'qodex',
		match: { method: 'GET' },
		skip: 1,
		times: 1_000,
		fault: { kind: 'status', status: 401 },
	});
	const refused = await client.nextExecution(id, call);
	await sandbox.control.clearFaults();
	await sandbox.control.qodex.finishRun({ testRunId: run.testRunId, outcome: 'passed' });
	const [awaited, recoveredMs] = await timed(async () => await client.nextExecution(id, call));
	const isTold = /did not accept the key/.test(refused.data.resultData.error?.message ?? '');
	return {
		lost: isTold && verdictOf(awaited) === 'passed' ? 0 : 1,
		doubled: (await runsOf(state)) - 1,
		then: 'an error that names the key; awaiting the run again gives its verdict',
		recoveredMs,
	};
}

async function runDeleted(state) {
	const { client, sandbox } = state;
	const { projectCode: project } = sandbox.qase;
	const { run } = await sandbox.control.qase.createRun({ project, title: 'Nightly', deliver: false });
	const { id, call } = await callable(state, 'deleted', 'testRunQaseApi', {
		resource: 'qase',
		operation: 'waitForRun',
		projectCode: { __rl: true, mode: 'code', value: project },
		runId: String(run.id),
		waitMode: 'poll',
		timeoutMinutes: 5,
	});
	const [execution, recoveredMs] = await timed(
		async () =>
			await client.nextExecution(id, async () => {
				await call();
				await inStatus(state, id, 'running');
				await sandbox.control.qase.deleteRun({ project, runId: run.id, deliver: false });
			}),
	);
	const isTold = /did not find it/.test(execution.data.resultData.error?.message ?? '');
	return { lost: isTold ? 0 : 1, doubled: 0, then: 'an error that says it is not found', recoveredMs };
}

async function unknownStatus(state) {
	const { client, sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'unknownStatus:shimmering', afterMs: 0, runs: 1 });
	const { id, call } = await awaiting(state, 'startRunAndWait', 'poll', { timeoutMinutes: 0.1 });
	const execution = await client.nextExecution(id, call);
	return {
		lost: verdictOf(execution) === 'inconclusive' ? 0 : 1,
		doubled: (await runsOf(state)) - 1,
		then: 'inconclusive at the time limit, never passed',
		recoveredMs: null,
	};
}

async function startedOnce(state) {
	const { client } = state;
	const { id, call } = await awaiting(state, 'startRun', undefined, {
		options: { startOnceKey: 'commit 1f2e3d4c' },
	});
	const [first, second] = [await client.nextExecution(id, call), await client.nextExecution(id, call)];
	const [[run], [again]] = [first, second].map((execution) => outputsOf(execution, RUN).flat());
	return {
		lost: again?.startedBefore === true && again.id === run.id ? 0 : 1,
		doubled: (await runsOf(state)) - 1,
		then: 'nothing is started; the run comes out that was started before',
		recoveredMs: null,
	};
}

/** n8n stores the start-once keys, but a node cannot store the runs of these keys. */
async function startedOnceAndKilled(state) {
	const { client } = state;
	const { id, call } = await awaiting(state, 'startRun', undefined, {
		options: { startOnceKey: 'commit 1f2e3d4c' },
	});
	await client.nextExecution(id, call);
	const [, recoveredMs] = await timed(async () => await restart(state, { kill: true }));
	const { data } = await client.nextExecution(id, call);
	const isTold = /which one is not known here any more/.test(data.resultData.error?.message ?? '');
	return {
		lost: isTold ? 0 : 1,
		doubled: (await runsOf(state)) - 1,
		then: 'nothing is started; an error says that the run of the key is not known any more',
		recoveredMs,
	};
}

/** Creates an active workflow with a Qodex operation that starts a run or waits for one. */
async function awaiting(state, operation, waitMode, parameters = {}) {
	const starts = operation !== 'waitForRun';
	return await callable(state, `${operation}-${waitMode}`.toLowerCase(), QODEX, {
		resource: 'qodex',
		operation,
		...(starts && { environment: 'staging', scope: 'all' }),
		...(waitMode && { waitMode, timeoutMinutes: 1 }),
		...parameters,
	});
}

/** A run that was started outside n8n and is running until the test finishes it. */
async function startedRun({ sandbox }) {
	await sandbox.control.qodex.nextRuns({ outcome: 'stuck', runs: 1 });
	return await sandbox.control.qodex.startRun({});
}

/** Starts an execution that is stored until its run calls back. */
async function storedForCallback(state) {
	const { sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'stuck', runs: 1 });
	const { id, call } = await awaiting(state, 'startRunAndWait', 'callback');
	await call();
	await inStatus(state, id, 'waiting');
	const [{ testRunId, callbackUrl }] = await sandbox.control.qodex.runs();
	return { id, testRunId, callbackUrl };
}

/** The execution of a workflow that has this status; waits for it. */
async function inStatus({ client }, workflowId, status) {
	return await until(
		async () => (await client.listExecutions(workflowId)).find((execution) => execution.status === status),
		`an execution that is ${status}`,
	);
}

/**
 * The execution, after it has ended. The time limit is long because n8n checks for stored executions only once a
 * minute.
 */
async function theEnd({ client }, workflowId) {
	return await client.waitForExecution(workflowId, hasEnded, { timeoutMs: 240_000 });
}

async function runsOf({ sandbox }) {
	return (await sandbox.control.qodex.runs()).length;
}

async function extraExecutions({ client }, workflowId) {
	return (await client.listExecutions(workflowId)).length - 1;
}

function verdictOf(execution) {
	return outputsOf(execution, RUN).flat()[0]?.verdict;
}
