import assert from 'node:assert/strict';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSucceeded, noViolations } from '../checks.mjs';
import { startScriptedModel } from '../scripted-model.mjs';
import { MANUAL_TRIGGER } from '../workflows.mjs';
import { agentWithTools, testRunTool } from './agent-workflow.mjs';

const TOOL_TYPE = 'n8n-nodes-test-runs.testRunTool';
const LAST_WORDS = 'Done.';
const RUN_ID = "={{ $fromAI('runId', 'ID of the run', 'string') }}";

// Limit for the length of a tool's response: long ones cost the user money and distract the model.
const LONGEST_ANSWER = 2_500;

/**
 * Versions of the agent node for each version of n8n: one that calls its tools itself, and one whose tools the engine
 * runs.
 */
const AGENTS = { 1: [2.2, 3], 2: [2.2, 3.1] };

/** Tests Test Run as a tool of n8n's AI Agent. @type {import('./index.mjs').Suite} */
export const agent = {
	name: 'agent',
	lines: ['1', '2'],
	steps: [
		{ name: 'a model stands by, and n8n has the tool', run: prepare },
		...[
			['starts a run, reads it, and awaits it whatever the wait mode', startAndRead],
			['lists failures', listFailures],
			['is refused to cancel a run, and the platform is asked nothing', cancelUnallowed],
			['cancels a run where a person allowed it', cancelAllowed],
		].flatMap(([what, run]) =>
			[0, 1].map((index) => ({
				name: `${index === 0 ? 'an agent that calls tools itself' : 'an agent whose tools the engine runs'} ${what}`,
				run: (state) => run(state, AGENTS[state.line][index]),
				standsAlone: true,
			})),
		),
		noViolations,
	],
	close: async ({ model }) => await model?.close(),
};

async function prepare(state) {
	const types = await state.client.nodeTypes();
	assert.ok(
		types.some(({ name }) => name === TOOL_TYPE),
		`n8n has no ${TOOL_TYPE}`,
	);
	state.model = await startScriptedModel();
	state.modelCredential = await state.client.createCredential({
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'sk-placeholder', url: state.model.url },
	});
}

async function startAndRead(state, version) {
	const { model, sandbox } = state;
	await sandbox.control.clearCalls();
	await sandbox.control.qodex.nextRuns({ outcome: 'failed', failures: 1, afterPolls: 3, runs: 1 });
	const idIn = (answer) => JSON.parse(answer)[0].id;
	const soon = { timeoutMinutes: 5, options: { minPollSeconds: 0.1, maxPollSeconds: 0.1 } };
	await converse(
		state,
		version,
		[
			qodexTool('start_run', { operation: 'startRun', environment: 'staging', scope: 'all' }),
			qodexTool('get_run', { operation: 'getRun', runId: RUN_ID }),
			qodexTool('await_run', { operation: 'waitForRun', runId: RUN_ID, waitMode: 'suspend', ...soon }),
		],
		[
			() => ({ tool: 'start_run' }),
			([started]) => ({ tool: 'get_run', arguments: { runId: idIn(started) } }),
			([started]) => ({ tool: 'await_run', arguments: { runId: idIn(started) } }),
			() => LAST_WORDS,
		],
	);
	const [started, read, awaited] = model.answers().map((answer) => JSON.parse(answer)[0]);
	assert.deepEqual([started.verdict, read.verdict, awaited.verdict], ['pending', 'pending', 'failed']);
	assert.deepEqual(new Set([read.id, awaited.id]), new Set([started.id]));
	const starts = (await sandbox.control.calls({ platform: 'qodex' })).filter(
		({ method }) => method === 'POST',
	);
	assert.equal(starts.length, 1, 'the run was started more than once');
}

async function listFailures(state, version) {
	const { model, sandbox } = state;
	const { projectId } = sandbox.currents;
	const { runId } = (await sandbox.control.currents.createRun({ projectId })).run;
	await sandbox.control.currents.finishRun({ runId, outcome: 'failed', failures: 2 });
	await converse(
		state,
		version,
		[currentsTool('list_failures', { operation: 'getManyFailures', runId: RUN_ID, limit: 5 })],
		[() => ({ tool: 'list_failures', arguments: { runId } }), () => LAST_WORDS],
	);
	const failures = JSON.parse(model.answers()[0]);
	assert.equal(failures.length, 2);
	for (const { title, error } of failures) assert.ok(title && error.message);
}

async function cancelUnallowed(state, version) {
	const { model, sandbox } = state;
	const { runId } = await cancel(state, version, {});
	assert.match(model.answers()[0], /An AI agent is not allowed to use 'Cancel Run'\. .+'Allow AI Agents'/);
	assert.deepEqual(await sandbox.control.calls(), []);
	const { runId: id, completionState } = await runOf(sandbox, runId);
	assert.deepEqual({ id, completionState }, { id: runId, completionState: 'IN_PROGRESS' });
}

async function cancelAllowed(state, version) {
	const { model } = state;
	const { runId } = await cancel(state, version, { allowAgents: true });
	const [{ id, status }] = JSON.parse(model.answers()[0]);
	assert.deepEqual({ id, status }, { id: runId, status: 'canceled' });
}

async function cancel(state, version, allowance) {
	const { sandbox } = state;
	const { projectId } = sandbox.currents;
	const { runId } = (await sandbox.control.currents.createRun({ projectId })).run;
	await sandbox.control.clearCalls();
	await converse(
		state,
		version,
		[currentsTool('cancel_run', { operation: 'cancelRun', runId: RUN_ID, ...allowance })],
		[() => ({ tool: 'cancel_run', arguments: { runId } }), () => LAST_WORDS],
	);
	return { runId };
}

async function runOf({ control }, wanted) {
	return (await control.currents.runs({})).find(({ runId }) => runId === wanted);
}

function qodexTool(name, parameters) {
	return ({ testRunQodexApi }) =>
		testRunTool(name, { resource: 'qodex', ...parameters }, { testRunQodexApi });
}

function currentsTool(name, parameters) {
	return ({ testRunCurrentsApi }) =>
		testRunTool(name, { resource: 'currents', ...parameters }, { testRunCurrentsApi });
}

/**
 * Runs an agent through the whole script. Checks that the tools' responses are short and contain none of the platform's
 * own JSON.
 */
async function converse({ client, credentials, model, modelCredential }, version, tools, turns) {
	model.play(turns);
	const draft = agentWithTools({
		version,
		tools: tools.map((tool) => tool(credentials)),
		model: modelCredential,
	});
	const { id } = await client.createWorkflow(draft);
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSucceeded(execution);
	const [[{ output }]] = outputsOf(execution, 'Agent');
	assert.equal(output, LAST_WORDS);
	assert.equal(model.answers().length, turns.length - 1);
	for (const answer of model.answers()) {
		assert.ok(answer.length <= LONGEST_ANSWER, `an answer has ${answer.length} characters`);
	}
}
