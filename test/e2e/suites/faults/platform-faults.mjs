import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import {
	callable,
	deliveredRuns,
	endedCurrentsRun,
	endedExecutions,
	listenToCurrents,
	tally,
	timed,
} from './fault.mjs';
import { RUN } from './workflows.mjs';

/** The ways in which a platform's response can be damaged. */
const KINDS = [
	{ answer: 'status 500', fault: { kind: 'status', status: 500 } },
	{
		answer: 'status 429',
		fault: { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
		undone: true,
	},
	{ answer: 'an answer after 3 seconds', fault: { kind: 'delay', ms: 3_000 } },
	{ answer: 'a closed connection', fault: { kind: 'closeSocket' } },
	{ answer: 'half an answer', fault: { kind: 'halfBody' } },
	{ answer: 'an HTML error page', fault: { kind: 'html', status: 502 } },
	{ answer: 'broken JSON', fault: { kind: 'invalidJson' } },
];

const STEPS = [
	{ area: 'Activation', inject: spoilActivation },
	{ area: 'Start', inject: spoilStart },
	{ area: 'Keep Checking', inject: spoilPoll },
	{ area: 'Read behind a delivery', inject: spoilRead },
	{ area: 'Deactivation', inject: spoilDeactivation },
];

/** Tests each damaged response in each phase of a workflow. @type {import('./fault.mjs').FaultCase[]} */
export const platformFaults = STEPS.flatMap(({ area, inject }) =>
	KINDS.map((kind) => ({
		area,
		what: `the platform gives ${kind.answer}`,
		run: (state) => inject(state, kind),
	})),
);

/** The platform creates the webhook, but the response to that is damaged. */
async function spoilActivation(state, { fault, undone = false }) {
	const { client, sandbox } = state;
	const workflowId = await listenToCurrents(state);
	const match = { method: 'POST', path: '/webhooks' };
	await sandbox.control.addFault({ platform: 'currents', match, fault, afterEffect: !undone });
	const [refusals, recoveredMs] = await timed(async () => await activateAtLast(client, workflowId));

	const hooks = await sandbox.control.currents.webhooks({});
	const { runId } = await endedCurrentsRun(state);
	const runs = await deliveredRuns(state, await endedExecutions(state, workflowId, 1));
	const events = tally(
		[runId],
		runs.map(({ id }) => id),
	);
	return {
		lost: events.lost,
		doubled: events.doubled + hooks.length - 1,
		then: refusals === 0 ? 'active at once' : 'refused with an error; active at the second try',
		recoveredMs,
	};
}

/** Activates a workflow repeatedly, as a user would. @returns {Promise<number>} how many times n8n refused */
async function activateAtLast(client, workflowId) {
	for (let refusals = 0; ; refusals++) {
		const refused = await client.activate(workflowId).then(
			() => undefined,
			(error) => error,
		);
		if (!refused) return refusals;
		if (refusals === 2) throw refused;
		await client.deactivate(workflowId);
	}
}

/** The platform starts the run, but the response to that is damaged. */
async function spoilStart(state, { fault, undone = false }) {
	const { client, sandbox } = state;
	const { id, call } = await callable(state, 'start', 'testRunQodexApi', {
		resource: 'qodex',
		operation: 'startRun',
		environment: 'staging',
		scope: 'all',
	});
	await sandbox.control.addFault({
		platform: 'qodex',
		match: { method: 'POST' },
		fault,
		afterEffect: !undone,
	});
	const [execution, ms] = await timed(async () => await client.nextExecution(id, call));

	const runs = (await sandbox.control.qodex.runs()).length;
	const { error } = execution.data.resultData;
	if (!error) return { lost: 1 - runs, doubled: runs - 1, then: 'started once', recoveredMs: ms };
	const saysInDoubt = /whether qodex carried it out is not known/i.test(error.description);
	return {
		// A started run that the error does not mention counts as lost.
		lost: runs > 0 && !saysInDoubt ? 1 : 0,
		doubled: Math.max(0, runs - 1),
		then: saysInDoubt
			? 'an error says that the run may have started, and where to look'
			: 'an error; nothing was started',
		recoveredMs: null,
	};
}

async function spoilPoll(state, { fault }) {
	const { client, sandbox } = state;
	await sandbox.control.qodex.nextRuns({ outcome: 'passed', afterMs: 1_000, runs: 1 });
	const { id, call } = await callable(state, 'poll', 'testRunQodexApi', {
		resource: 'qodex',
		operation: 'startRunAndWait',
		environment: 'staging',
		scope: 'all',
		waitMode: 'poll',
		timeoutMinutes: 2,
	});
	await sandbox.control.addFault({ platform: 'qodex', match: { method: 'GET' }, times: 3, fault });
	const [execution, recoveredMs] = await timed(async () => await client.nextExecution(id, call));

	const [[run] = []] = outputsOf(execution, RUN);
	const runs = await sandbox.control.qodex.runs();
	return {
		lost: run?.verdict === 'passed' ? 0 : 1,
		doubled: runs.length - 1,
		then: 'waited out; the verdict is the true one',
		recoveredMs,
	};
}

async function spoilRead(state, { fault }) {
	const { sandbox } = state;
	const workflowId = await listenToCurrents(state);
	await state.client.activate(workflowId);
	await sandbox.control.addFault({
		platform: 'currents',
		match: { method: 'GET', path: '/runs' },
		times: 2,
		fault,
	});
	const [[runId, runs], recoveredMs] = await timed(async () => {
		const ended = await endedCurrentsRun(state);
		return [ended.runId, await deliveredRuns(state, await endedExecutions(state, workflowId, 1))];
	});
	const events = tally(
		[runId],
		runs.map(({ id }) => id),
	);
	const isRight = runs.every(({ verdict }) => verdict === 'failed');
	return {
		...events,
		lost: events.lost + (isRight ? 0 : 1),
		then: 'one execution, with the run as it is',
		recoveredMs,
	};
}

/** The first attempt to remove the webhook fails. */
async function spoilDeactivation(state, { fault }) {
	const { client, sandbox } = state;
	const workflowId = await listenToCurrents(state);
	await client.activate(workflowId);
	await sandbox.control.addFault({ platform: 'currents', match: { method: 'DELETE' }, fault });
	const [, recoveredMs] = await timed(async () => {
		await client.deactivate(workflowId);
		const left = (await sandbox.control.currents.webhooks({})).length;
		if (left === 0) return;
		await client.activate(workflowId);
		await client.deactivate(workflowId);
	});
	const hooks = await sandbox.control.currents.webhooks({});
	return { lost: 0, doubled: hooks.length, then: 'no webhook is left behind', recoveredMs };
}
