import assert from 'node:assert/strict';
import { outputsOf } from '../../scripts/lib/n8n-client.mjs';
import { assertNoViolations, assertSentTo } from './checks.mjs';
import { MANUAL_TRIGGER, reactToCurrentsRun, readReportFile, startQodexRunAndDecide } from './workflows.mjs';

const EVENTS = ['RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'];
const QODEX_PATH = 'main-job-qodex';

/**
 * @typedef {object} Findings
 * @property {string} currentsWorkflow id
 * @property {string} runId of the Currents run that failed
 * @property {import('../../scripts/lib/n8n-client.mjs').Execution} execution which that run started
 * @property {string} qodexWorkflow id
 */

/**
 * The main job of this package, tested in a running playground: react to a run and decide; start a run, wait for it and
 * decide; read a report file and decide.
 *
 * @type {import('../../scripts/lib/steps.mjs').Step<import('../../scripts/lib/playground.mjs').Playground &
 *   Findings>[]}
 */
export const mainJob = [
	{ name: 'Currents: activation registers one webhook, with secret, label and events', run: activateTrigger },
	{
		name: 'Currents: a finished run with 3 failures is delivered and starts one execution',
		run: deliverFailedRun,
	},
	{ name: 'Currents: the event has verdict failed and the 3 failures', run: checkEvent },
	{
		name: 'Currents: the Gate sends it to Failed',
		run: ({ execution }) => assertSentTo(execution, 'Failed'),
	},
	{ name: 'Currents: deactivation leaves no webhook', run: deactivateTrigger },
	{ name: 'Qodex: a workflow that starts and awaits a run is active', run: activateQodexWorkflow },
	{ name: 'Qodex: a green run goes to Passed', run: runQodex({ outcome: 'passed' }, 'Passed') },
	{ name: 'Qodex: a red run goes to Failed', run: runQodex({ outcome: 'failed', failures: 2 }, 'Failed') },
	{
		name: 'Qodex: a run stopped as budget_exceeded goes to Inconclusive',
		run: runQodex({ outcome: 'budget_exceeded' }, 'Inconclusive'),
	},
	{ name: 'Report file: its run, with the failure, goes to Failed', run: readFile },
	{ name: 'no call departed from the documented APIs', run: assertNoViolations },
];

async function activateTrigger(state) {
	const { client, credentials, sandbox } = state;
	const { projectId } = sandbox.currents;
	const { id } = await client.createWorkflow(reactToCurrentsRun({ projectId, events: EVENTS, credentials }));
	state.currentsWorkflow = id;
	await client.activate(id);
	const hooks = await sandbox.control.currents.webhooks({ projectId });
	assert.equal(hooks.length, 1, `one webhook is expected, but there are ${hooks.length}`);
	const [{ url, headers, label, hookEvents }] = hooks;
	assert.ok(url.startsWith(`${state.n8n.url}/webhook/`), `its URL is not of this n8n: ${url}`);
	const values = Object.values(JSON.parse(headers ?? '{}'));
	assert.ok(values.length > 0 && values.every((value) => value !== ''), 'it has no secret header');
	assert.ok(label, 'it has no label');
	assert.deepEqual([...hookEvents].sort(), [...EVENTS].sort());
}

async function deliverFailedRun(state) {
	const { client, sandbox, currentsWorkflow } = state;
	const { projectId } = sandbox.currents;
	const { run } = await sandbox.control.currents.createRun({ projectId });
	state.execution = await client.nextExecution(currentsWorkflow, async () => {
		const { deliveries } = await sandbox.control.currents.finishRun({
			runId: run.runId,
			outcome: 'failed',
			failures: 3,
		});
		assert.deepEqual(
			deliveries.map(({ kind, attempts }) => [kind, attempts.at(-1).status]),
			[['RUN_FINISH', 200]],
		);
	});
	state.runId = run.runId;
	assert.equal(state.execution.status, 'success');
	assert.equal((await client.listExecutions(currentsWorkflow)).length, 1);
}

function checkEvent({ execution, runId }) {
	const [[event]] = outputsOf(execution, 'Run Ended');
	assert.equal(event.event, 'RUN_FINISH');
	assert.equal(event.platform, 'currents');
	assert.equal(event.run.id, runId);
	assert.equal(event.run.status, 'finished');
	assert.equal(event.run.verdict, 'failed');
	assert.equal(event.run.counts.failed, 3);
	const fingerprints = new Set(event.run.failures.map(({ fingerprint }) => fingerprint));
	assert.equal(fingerprints.size, 3, `three failures are expected, but there are ${fingerprints.size}`);
	for (const { title, error } of event.run.failures)
		assert.ok(title && error.message, 'a failure says nothing');
}

async function deactivateTrigger({ client, sandbox, currentsWorkflow }) {
	await client.deactivate(currentsWorkflow);
	const hooks = await sandbox.control.currents.webhooks({});
	assert.equal(hooks.length, 0, `${hooks.length} webhooks were left behind`);
}

async function activateQodexWorkflow(state) {
	const { client, credentials } = state;
	const { id } = await client.createWorkflow(startQodexRunAndDecide({ path: QODEX_PATH, credentials }));
	state.qodexWorkflow = id;
	await client.activate(id);
}

function runQodex(ending, verdict) {
	return async ({ client, n8n, sandbox, qodexWorkflow }) => {
		await sandbox.control.qodex.nextRuns({ ...ending, afterPolls: 1, runs: 1 });
		const execution = await client.nextExecution(qodexWorkflow, async () => {
			const response = await fetch(`${n8n.url}/webhook/${QODEX_PATH}`, { method: 'POST' });
			assert.equal(response.status, 200);
		});
		const [[run]] = outputsOf(execution, 'Start Run and Wait');
		const known = await sandbox.control.qodex.runs();
		assert.equal(run.id, known.at(-1).testRunId);
		assert.equal(run.status, 'finished');
		assertSentTo(execution, verdict);
	};
}

async function readFile({ client }) {
	const { id } = await client.createWorkflow(readReportFile());
	const execution = await client.nextExecution(id, async () => await client.runWorkflow(id, MANUAL_TRIGGER));
	assertSentTo(execution, 'Failed');
	const [[run]] = outputsOf(execution, 'Reader');
	assert.equal(run.platform, 'report');
	assert.deepEqual([run.verdict, run.counts.total, run.counts.failed], ['failed', 2, 1]);
	assert.deepEqual(
		run.failures.map(({ title, error }) => [title, error.message]),
		[['pays with a saved card', 'expected status 200, got 500']],
	);
}
