import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import {
	deliveredRuns,
	endedCurrentsRun,
	endedExecutions,
	listenToCurrents,
	listenToPreclinical,
	readyAgain,
	restart,
	tally,
	timed,
	until,
} from './fault.mjs';
import { ONCE } from './workflows.mjs';

const BURST = 200;
const TEN_MINUTES_MS = 600_000;

/**
 * Tests deliveries that arrive twice, late, all at once, or when the trigger is not active.
 * @type {import('./fault.mjs').FaultCase[]}
 */
export const deliveryFaults = [
	{
		area: 'Delivery',
		what: 'the same one three times, one after the other',
		run: redelivered({ parallel: false }),
	},
	{ area: 'Delivery', what: 'the same one three times at once', run: redelivered({ parallel: true }) },
	{
		area: 'Delivery',
		what: 'the same one again after a restart of n8n, Drop Duplicates behind the trigger',
		run: afterRestart,
	},
	{ area: 'Delivery', what: `${BURST} in a burst`, run: burst },
	{ area: 'Delivery', what: 'the sender’s clock is 10 minutes slow', run: wrongClock(-TEN_MINUTES_MS) },
	{ area: 'Delivery', what: 'the sender’s clock is 10 minutes fast', run: wrongClock(TEN_MINUTES_MS) },
	{ area: 'Delivery', what: 'the platform never answers when the run is read back', run: readHangs },
	{ area: 'Delivery', what: 'a workflow that has been deactivated', run: toNobody },
	{ area: 'Delivery', what: 'a status that the platform has never used before', run: unknownStatus },
];

function redelivered({ parallel }) {
	return async (state) => {
		const workflowId = await listening(state);
		const { runId, deliveries } = await endedCurrentsRun(state);
		await state.sandbox.control.redeliver({ id: deliveries[0].id, times: 2, parallel });
		return await oncePerRun(state, workflowId, [runId], 'one execution; the others are answered and dropped');
	};
}

async function afterRestart(state) {
	const { client, sandbox } = state;
	const workflowId = await listening(state, { once: true });
	const { runId, deliveries } = await endedCurrentsRun(state);
	await endedExecutions(state, workflowId, 1);
	const [, recoveredMs] = await timed(async () => await restart(state));
	await sandbox.control.redeliver({ id: deliveries[0].id });
	const executions = await endedExecutions(state, workflowId, 2);
	const passed = (await Promise.all(executions.map(({ id }) => client.getExecution(id))))
		.flatMap((execution) => outputsOf(execution, ONCE).flat())
		.map(({ run }) => run.id);
	return { ...tally([runId], passed), then: 'the second one ends at Drop Duplicates', recoveredMs };
}

/** The sender knows that a delivery failed if the status is not 200. No other delivery may be lost. */
async function burst(state) {
	const { sandbox } = state;
	const workflowId = await listening(state, { options: { fetchRun: false } });
	const ended = [];
	for (let i = 0; i < BURST; i++) ended.push(await endedCurrentsRun(state, { deliver: false }));
	const deliver = async ({ runId }) => {
		const { deliveries } = await sandbox.control.currents.deliverRun({ runId, event: 'RUN_FINISH' });
		return deliveries[0].attempts.at(-1).status === 200 ? [runId] : [];
	};
	const [{ answered, runs }, recoveredMs] = await timed(async () => {
		const runIds = (await Promise.all(ended.map(deliver))).flat();
		await readyAgain(state);
		return { answered: runIds, ...(await executedRuns(state, workflowId, runIds.length)) };
	});
	return {
		lost: answered.length === 0 ? BURST : answered.filter((id) => !runs.includes(id)).length,
		// A delivery that was accepted, but whose response came too late for the sender, does not count as doubled.
		doubled: runs.length - new Set(runs).size,
		then: `${answered.length} of ${BURST} are answered at once, and each of these is one execution`,
		recoveredMs,
	};
}

