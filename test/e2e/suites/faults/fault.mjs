import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded, outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { startN8n } from '../../../../scripts/lib/n8n-process.mjs';
import { assertNoSecretIsOut } from '../../secrets.mjs';
import { DELIVERED, listening, looping, running } from './workflows.mjs';

/**
 * What a fault did.
 *
 * @typedef {object} Outcome
 * @property {number} lost events, verdicts or starts that should have come out, and neither did nor were told of
 * @property {number} doubled executions, runs or webhooks beyond the one that should be
 * @property {string} then what the user sees, in one short sentence
 * @property {number | null} recoveredMs from the fault until all was well; null when there is nothing to recover
 */

/**
 * @typedef {import('../../../../scripts/lib/playground.mjs').Playground & { rows: object[] }} State
 * @typedef {{ area: string, what: string, run: (state: State) => Promise<Outcome> }} FaultCase
 */

/**
 * A step that runs one case on a clean n8n and a clean sandbox, and keeps its row.
 *
 * @param {FaultCase} fault
 * @returns {import('../../../../scripts/lib/steps.mjs').Step<State>}
 */
export function asStep({ area, what, run }) {
	return {
		name: `${area}: ${what}`,
		standsAlone: true,
		async run(state) {
			state.rows ??= [];
			try {
				const outcome = await run(state);
				state.rows.push({ area, what, ...outcome });
				assert.equal(outcome.lost, 0, `lost: ${outcome.lost} (${outcome.then})`);
				assert.equal(outcome.doubled, 0, `doubled: ${outcome.doubled} (${outcome.then})`);
				await assertNoSecretIsOut(state);
				const violations = await state.sandbox.control.violations();
				assert.deepEqual(
					violations.map(({ message }) => message),
					[],
				);
			} finally {
				await readyAgain(state);
				await state.sandbox.control.clearFaults();
				await state.client.deleteEveryWorkflow();
				await state.sandbox.control.reset();
			}
		},
	};
}

/** Runs `work` and tells how long it took. @template T @param {() => Promise<T>} work @returns {Promise<[T, number]>} */
export async function timed(work) {
	const startedAt = Date.now();
	const result = await work();
	return [result, Date.now() - startedAt];
}

/** Waits until `look` gives something other than undefined or false. */
export async function until(look, what, timeoutMs = 60_000) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const seen = await look();
		if (seen !== undefined && seen !== false) return seen;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
		await sleep(100);
	}
}

/** Waits until n8n says that it is well: with too much to do it takes its database for lost, for a while. */
export async function readyAgain({ n8n }) {
	await until(async () => (await fetch(`${n8n.url}/healthz/readiness`)).ok, 'n8n to be ready', 120_000);
}

/** A workflow with a Currents trigger. @returns {Promise<string>} its id */
export async function listenToCurrents(state, { options = {}, filters = {}, once = false } = {}) {
	const { client, credentials, sandbox } = state;
	const { id } = await client.createWorkflow(
		listening({
			parameters: {
				platform: 'currents',
				projectId: { __rl: true, mode: 'id', value: sandbox.currents.projectId },
				events: ['RUN_FINISH'],
				options,
				filters,
			},
			credentials: { testRunCurrentsApi: credentials.testRunCurrentsApi },
			once,
		}),
	);
	return id;
}

/** A workflow with a Preclinical trigger. @returns {Promise<string>} its id */
export async function listenToPreclinical({ client, credentials }) {
	const { id } = await client.createWorkflow(
		listening({
			parameters: { platform: 'preclinical', scope: 'organization', events: ['RUN_FINISH'] },
			credentials: { testRunPreclinicalApi: credentials.testRunPreclinicalApi },
		}),
	);
	return id;
}

/**
 * An active workflow with the trigger of a platform whose webhook is set up by hand; `credentials` by type.
 *
 * @returns {Promise<{ id: string, url: string }>} `url` is where it listens
 */
export async function listenByHand({ client, n8n }, platform, credentials) {
	const draft = listening({ parameters: { platform, events: ['RUN_FINISH'] }, credentials });
	const { id } = await client.createWorkflow(draft);
	await client.activate(id);
	return { id, url: `${n8n.url}/webhook/${draft.nodes[0].webhookId}/webhook` };
}

/**
 * An active workflow that runs one Test Run operation when it is called; see {@link running} for `settings`.
 *
 * @returns {Promise<{ id: string, call(): Promise<void> }>}
 */
export async function callable(state, path, type, parameters, settings) {
	const credentials = { [type]: state.credentials[type] };
	return await active(state, path, running({ path, parameters, credentials, settings }));
}

/**
 * The same for a list of items, with a Gate behind the operation; see {@link looping} for `settings` and `back`.
 *
 * @returns {Promise<{ id: string, call(items: object[]): Promise<void> }>}
 */
export async function callableLoop(state, path, type, parameters, { settings, back } = {}) {
	const credentials = { [type]: state.credentials[type] };
	const { id, call } = await active(state, path, looping({ path, parameters, credentials, settings, back }));
	return { id, call: async (items) => await call({ items }) };
}

async function active(state, path, workflow) {
	const { id } = await state.client.createWorkflow(workflow);
	await state.client.activate(id);
	const call = async (body = {}) => {
		const response = await fetch(`${state.n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		assert.equal(response.status, 200);
	};
	return { id, call };
}

/** A Currents run of the sandbox that ends now, and what became of its delivery. */
export async function endedCurrentsRun({ sandbox }, { deliver = true, outcome = 'failed' } = {}) {
	const { projectId } = sandbox.currents;
	const { run } = await sandbox.control.currents.createRun({ projectId, deliver: false });
	const failures = outcome === 'failed' ? 1 : undefined;
	const { deliveries } = await sandbox.control.currents.finishRun({
		runId: run.runId,
		outcome,
		failures,
		deliver,
	});
	return { runId: run.runId, deliveries };
}

/** All executions of a workflow, once `count` of them have ended and no other has begun for a moment. */
export async function endedExecutions({ client }, workflowId, count, timeoutMs = 60_000) {
	await until(
		async () => (await client.listEveryExecution(workflowId)).filter(hasEnded).length >= count,
		`${count} executions`,
		timeoutMs,
	);
	// One too many would come at once: its delivery has been answered.
	await sleep(500);
	return await client.listEveryExecution(workflowId);
}

/** Runs that the trigger of an execution told of. */
export async function deliveredRuns({ client }, executions, name = DELIVERED) {
	const whole = await Promise.all(executions.map(({ id }) => client.getExecution(id)));
	return whole.flatMap((execution) =>
		outputsOf(execution, name)
			.flat()
			.map(({ run }) => run),
	);
}

/** Lost and doubled among things of which each should be there once. */
export function tally(wanted, seen) {
	const lost = wanted.filter((entry) => !seen.includes(entry)).length;
	return { lost, doubled: seen.length - new Set(seen).size + seen.filter((s) => !wanted.includes(s)).length };
}

/**
 * Ends n8n, at once (`kill`) or in order, and starts it again on the same data.
 *
 * @param {State} state
 * @param {{ kill?: boolean, env?: Record<string, string>, meanwhile?: () => Promise<void> }} [options]
 */
export async function restart(state, { kill = false, env = {}, meanwhile } = {}) {
	const { install, folder, n8n } = state;
	if (kill) n8n.kill();
	else await n8n.stop();
	await n8n.ended;
	await meanwhile?.();
	const port = Number(new URL(n8n.url).port);
	state.n8n = await startN8n({ install, userFolder: folder, port, env: { ...state.env, ...env } });
}
