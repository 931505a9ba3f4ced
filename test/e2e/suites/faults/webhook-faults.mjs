import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
	deliveredRuns,
	endedCurrentsRun,
	endedExecutions,
	listenToCurrents,
	listenToPreclinical,
	restart,
	tally,
	timed,
} from './fault.mjs';

/** Tests what happens to registered webhooks. @type {import('./fault.mjs').FaultCase[]} */
export const webhookFaults = [
	{ area: 'Webhook', what: 'n8n restarted with active triggers', run: restarted({ kill: false }) },
	{ area: 'Webhook', what: 'n8n killed with active triggers', run: restarted({ kill: true }) },
	{
		area: 'Webhook',
		what: 'deleted by hand',
		run: meddled(deleteByHand, 'made again at the next activation'),
	},
	{
		area: 'Webhook',
		what: 'disabled by hand',
		run: meddled(disableByHand, 'enabled again at the next activation'),
	},
	{ area: 'Webhook', what: 'the URL of n8n has changed', run: moved },
	{
		area: 'Webhook',
		what: 'a copy of the workflow, with all that n8n keeps of it, is activated and deactivated',
		run: copied,
	},
];

function restarted({ kill }) {
	return async (state) => {
		const workflows = await bothListening(state);
		const [, recoveredMs] = await timed(async () => await restart(state, { kill }));
		return await oneEachThatWorks(state, workflows, 'one webhook each, as before', recoveredMs);
	};
}

function meddled(byHand, then) {
	return async (state) => {
		const workflows = await bothListening(state);
		await byHand(state);
		const [, recoveredMs] = await timed(async () => await activateAgain(state, workflows));
		return await oneEachThatWorks(state, workflows, then, recoveredMs);
	};
}

async function activateAgain({ client }, workflows) {
	for (const id of Object.values(workflows)) await client.deactivate(id);
	for (const id of Object.values(workflows)) await client.activate(id);
}

async function deleteByHand({ sandbox }) {
	const { currents, preclinical } = sandbox.control;
	for (const { hookId } of await currents.webhooks({})) await currents.deleteWebhook({ hookId });
	for (const { id } of await preclinical.webhooks()) await preclinical.deleteWebhook({ webhookId: id });
}

/** Only webhooks of Preclinical can be disabled. */
async function disableByHand({ sandbox }) {
	const { apiKey, baseUrl } = sandbox.preclinical;
	for (const { id } of await sandbox.control.preclinical.webhooks()) {
		const { ok } = await fetch(`${baseUrl}/webhooks/${id}`, {
			method: 'PUT',
			headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
			body: JSON.stringify({ is_enabled: false }),
		});
		assert.ok(ok);
	}
}

async function moved(state) {
	const workflows = await bothListening(state);
	const elsewhere = `${state.n8n.url.replace('127.0.0.1', 'localhost')}/`;
	const env = { WEBHOOK_URL: elsewhere, N8N_WEBHOOK_URL: elsewhere };
	const [, recoveredMs] = await timed(async () => {
		await restart(state, { env });
		// n8n 1 registers webhooks again when it starts; n8n 2 does not.
		await activateAgain(state, workflows);
	});
	const then = 'one webhook each at the new URL, once the workflows are activated again (n8n 1: by itself)';
	const outcome = await oneEachThatWorks(state, workflows, then, recoveredMs);
	const left = (await registered(state)).filter(({ url }) => !url.startsWith(elsewhere));
	await state.client.deleteEveryWorkflow();
	await restart(state);
	return { ...outcome, doubled: outcome.doubled + left.length };
}

/**
 * Copies the workflows as an export and import would: with the registration data of the original and a different
 * webhook path.
 */
async function copied(state) {
	const { client } = state;
	const workflows = await bothListening(state);
	const before = await registered(state);
	for (const id of Object.values(workflows)) {
		const { name, nodes, connections, settings, staticData } = await client.getWorkflow(id);
		assert.ok(JSON.stringify(staticData).includes('webhookId'));
		const elsewhere = nodes.map((node) => ({ ...node, webhookId: randomUUID() }));
		const copy = await client.createWorkflow({ name, nodes: elsewhere, connections, settings, staticData });
		// Preclinical allows only one webhook, so it refuses that of the copy.
		await client.activate(copy.id).catch(({ message }) => assert.match(message, /not of this workflow/));
		await client.deactivate(copy.id);
	}
	assert.deepEqual(await registered(state), before);
	return await oneEachThatWorks(
		state,
		workflows,
		'it has a webhook of its own, or is refused where there is room for one only; that of the original stays',
		null,
	);
}

/** Creates an active workflow for each platform that registers webhooks through its API. */
async function bothListening(state) {
	const workflows = {
		currents: await listenToCurrents(state),
		preclinical: await listenToPreclinical(state),
	};
	for (const id of Object.values(workflows)) await state.client.activate(id);
	return workflows;
}

async function registered({ sandbox }) {
	const { currents, preclinical } = sandbox.control;
	return [...(await currents.webhooks({})), ...(await preclinical.webhooks())];
}

/** Checks that each of the two workflows has exactly one webhook, and that a delivery starts each of them once. */
async function oneEachThatWorks(state, workflows, then, recoveredMs) {
	const { preclinical } = state.sandbox.control;
	// n8n 2 is ready before it has registered the triggers of all active workflows.
	for (const id of Object.values(workflows)) await state.client.publicationOf(id);
	const hooks = await registered(state);
	const { runId } = await endedCurrentsRun(state);
	const run = await preclinical.createRun({});
	await preclinical.finishRun({ runId: run.id, outcome: 'completed' });
	const delivered = [
		...(await deliveredRuns(state, await endedExecutions(state, workflows.currents, 1))),
		...(await deliveredRuns(state, await endedExecutions(state, workflows.preclinical, 1))),
	];
	const events = tally(
		[runId, run.id],
		delivered.map(({ id }) => id),
	);
	return { lost: events.lost, doubled: events.doubled + Math.max(0, hooks.length - 2), then, recoveredMs };
}
