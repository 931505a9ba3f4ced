import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	deliveredRuns,
	endedCurrentsRun,
	endedExecutions,
	listenByHand,
	listenToCurrents,
	restart,
	tally,
	timed,
	until,
} from './fault.mjs';

const QODEX = 'testRunQodexApi';
const TESTCLIX = 'testRunTestClixApi';

/** The expected result for a run of which a part cannot be read. */
const inDoubt = {
	outcome: 'passed',
	isSaid: ({ doubt }) => Boolean(doubt),
	then: 'it starts the workflow, with the run in doubt',
};

const withNote = {
	outcome: 'failed',
	isSaid: ({ verdict, failures, failuresNote }) => verdict === 'failed' && failures === null && failuresNote,
	then: 'the run is as it was read; a note says why its failures are missing',
};

/**
 * Tests the responses to senders, and what the trigger does with deliveries that it cannot read or trust.
 * @type {import('./fault.mjs').FaultCase[]}
 */
export const answerFaults = [
	{ area: 'Delivery', what: 'n8n killed while it reads the run back', run: killedWhileReading },
	{ area: 'Delivery', what: 'the credential of the trigger cannot be read', run: withoutCredential },
	{ area: 'Activation', what: 'Maximum Age is no number', run: noNumber },
	{
		area: 'Delivery',
		what: 'the run cannot be read back, and failed runs alone are wanted',
		run: unreadable({ path: '/runs', filters: { verdicts: ['failed'] } }, inDoubt),
	},
	{
		area: 'Delivery',
		what: 'the failed tests of the run cannot be read',
		run: unreadable({ path: '/instances', options: { includeFailures: 5 } }, withNote),
	},
	{ area: 'Delivery', what: 'ten from nobody known, about a run that goes on', run: strangersTen },
	{ area: 'Delivery', what: 'it comes before the platform shows the end of the run', run: tooEarly },
	{ area: 'Delivery', what: '15 MB from nobody known, about a run that there is not', run: strangersLong },
];

/** The sender gets no response, so it knows that it has to send the delivery again. */
async function killedWhileReading(state) {
	const { sandbox } = state;
	const workflowId = await listenToCurrents(state);
	await state.client.activate(workflowId);
	await sandbox.control.clearCalls();
	await sandbox.control.addFault({
		platform: 'currents',
		match: { method: 'GET', path: '/runs' },
		fault: { kind: 'delay', ms: 4_000 },
	});
	const ending = endedCurrentsRun(state);
	await until(async () => (await sandbox.control.calls({})).length > 0, 'the run to be asked for');
	const [, recoveredMs] = await timed(async () => await restart(state, { kill: true }));
	const { runId, deliveries } = await ending;
	const [{ status }] = deliveries[0].attempts;
	await state.client.publicationOf(workflowId);
	await sandbox.control.redeliver({ id: deliveries[0].id });
	const runs = await deliveredRuns(state, await endedExecutions(state, workflowId, 1));
	const { lost, doubled } = tally([runId], idsOf(runs));
	return {
		lost: lost + (status === null ? 0 : 1),
		doubled,
		then: 'the sender gets no answer; sent again, it is one execution',
		recoveredMs,
	};
}

async function withoutCredential(state) {
	const { client, sandbox } = state;
	const { apiKey, baseUrl, webhookSecret } = sandbox.testclix;
	const data = { apiKey, baseUrl, webhookSecret };
	const credential = await client.createCredential({ name: 'To be deleted', type: TESTCLIX, data });
	const { id: workflowId, url } = await listenByHand(state, 'testclix', { [TESTCLIX]: credential });
	await client.deleteCredential(credential.id);
	await sandbox.control.testclix.setWebhook({ secret: webhookSecret });
	const [{ testId }] = await sandbox.control.testclix.tests();
	const [refused] = await sandbox.control.testclix.deliver({ testId, url, status: 'Error' });

	const { nodes } = await client.getWorkflow(workflowId);
	const withAnother = nodes.map((node) => ({
		...node,
		credentials: { [TESTCLIX]: state.credentials[TESTCLIX] },
	}));
	await client.saveNodes(workflowId, withAnother);
	await client.activate(workflowId);
	const [again] = await sandbox.control.redeliver({ id: refused.id });
	const executions = await endedExecutions(state, workflowId, 1);
	const statuses = [refused, again].map(({ attempts }) => attempts.at(-1).status);
	return {
		lost: String(statuses) === '503,200' ? 0 : 1,
		doubled: executions.length - 1,
		then: 'the sender is told to try again later (503); then it is one execution',
		recoveredMs: null,
	};
}