function wrongClock(offMs) {
	return async (state) => {
		const { sandbox } = state;
		const workflowId = await listening(state);
		const { deliveries } = await endedCurrentsRun(state);
		const { runId } = await endedCurrentsRun(state, { deliver: false });
		const [body] = await sandbox.control.currents.deliveryBodies({ runId, event: 'RUN_FINISH' });
		const [{ url, headers }] = deliveries;
		const sentAt = String(Date.now() + offMs);
		await sandbox.control.sendRaw({
			platform: 'currents',
			url,
			headers: { ...headers, 'x-timestamp': sentAt },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
		const { runs } = await executedRuns(state, workflowId, 2);
		return {
			...tally(
				[runId],
				runs.filter((id) => id === runId),
			),
			then: 'taken',
			recoveredMs: null,
		};
	};
}

/** The sender does not have to wait: after five seconds it gets its response before the run has been read. */
async function readHangs(state) {
	const { sandbox } = state;
	const workflowId = await listening(state);
	await sandbox.control.addFault({
		platform: 'currents',
		match: { method: 'GET', path: '/runs' },
		times: 100,
		fault: { kind: 'hang' },
	});
	const [{ runId, deliveries }, answeredMs] = await timed(async () => await endedCurrentsRun(state));
	const isAnswered = deliveries[0].attempts.at(-1).status === 200 && answeredMs < 15_000;
	const [outcome, recoveredMs] = await timed(
		async () =>
			await oncePerRun(
				state,
				workflowId,
				[runId],
				'answered within seconds; the event comes with what it told, in doubt',
				120_000,
			),
	);
	return { ...outcome, lost: outcome.lost + (isAnswered ? 0 : 1), recoveredMs };
}

async function toNobody(state) {
	const workflowId = await listening(state);
	const { deliveries } = await endedCurrentsRun(state);
	await endedExecutions(state, workflowId, 1);
	await state.client.deactivate(workflowId);
	const [again] = await state.sandbox.control.redeliver({ id: deliveries[0].id });
	const executions = await endedExecutions(state, workflowId, 1);
	const { status } = again.attempts.at(-1);
	return {
		lost: status === 404 ? 0 : 1,
		doubled: executions.length - 1,
		then: 'n8n answers 404, so the platform knows that nobody listens',
		recoveredMs: null,
	};
}

/** An unknown status at the end of a run results in an event with an inconclusive run. */
async function unknownStatus(state) {
	const { preclinical } = state.sandbox.control;
	const workflowId = await listenToPreclinical(state);
	await state.client.activate(workflowId);
	const { id: runId } = await preclinical.createRun({});
	await preclinical.finishRun({ runId, outcome: 'unknownStatus:shimmering' });
	const executions = await endedExecutions(state, workflowId, 1);
	const runs = await deliveredRuns(state, executions);
	const { lost, doubled } = tally(
		[runId],
		runs.map(({ id }) => id),
	);
	const [{ status, verdict }] = runs;
	const isHonest = status === 'unknown' && verdict !== 'passed';
	const then = `the run comes as ${verdict}, never as passed`;
	return { lost: lost + (isHonest ? 0 : 1), doubled, then, recoveredMs: null };
}

async function listening(state, options) {
	const workflowId = await listenToCurrents(state, options);
	await state.client.activate(workflowId);
	await until(async () => (await state.sandbox.control.currents.webhooks({})).length === 1, 'the webhook');
	return workflowId;
}

async function executedRuns(state, workflowId, count, timeoutMs) {
	const executions = await endedExecutions(state, workflowId, count, timeoutMs);
	const runs = await deliveredRuns(state, executions);
	return { executions, runs: runs.map(({ id }) => id) };
}

async function oncePerRun(state, workflowId, runIds, then, timeoutMs) {
	const { runs } = await executedRuns(state, workflowId, runIds.length, timeoutMs);
	return { ...tally(runIds, runs), then, recoveredMs: null };
}
