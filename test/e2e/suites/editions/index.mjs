import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { displayNameOf } from '../../../../scripts/lib/editions/names.mjs';
import { moveWorkflow } from '../../../../scripts/lib/editions/move.js';
import { editions, FULL } from '../../../../scripts/lib/editions/table.js';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { assertSucceeded, noViolations } from '../../checks.mjs';
import { MANUAL_TRIGGER, oneAfterTheOther, testRun } from '../../workflows.mjs';
import { qase } from '../actions-qase.mjs';
import { openEditor } from '../editor/browser.mjs';
import { openActions, openNodeCreator } from '../editor/nodeCreator.mjs';
import { eventually, shownParameters } from '../editor/nodePanel.mjs';
import { senders } from '../lifecycle-senders.mjs';
import { reportsAlone, serviceAlone } from './alone.mjs';
import {
	install,
	makeCredentials,
	NEXT,
	ofQase,
	ourTypes,
	prepare,
	reports,
	services,
	typesOf,
} from './packages.mjs';
import { havePolled, startPolling } from './polled.mjs';

const together = [
	{ name: 'the full package and all editions are installed together', run: installAll, standsAlone: true },
	{ name: 'the same credential serves both', run: runBoth },
];

/**
 * Tests the packages of `editions/`, installed by n8n's own installer: each alone, and all beside the full package.
 *
 * @type {import('../index.mjs').Suite}
 */
export const editionsSuite = {
	name: 'editions',
	lines: ['2'],
	ownPlayground: true,
	prepare,
	steps: [
		...services.flatMap(serviceAlone),
		...reportsAlone(reports),
		...together,
		{ name: 'the polling triggers are activated, and a run fails', run: startPolling },
		{
			name: 'the editor finds each service, lists its actions and shows no platform',
			run: lookInEditor,
			standsAlone: true,
		},
		{
			name: "n8n has the list of an operation's fields before it has run",
			run: readSchema,
			standsAlone: true,
		},
		{ name: 'the next polls have found these runs', run: havePolled },
		{ name: 'after an update of one they still run', run: updateOne },
		{
			name: 'after the full package is removed, the edition runs, with the same credential',
			run: withoutFull,
		},
		{
			name: 'the full package comes back, the edition is removed, and the moved workflow runs',
			run: withoutEdition,
		},
		noViolations,
	],
	close: async (state) => await state.editor?.close(),
};

/**
 * On n8n 1 all are installed and executed beside each other. What they do is tested by the other suites there, with the
 * same code.
 *
 * @type {import('../index.mjs').Suite}
 */
export const editionsOnOldN8n = {
	name: 'editions',
	lines: ['1'],
	ownPlayground: true,
	prepare,
	steps: [...together, noViolations],
};

async function installAll(state) {
	// From one end to the other and back: any order is as good.
	for (const { name } of [...editions.slice(3), { name: FULL }, ...editions.slice(0, 3)])
		await install(state, name);
	const types = await ourTypes(state);
	for (const edition of editions)
		for (const type of typesOf(edition)) assert.ok(types.includes(type), `no ${type}`);
	assert.ok(types.includes(`${FULL}.testRun`));
	await makeCredentials(state);
}

async function runBoth(state) {
	await runsWith(state, FULL);
	await runsWith(state, ofQase.name);
}

async function lookInEditor(state) {
	state.editor = await openEditor({ url: state.n8n.url });
	const { page } = state.editor;
	for (const edition of services) {
		const name = displayNameOf(edition);
		await openNodeCreator(state.editor, state.client);
		const actions = await openActions(page, name.toLowerCase(), name);
		await actions.filter({ hasText: /^\s*Start run\s*$/ }).click();
		await page.locator('[data-test-id=node-parameters]').waitFor();
		const first = async () => (await shownParameters(page))[0];
		await eventually(first, 'Operation', `the first parameter of ${name}`);
		assert.ok(!(await shownParameters(page)).includes('Platform'), `${name} shows a platform`);
		const operation = await page.inputValue('[data-test-id=parameter-input-operation] input');
		assert.equal(operation, 'Start Run');
	}
}

/** The hidden platform is part of the path that n8n asks for. */
async function readSchema({ n8n }) {
	const response = await fetch(`${n8n.url}/schemas/${ofQase.name}.qase/1.0.0/qase/getRun.json`);
	assert.equal(response.status, 200);
	const { properties } = await response.json();
	assert.ok(properties.verdict && properties.failures, 'the run has no verdict or failures');
}

async function updateOne(state) {
	const updated = await state.client.updatePackage(ofQase.name, NEXT);
	assert.equal(updated.installedVersion, NEXT);
	await runBoth(state);
}

async function withoutFull(state) {
	await state.client.uninstallPackage(FULL);
	await runsWith(state, ofQase.name);
}

async function withoutEdition(state) {
	await install(state, FULL);
	await state.client.uninstallPackage(ofQase.name);
	await runsWith(state, FULL);
}

/** Starts a Qase run by a workflow that was moved into the package. */
async function runsWith(state, to) {
	const parameters = {
		resource: 'qase',
		operation: 'startRun',
		...(await qase.startRun.given(state.sandbox)),
	};
	const draft = { nodes: [testRun('Start', parameters, credentialFor(state, 'qase'))] };
	const execution = await runByHand(state, moveWorkflow(draft, to).workflow.nodes);
	const [items] = outputsOf(execution, 'Start');
	qase.startRun.expect(items, parameters);
}

async function runByHand({ client }, nodes) {
	const { id } = await client.createWorkflow(oneAfterTheOther(`Edition ${randomUUID()}`, nodes));
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSucceeded(execution);
	return execution;
}

function credentialFor({ credentials }, platform) {
	const { credential } = senders.find((sender) => sender.platform === platform);
	return { [credential]: credentials[credential] };
}