async function noNumber(state) {
	const workflowId = await listenToCurrents(state, { options: { maxAgeMinutes: '={{ "an hour" }}' } });
	const words = await state.client.activate(workflowId).then(
		() => 'active',
		({ message }) => message,
	);
	return {
		lost: words.includes("'Maximum Age (Minutes)' is not a number") ? 0 : 1,
		doubled: (await state.sandbox.control.currents.webhooks({})).length,
		then: 'refused with an error that names it; no webhook is made',
		recoveredMs: null,
	};
}

/** @param {typeof inDoubt} expected */
function unreadable({ path, ...how }, { outcome, isSaid, then }) {
	return async (state) => {
		const workflowId = await listenToCurrents(state, how);
		await state.client.activate(workflowId);
		await state.sandbox.control.addFault({
			platform: 'currents',
			match: { method: 'GET', path },
			times: 100,
			fault: { kind: 'status', status: 500 },
		});
		const { runId } = await endedCurrentsRun(state, { outcome });
		const runs = await deliveredRuns(state, await endedExecutions(state, workflowId, 1, 120_000));
		const { lost, doubled } = tally([runId], idsOf(runs));
		return { lost: lost + (isSaid(runs[0]) ? 0 : 1), doubled, then, recoveredMs: null };
	};
}

/** Qodex does not sign deliveries, so anybody can send one as often as they like. */
async function strangersTen(state) {
	const { qodex } = state.sandbox.control;
	const { id: workflowId, url } = await listenByHand(state, 'qodex', { [QODEX]: state.credentials[QODEX] });
	await qodex.nextRuns({ outcome: 'stuck', runs: 1 });
	const { testRunId } = await qodex.startRun({});
	await Promise.all(
		Array.from({ length: 10 }, async () => await qodex.deliverCompletion({ url, testRunId })),
	);
	const early = await deliveredRuns(state, await endedExecutions(state, workflowId, 1));
	await qodex.finishRun({ testRunId, outcome: 'failed' });
	await qodex.deliverCompletion({ url, testRunId });
	const runs = await deliveredRuns(state, await endedExecutions(state, workflowId, 2));
	const isTold = early[0].doubt && runs.some(({ verdict }) => verdict === 'failed');
	return {
		lost: isTold ? 0 : 1,
		doubled: runs.length - 2,
		then: 'one execution, with the run in doubt; its true end is another one',
		recoveredMs: null,
	};
}

async function tooEarly(state) {
	const { qodex } = state.sandbox.control;
	const { id: workflowId, url } = await listenByHand(state, 'qodex', { [QODEX]: state.credentials[QODEX] });
	await qodex.nextRuns({ outcome: 'stuck', runs: 1 });
	const { testRunId } = await qodex.startRun({});
	const delivered = qodex.deliverCompletion({ url, testRunId });
	await sleep(3_000);
	const [runs, recoveredMs] = await timed(async () => {
		await qodex.finishRun({ testRunId, outcome: 'failed' });
		await delivered;
		return await deliveredRuns(state, await endedExecutions(state, workflowId, 1));
	});
	const { lost, doubled } = tally([testRunId], idsOf(runs));
	const [{ verdict, doubt }] = runs;
	return {
		lost: lost + (verdict === 'failed' && !doubt ? 0 : 1),
		doubled,
		then: 'it is looked at again until it shows; the verdict is the true one',
		recoveredMs,
	};
}

async function strangersLong(state) {
	const { id: workflowId, url } = await listenByHand(state, 'qodex', { [QODEX]: state.credentials[QODEX] });
	const entries = Array.from({ length: 15_000 }, (_, serial) => `${serial}`.padEnd(1_000, 'x'));
	const body = JSON.stringify({ testRunId: 'tr_nobody', entries });
	const [{ status }, answeredMs] = await timed(
		async () => await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
	);
	assert.equal(status, 200);
	return {
		lost: answeredMs < 15_000 ? 0 : 1,
		doubled: (await state.client.listExecutions(workflowId)).length,
		then: 'it is looked at for its ids, and starts nothing',
		recoveredMs: null,
	};
}

function idsOf(runs) {
	return runs.map(({ id }) => id);
}
