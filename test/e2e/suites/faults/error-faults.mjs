import { setTimeout as sleep } from 'node:timers/promises';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { callable, callableLoop, restart, timed, until } from './fault.mjs';
import { GATE, RUN } from './workflows.mjs';

const QODEX = 'testRunQodexApi';
const PASSED = 0;
const INCONCLUSIVE = 2;
const STILL_RUNNING = 3;

/**
 * Tests a node that continues after an error, is executed again after one, or receives its own item again.
 * @type {import('./fault.mjs').FaultCase[]}
 */
export const errorFaults = [
	{
		area: 'On Error: Continue',
		what: 'a wait loop of which every round fails at once',
		run: loopWithoutEnd,
	},
	{
		area: 'On Error: Continue',
		what: 'a wait that cannot begin, for items that say passed',
		run: neverAwaited({ onError: 'continueRegularOutput' }),
	},
	{
		area: 'On Error: Continue (using error output)',
		what: 'a wait that cannot begin, for items that say passed',
		run: neverAwaited({ onError: 'continueErrorOutput' }),
	},
	{ area: 'Retry On Fail', what: 'the first look after a start is refused', run: retriedWait },
	{ area: 'Retry On Fail', what: 'the answer to a start is lost', run: retriedStart },
	{ area: 'Start', what: 'the platform does not find the run when it is first asked', run: notFoundYet },
	{ area: 'Start', what: 'the third of five is refused, On Error: Continue', run: thirdRefused },
	{
		area: 'Wait',
		what: 'stopped by the user with Cancel Run When Stopped, when one of two runs has ended',
		run: stoppedAndCanceled,
	},
	{
		area: 'Loop',
		what: 'a pending run is led back to the node that started it, n8n killed meanwhile',
		run: ledBack,
	},
];

/** Two runs that passed when they were last read. The wait mode accepts only one item, so they are never read again. */
const stale = ['run_a', 'run_b'].map((id) => ({
	platform: 'qodex',
	platformName: 'Qodex',
	id,
	status: 'finished',
	verdict: 'passed',
	counts: { total: 3, passed: 3, failed: 0 },
}));

const awaiting = {
	resource: 'qodex',
	operation: 'waitForRun',
	runId: '={{ $json.id }}',
	waitMode: 'suspend',
};

async function loopWithoutEnd(state) {
	const { client } = state;
	const settings = { onError: 'continueRegularOutput' };
	const { id, call } = await callableLoop(state, 'endless', QODEX, awaiting, {
		settings,
		back: INCONCLUSIVE,
	});
	await call(stale);
	const { id: executionId } = await until(
		async () => (await client.listExecutions(id)).find(({ status }) => status === 'running'),
		'the loop to run',
	);
	await sleep(3_000);
	const [isAnswered, recoveredMs] = await timed(async () => {
		const { ok } = await fetch(`${state.n8n.url}/healthz`, { signal: AbortSignal.timeout(5_000) });
		await client.stopExecution(executionId);
		await until(
			async () => (await client.listExecutions(id)).find(({ status }) => status === 'canceled'),
			'the loop to be stopped',
		);
		return ok;
	});
	return {
		lost: isAnswered ? 0 : 1,
		doubled: 0,
		then: 'n8n works on; a person can stop the loop',
		recoveredMs,
	};
}

/** The errors are reported, and no item passes. */
function neverAwaited(settings) {
	return async (state) => {
		const { client } = state;
		const { id, call } = await callableLoop(state, 'stale', QODEX, awaiting, { settings });
		const execution = await client.nextExecution(id, async () => await call(stale));
		const errors = outputsOf(execution, RUN)
			.flat()
			.filter(({ error, message }) => /takes one item/.test(error) && /Nothing was started/.test(message));
		const passed = outputsOf(execution, GATE)[PASSED] ?? [];
		return {
			lost: stale.length - errors.length,
			doubled: passed.length,
			then: 'one error item per input, with what to do; none passes the Gate',
			recoveredMs: null,
		};
	};
}

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 500 };
const START = { resource: 'qodex', environment: 'staging', scope: 'all' };
const WAIT = { ...START, operation: 'startRunAndWait', waitMode: 'poll', timeoutMinutes: 1 };

async function retriedWait(state) {
	const { client, sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'failed', afterMs: 0, runs: 1 });
	await sandbox.control.addFault({
		platform: 'qodex',
		match: { method: 'GET' },
		fault: { kind: 'status', status: 401 },
	});
	const { id, call } = await callable(state, 'retried-wait', QODEX, WAIT, RETRY);
	const [execution, recoveredMs] = await timed(async () => await client.nextExecution(id, call));
	const [[run] = []] = outputsOf(execution, RUN);
	return {
		lost: run?.verdict === 'failed' ? 0 : 1,
		doubled: (await sandbox.control.qodex.runs()).length - 1,
		then: 'the second try awaits the run that was started',
		recoveredMs,
	};
}

