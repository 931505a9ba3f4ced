import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded, outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { startN8n } from '../../../../scripts/lib/n8n-process.mjs';
import { assertNoSecretIsOut } from '../../secrets.mjs';
import { DELIVERED, listening, looping, running } from './workflows.mjs';

/**
 * The outcome of a fault.
 *
 * @typedef {object} Outcome
 * @property {number} lost events, verdicts or starts that are missing without an error that says so
 * @property {number} doubled executions, runs or webhooks in addition to the expected one
 * @property {string} then what the user sees, in one short sentence
 * @property {number | null} recoveredMs time from the fault until everything works again; null if there is nothing to
 *   recover
 */

/**
 * @typedef {import('../../../../scripts/lib/playground.mjs').Playground & { rows: object[] }} State
 * @typedef {{ area: string, what: string, run: (state: State) => Promise<Outcome> }} FaultCase
 */

/**
 * A step that runs one case, records its row of the table, and then resets n8n and the sandbox.
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

/**
 * Runs `work` and returns its result with the time in milliseconds.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<[T, number]>}
 */
export async function timed(work) {
	const startedAt = Date.now();
	const result = await work();
	return [result, Date.now() - startedAt];
}

/** Waits until `look` returns something other than undefined or false. */
export async function until(look, what, timeoutMs = 60_000) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const seen = await look();
		if (seen !== undefined && seen !== false) return seen;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
		await sleep(100);
	}
}

/** Waits until n8n reports that it is ready: under high load it temporarily assumes that its database is gone. */
export async function readyAgain({ n8n }) {
	await until(async () => (await fetch(`${n8n.url}/healthz/readiness`)).ok, 'n8n to be ready', 120_000);
}

/** Creates a workflow with a Currents trigger. @returns {Promise<string>} its id */
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

/** Creates a workflow with a Preclinical trigger. @returns {Promise<string>} its id */
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
 * Creates an active workflow with the trigger of a platform whose webhook is set up by hand; `credentials` by type.
 *
 * @returns {Promise<{ id: string, url: string }>} `url` is its webhook URL
 */
export async function listenByHand({ client, n8n }, platform, credentials) {
	const draft = listening({ parameters: { platform, events: ['RUN_FINISH'] }, credentials });
	const { id } = await client.createWorkflow(draft);
	await client.activate(id);
	return { id, url: `${n8n.url}/webhook/${draft.nodes[0].webhookId}/webhook` };
}

/**
 * Creates an active workflow that runs one Test Run operation when `call` is called; see {@link running} for
 * `settings`.
 *
 * @returns {Promise<{ id: string, call(): Promise<void> }>}
 */
export async function callable(state, path, type, parameters, settings) {
	const credentials = { [type]: state.credentials[type] };
	return await active(state, path, running({ path, parameters, credentials, settings }));
}

/**
 * The same for a list of items, with a Gate after the operation; see {@link looping} for `settings` and `back`.
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

/** Creates a run of Currents in the sandbox and finishes it; returns its id and its deliveries. */
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

/** All executions of a workflow, after `count` of them have ended and no other one has started for a moment. */
export async function endedExecutions({ client }, workflowId, count, timeoutMs = 60_000) {
	await until(
		async () => (await client.listEveryExecution(workflowId)).filter(hasEnded).length >= count,
		`${count} executions`,
		timeoutMs,
	);
	// A surplus execution would start immediately, since its delivery has already been answered.
	await sleep(500);
	return await client.listEveryExecution(workflowId);
}

/** The runs in the output of the trigger, for these executions. */
export async function deliveredRuns({ client }, executions, name = DELIVERED) {
	const whole = await Promise.all(executions.map(({ id }) => client.getExecution(id)));
	return whole.flatMap((execution) =>
		outputsOf(execution, name)
			.flat()
			.map(({ run }) => run),
	);
}

/** Counts lost and doubled entries, if each wanted one should be there exactly once. */
export function tally(wanted, seen) {
	const lost = wanted.filter((entry) => !seen.includes(entry)).length;
	return { lost, doubled: seen.length - new Set(seen).size + seen.filter((s) => !wanted.includes(s)).length };
}

/**
 * Stops n8n, immediately (`kill`) or gracefully, and starts it again with the same data.
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
