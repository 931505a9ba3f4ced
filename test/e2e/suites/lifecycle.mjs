import assert from 'node:assert/strict';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSentTo, noViolations } from '../checks.mjs';
import { reactToRun, TRIGGER } from '../workflows.mjs';
import { refusals } from './lifecycle-refusals.mjs';
import { senders } from './lifecycle-senders.mjs';

/**
 * A workflow that reacts to a run, the name of its trigger, and what has to be true of its execution for a run that has
 * failed.
 *
 * @typedef {{ workflowOf: typeof reactToRun, trigger: string, assertHandled: (execution: object) => void }} Reaction
 */

/** @type {Reaction} */
const byGate = {
	workflowOf: reactToRun,
	trigger: TRIGGER,
	assertHandled: (execution) => assertSentTo(execution, 'Failed'),
};

/** Tests activation, deliveries and deactivation of the trigger for each platform. @type {import('./index.mjs').Suite} */
export const lifecycle = {
	name: 'lifecycle',
	lines: ['1', '2'],
	steps: [...senders.flatMap((sender) => lifecycleSteps(sender)), ...untrusted(), ...refusals, noViolations],
};

/**
 * @param {import('./lifecycle-senders.mjs').Sender} given
 * @param {Reaction} [reaction]
 * @returns {import('../../../scripts/lib/steps.mjs').Step<any>[]}
 */
export function lifecycleSteps(given, reaction = byGate) {
	const { name, registered, forged } = given;
	const sender = { ...given, ...reaction };
	const steps = [
		['activation, and the webhook is there', activate],
		['a failed run starts one execution, in which it is known as failed', deliverFailure],
		forged && ['a delivery with a wrong secret is answered 401 and starts nothing', deliverForged],
		['off and on again, the same address starts one execution', restart],
		registered
			? ['deactivation removes the webhook', leaveNothing]
			: ['after deactivation a delivery is answered 404 and starts nothing', deliverToNobody],
	];
	return steps.filter(Boolean).map(([what, run], index) => ({
		name: `${name}: ${what}`,
		run: (state) => run(state, sender),
		standsAlone: index === 0,
	}));
}

async function activate(state, sender) {
	const { client, credentials, n8n, sandbox } = state;
	const { name, platform, credential, parameters, workflowOf } = sender;
	const webhookId = name.toLowerCase().replace(/\W+/g, '-');
	const workflow = workflowOf({
		name,
		parameters: {
			platform,
			...parameters?.(sandbox),
			events: ['RUN_FINISH'],
			options: { includeFailures: 20 },
		},
		credentials: { [credential]: credentials[credential] },
		webhookId,
	});
	const { id } = await client.createWorkflow(workflow);
	await client.activate(id);
	state.active = { id, url: `${n8n.url}/webhook/${webhookId}/webhook`, executions: 0 };
	if (sender.registered) await assertOneWebhook(state, sender);
	await sender.setUp?.(sandbox, state.active.url);
}

async function assertOneWebhook({ sandbox, active }, { registered }) {
	const urls = (await registered(sandbox)).map((url) => url.split('?')[0]);
	assert.deepEqual(urls, [active.url]);
}

async function deliverFailure(state, sender) {
	const { client, sandbox, active } = state;
	let failed;
	const execution = await client.nextExecution(active.id, async () => {
		failed = await sender.fail(sandbox, active.url);
	});
	assert.deepEqual(statusesOf(failed.deliveries), [200]);
	assertFailedRun(execution, sender, failed.runId);
	active.delivery = failed.deliveries[0];
	active.executions += 1;
	await assertNoFurtherExecution(state);
}

function assertFailedRun(execution, { platform, trigger, assertHandled }, runId) {
	const [[event]] = outputsOf(execution, trigger);
	const { id, status, verdict, failures } = event.run;
	assert.deepEqual(
		{ event: event.event, platform: event.platform, id, status, verdict },
		{ event: 'RUN_FINISH', platform, id: runId, status: 'finished', verdict: 'failed' },
	);
	assert.equal(execution.mode, 'webhook');
	assert.ok(failures === null || failures.length > 0, 'the failures are an empty list');
	assertHandled(execution);
}

async function deliverForged(state, { forged }) {
	const { sandbox, active } = state;
	const change = await forged(sandbox, active.delivery);
	const deliveries = await sandbox.control.redeliver({ id: active.delivery.id, ...change });
	assert.deepEqual(statusesOf(deliveries), [401]);
	await assertNoFurtherExecution(state);
}

async function restart(state, sender) {
	const { client, active } = state;
	await client.deactivate(active.id);
	await client.activate(active.id);
	if (sender.registered) await assertOneWebhook(state, sender);
	await deliverFailure(state, sender);
}

async function leaveNothing({ client, sandbox, active }, { registered }) {
	await client.deactivate(active.id);
	assert.deepEqual(await registered(sandbox), []);
}

async function deliverToNobody(state, sender) {
	const { client, sandbox, active } = state;
	await client.deactivate(active.id);
	const { deliveries } = await sender.fail(sandbox, active.url);
	assert.deepEqual([...new Set(statusesOf(deliveries))], [404]);
	await assertNoFurtherExecution(state);
}

async function assertNoFurtherExecution({ client, active }) {
	const executions = await client.listExecutions(active.id);
	assert.equal(executions.length, active.executions, 'the number of executions is another');
}

function statusesOf(deliveries) {
	return deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status));
}

/** Deliveries of Qodex contain no secret, so the trigger verifies them by reading the run. */
function untrusted() {
	const callback = senders.find(({ name }) => name === 'Qodex, a callback');
	const sender = { ...callback, ...byGate, name: 'Qodex, lies' };
	return [
		{
			name: 'Qodex: a delivery about no run of Qodex starts nothing, one that claims a pass comes out as failed',
			run: (state) => deliverLies(state, sender),
			standsAlone: true,
		},
	];
}

async function deliverLies(state, sender) {
	await activate(state, sender);
	const { client, sandbox, active } = state;
	const { runId } = await sender.fail(sandbox, 'http://127.0.0.1:9/nobody');
	const { url } = active;
	const execution = await client.nextExecution(active.id, async () => {
		await sandbox.control.qodex.deliverCompletion({ url });
		await sandbox.control.qodex.deliverCompletion({ url, testRunId: runId, changes: { passed: true } });
	});
	assertFailedRun(execution, sender, runId);
	active.executions = 1;
	await assertNoFurtherExecution(state);
	await client.deactivate(active.id);
}