async function retriedStart(state) {
	const { client, sandbox } = state;
	await sandbox.control.addFault({
		platform: 'qodex',
		match: { method: 'POST' },
		fault: { kind: 'closeSocket' },
		afterEffect: true,
	});
	const start = { ...START, operation: 'startRun' };
	const { id, call } = await callable(state, 'retried-start', QODEX, start, RETRY);
	const execution = await client.nextExecution(id, call);
	const { description = '' } = execution.data.resultData.error ?? {};
	return {
		lost: /whether qodex carried it out is not known/i.test(description) ? 0 : 1,
		doubled: (await sandbox.control.qodex.runs()).length - 1,
		then: 'no second start; the error says that the run may have started, and where to look',
		recoveredMs: null,
	};
}

async function notFoundYet(state) {
	const { client, sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'failed', afterMs: 0, runs: 1 });
	await sandbox.control.addFault({
		platform: 'qodex',
		match: { method: 'GET' },
		times: 2,
		fault: { kind: 'status', status: 404 },
	});
	const { id, call } = await callable(state, 'not-found-yet', QODEX, WAIT);
	const [execution, recoveredMs] = await timed(async () => await client.nextExecution(id, call));
	const [[run] = []] = outputsOf(execution, RUN);
	return {
		lost: run?.verdict === 'failed' ? 0 : 1,
		doubled: (await sandbox.control.qodex.runs()).length - 1,
		then: 'waited out; the verdict is the true one',
		recoveredMs,
	};
}

async function thirdRefused(state) {
	const { client, sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'failed', afterMs: 0 });
	await sandbox.control.addFault({
		platform: 'qodex',
		match: { method: 'POST' },
		skip: 2,
		fault: { kind: 'status', status: 422 },
	});
	const settings = { onError: 'continueRegularOutput' };
	const { id, call } = await callableLoop(state, 'third-refused', QODEX, WAIT, { settings });
	const five = Array.from({ length: 5 }, (_, number) => ({ number }));
	const execution = await client.nextExecution(id, async () => await call(five));
	const items = outputsOf(execution, RUN).flat();
	const runs = await sandbox.control.qodex.runs();
	const awaited = items.filter(({ verdict }) => verdict === 'failed');
	return {
		lost: runs.filter(({ testRunId }) => !awaited.some((run) => run.id === testRunId)).length,
		doubled: runs.length - 4 + items.filter(({ error }) => error).length - 1,
		then: 'the four that were started are awaited and come out; the error is that of its item',
		recoveredMs: null,
	};
}

async function stoppedAndCanceled(state) {
	const { client, sandbox } = state;
	const { currents } = sandbox.control;
	const { projectId } = sandbox.currents;
	const created = async () => (await currents.createRun({ projectId, deliver: false })).run.runId;
	const [ended, going] = [await created(), await created()];
	await currents.finishRun({ runId: ended, outcome: 'passed', deliver: false });
	const wait = {
		resource: 'currents',
		operation: 'waitForRun',
		runId: '={{ $json.runId }}',
		options: { cancelWhenStopped: true },
	};
	const { id, call } = await callableLoop(state, 'stopped', 'testRunCurrentsApi', wait);
	await call([{ runId: ended }, { runId: going }]);
	const execution = await until(
		async () => (await client.listExecutions(id)).find(({ status }) => status === 'running'),
		'the wait to begin',
	);
	await until(async () => (await sandbox.control.calls({ platform: 'currents' })).length >= 2, 'two looks');
	const canceled = async () => {
		const calls = await sandbox.control.calls({ platform: 'currents' });
		return calls.filter(({ method }) => method === 'PUT').map(({ path }) => path);
	};
	const [paths, recoveredMs] = await timed(async () => {
		await sleep(500);
		await client.stopExecution(execution.id);
		await until(async () => (await canceled()).length > 0, 'the run to be canceled');
		return await canceled();
	});
	return {
		lost: paths.some((path) => path.includes(going)) ? 0 : 1,
		doubled: paths.filter((path) => !path.includes(going)).length,
		then: 'the run that goes on is canceled, the other one left alone',
		recoveredMs,
	};
}

async function ledBack(state) {
	const { client, sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'stuck', runs: 1 });
	const wait = { ...WAIT, waitMode: 'suspend' };
	const { id, call } = await callableLoop(state, 'led-back', QODEX, wait, { back: STILL_RUNNING });
	await call([{}]);
	await until(
		async () => (await client.listExecutions(id)).find(({ status }) => status === 'waiting'),
		'the execution to be stored',
	);
	const [{ testRunId }] = await sandbox.control.qodex.runs();
	const [execution, recoveredMs] = await timed(async () => {
		await restart(state, { kill: true });
		await sandbox.control.qodex.finishRun({ testRunId, outcome: 'failed', failures: 1 });
		return await client.waitForExecution(id, ({ status }) => status === 'success', { timeoutMs: 240_000 });
	});
	const [run] = outputsOf(execution, RUN).flat();
	return {
		lost: run?.id === testRunId && run.verdict === 'failed' ? 0 : 1,
		doubled: (await sandbox.control.qodex.runs()).length - 1,
		then: 'the run is awaited, not started again',
		recoveredMs,
	};
}
