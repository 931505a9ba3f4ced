/** What each edition does where it is the only package of ours. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { EXAMPLE } from '../../../../scripts/lib/editions/examples.js';
import { folderOf } from '../../../../scripts/lib/editions/folders.mjs';
import { moveWorkflow } from '../../../../scripts/lib/editions/move.js';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { assertSentTo, assertSucceeded } from '../../checks.mjs';
import { MANUAL_TRIGGER, readReportFile } from '../../workflows.mjs';
import { actionSteps, groups } from '../actions.mjs';
import { lifecycleSteps } from '../lifecycle.mjs';
import { senders } from '../lifecycle-senders.mjs';
import { issuesOf } from '../templates/import-template.mjs';
import { install, makeCredentials, ourTypes, typesOf } from './packages.mjs';

/** @typedef {import('../../../../scripts/lib/editions/table.js').Edition} Edition */

const TRIGGER = 'Run Finished';
const MESSAGE = 'Post to Slack';

/** Steps with an edition of one service. @param {Edition} edition */
export function serviceAlone(edition) {
	const { name, platform, nodes } = edition;
	const type = `${name}.${Object.keys(nodes).find((key) => nodes[key] === 'testRun')}`;
	const group = groups.find((candidate) => candidate.platform === platform);
	const own = senders.filter((sender) => sender.platform === platform);
	return alone(edition, [
		{ name: 'its example imports, and lacks only what its notes name', run: importExample(edition) },
		...own.flatMap((sender) => lifecycleSteps(sender, exampleOf(edition))),
		...actionSteps({ ...group, type }),
	]);
}

/** Steps with the edition without a service. @param {Edition} edition */
export function reportsAlone(edition) {
	return alone(edition, [
		{ name: 'its example imports, and lacks only what its notes name', run: importExample(edition) },
		{ name: 'a report file is read and judged', run: (state) => readAndJudge(state, edition) },
	]);
}

function alone(edition, steps) {
	const all = [
		{ name: 'is installed alone', run: (state) => installAlone(state, edition), standsAlone: true },
		...steps,
		{ name: 'is removed', run: (state) => remove(state, edition), standsAlone: true },
	];
	return all.map((step) => ({ ...step, name: `${edition.name}: ${step.name}` }));
}

async function installAlone(state, edition) {
	await install(state, edition.name);
	assert.deepEqual(await ourTypes(state), typesOf(edition));
	await makeCredentials(state);
}

async function remove(state, { name }) {
	await state.client.deleteEveryWorkflow();
	await state.client.uninstallPackage(name);
	assert.deepEqual(await ourTypes(state), []);
}

/** @param {Edition} edition */
function readExample(edition) {
	return JSON.parse(fs.readFileSync(path.join(folderOf(edition), EXAMPLE), 'utf8'));
}

function importExample(edition) {
	return async ({ client, install: n8n }) => {
		const { id } = await client.createWorkflow(readExample(edition));
		const imported = await client.getWorkflow(id);
		assert.deepEqual(issuesOf(imported, await client.nodeTypes(), n8n), [`${MESSAGE}: channelId`]);
		await client.deleteWorkflow(id);
	};
}

/**
 * The example as what reacts to a run: filled in, with a node that keeps the message in the place of Slack's.
 *
 * @param {Edition} edition
 * @returns {import('../lifecycle.mjs').Reaction}
 */
function exampleOf(edition) {
	return {
		trigger: TRIGGER,
		workflowOf({ parameters: { platform, ...parameters }, credentials, webhookId }) {
			const { nodes, ...example } = readExample(edition);
			const changes = { [TRIGGER]: { parameters, credentials, webhookId }, [MESSAGE]: keptInstead };
			const filled = nodes.map((node) => {
				const change = changes[node.name];
				return { ...node, ...(typeof change === 'function' ? change(node) : change) };
			});
			return { ...example, nodes: filled };
		},
		assertHandled(execution) {
			assertSucceeded(execution);
			const [[{ run }]] = outputsOf(execution, TRIGGER);
			const [[{ text }]] = outputsOf(execution, MESSAGE);
			for (const part of ['failed: ', run.verdictReason, run.failures?.[0].title ?? ''])
				assert.ok(text.includes(part), `the message has no '${part}': ${text}`);
		},
	};
}

function keptInstead({ parameters: { text } }) {
	const assignments = [{ id: 'text', name: 'text', type: 'string', value: text }];
	return { type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { assignments: { assignments } } };
}

async function readAndJudge({ client }, { name }) {
	const { workflow, moved, left } = moveWorkflow(readReportFile(), name);
	assert.deepEqual([moved.length, left], [2, []]);
	const { id } = await client.createWorkflow(workflow);
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSucceeded(execution);
	assertSentTo(execution, 'Failed');
}
