import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { moveWorkflow } from '../../../../scripts/lib/editions/move.js';
import { editions, FULL } from '../../../../scripts/lib/editions/table.js';
import { ensureDependencies } from '../../../../scripts/lib/install-dependencies.mjs';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { packPackage } from '../../../../scripts/lib/pack.mjs';
import { credentialsOf } from '../../../../scripts/lib/playground.mjs';
import { projectRoot } from '../../../../scripts/lib/paths.mjs';
import { assertSentTo, assertSucceeded, noViolations } from '../../checks.mjs';
import { inARow, MANUAL_TRIGGER, node, oneAfterTheOther, readReportFile, testRun } from '../../workflows.mjs';
import { preclinical } from '../actions-preclinical.mjs';
import { qase } from '../actions-qase.mjs';
import { qodex } from '../actions-qodex.mjs';
import { testclix } from '../actions-testclix.mjs';
import { openEditor } from '../editor/browser.mjs';
import { openActions, openNodeCreator } from '../editor/nodeCreator.mjs';
import { eventually, shownParameters } from '../editor/nodePanel.mjs';
import { senders } from '../lifecycle-senders.mjs';
import { localNpm } from './local-npm.mjs';

const { version: VERSION } = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
/** The version that Qase's edition is updated to. It holds the same. */
const NEXT = `${VERSION}-next`;

const CASES = { preclinical, qase, qodex, testclix };
const services = editions.filter(({ platform }) => platform !== null);
const reports = editions.find(({ platform }) => platform === null);
const ofQase = services.find(({ platform }) => platform === 'qase');

/**
 * Tests the packages of `editions/`, installed by n8n's own installer: each alone, and all beside the full package.
 *
 * @type {import('../index.mjs').Suite}
 */
export const editionsSuite = {
	name: 'editions',
	lines: ['2', '1'],
	ownPlayground: true,
	prepare,
	steps: [
		...services.flatMap(aloneOf),
		...aloneInSteps(reports, [['a report file is read and judged', readAndJudge]]),
		{ name: 'the full package and all editions are installed together', run: installAll, standsAlone: true },
		{ name: 'the same credential serves both', run: runBoth },
		{
			name: 'the editor finds Qase, lists its actions and shows no platform',
			run: lookInEditor,
			standsAlone: true,
		},
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

/** @param {import('../../../../scripts/lib/playground.mjs').Playground} playground */
async function prepare(playground) {
	// With dependencies of its own, so it can only be imported after these have been installed.
	await ensureDependencies();
	const { buildEdition } = await import('../../../../scripts/lib/editions/build.mjs');
	playground.isBare = true;
	const tarballs = path.join(playground.folder, 'tarballs');
	fs.mkdirSync(tarballs);
	playground.tarball = await packPackage(tarballs);
	for (const edition of editions) {
		const { tarball } = await buildEdition(edition, path.join(playground.folder, 'editions'));
		fs.copyFileSync(tarball, path.join(tarballs, path.basename(tarball)));
	}
	await packNext(tarballs, ofQase.name);
	Object.assign(playground.env, localNpm(path.join(playground.folder, 'npm'), tarballs));
}

/** The same package with another version. */
async function packNext(tarballs, name) {
	const run = promisify(execFile);
	const folder = fs.mkdtempSync(path.join(tarballs, 'next-'));
	await run('tar', ['-xzf', path.join(tarballs, `${name}-${VERSION}.tgz`), '-C', folder]);
	const manifest = path.join(folder, 'package', 'package.json');
	const next = { ...JSON.parse(fs.readFileSync(manifest, 'utf8')), version: NEXT };
	fs.writeFileSync(manifest, JSON.stringify(next));
	await run('tar', ['-czf', path.join(tarballs, `${name}-${NEXT}.tgz`), '-C', folder, 'package']);
}

function aloneOf(edition) {
	return aloneInSteps(edition, [
		['a run is started', startRun],
		['its trigger is activated and takes a delivery', takeDelivery],
	]);
}

/** Steps with an edition that is the only package of ours. */
function aloneInSteps(edition, steps) {
	const all = [['is installed alone', installAlone], ...steps, ['is removed', remove]];
	return all.map(([what, run], index) => ({
		name: `${edition.name}: ${what}`,
		run: (state) => run(state, edition),
		standsAlone: index === 0 || run === remove,
	}));
}

async function installAlone(state, edition) {
	await install(state, edition.name);
	assert.deepEqual(await ourTypes(state), typesOf(edition));
	await makeCredentials(state);
}

async function remove({ client, ...state }, { name }) {
	await client.deleteEveryWorkflow();
	await client.uninstallPackage(name);
	assert.deepEqual(await ourTypes({ client, ...state }), []);
}

async function startRun(state, { name, platform, nodes }) {
	const { expect, given } = CASES[platform].startRun;
	const parameters = { operation: 'startRun', ...(await given?.(state.sandbox)) };
	const type = `${name}.${Object.keys(nodes).find((key) => nodes[key] === 'testRun')}`;
	const start = node('Start', type, 1, 0, { parameters, credentials: credentialFor(state, platform) });
	const execution = await runByHand(state, [start]);
	const [items] = outputsOf(execution, 'Start');
	expect(items, parameters);
}

async function takeDelivery({ client, credentials, n8n, sandbox }, { name, platform }) {
	const sender = senders.findLast((candidate) => candidate.platform === platform);
	const webhookId = randomUUID();
	const trigger = node('On Run', `${name}.${platform}Trigger`, 0, 0, {
		typeVersion: 1.1,
		parameters: { ...sender.parameters?.(sandbox), events: ['RUN_FINISH'] },
		credentials: { [sender.credential]: credentials[sender.credential] },
		webhookId,
	});
	const row = [trigger, node('End', 'n8n-nodes-base.noOp', 1, 0)];
	const { id } = await client.createWorkflow({
		name: `${name}: trigger`,
		nodes: row,
		connections: inARow(row),
	});
	await client.activate(id);
	const url = `${n8n.url}/webhook/${webhookId}/webhook`;
	await sender.setUp?.(sandbox, url);
	let failed;
	const execution = await client.nextExecution(id, async () => (failed = await sender.fail(sandbox, url)));
	const [[{ platform: from, run }]] = outputsOf(execution, 'End');
	assert.deepEqual([from, run.id, run.verdict], [platform, failed.runId, 'failed']);
	await client.deactivate(id);
}

async function readAndJudge({ client }, { name }) {
	const { workflow, moved, left } = moveWorkflow(readReportFile(), name);
	assert.deepEqual([moved.length, left], [2, []]);
	const { id } = await client.createWorkflow(workflow);
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSucceeded(execution);
	assertSentTo(execution, 'Failed');
}

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
	await openNodeCreator(state.editor, state.client);
	const actions = await openActions(page, 'qase', 'Qase');
	await actions.filter({ hasText: 'Complete a run' }).click();
	await page.locator('[data-test-id=node-parameters]').waitFor();
	await eventually(
		async () => (await shownParameters(page)).slice(0, 2),
		['Operation', 'Project'],
		'parameters',
	);
	assert.equal(await page.inputValue('[data-test-id=parameter-input-operation] input'), 'Complete Run');
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

async function install({ client }, name) {
	const { packageName, installedVersion } = await client.installPackage(`${name}@${VERSION}`);
	assert.deepEqual([packageName, installedVersion], [name, VERSION]);
}

async function makeCredentials({ client, credentials, sandbox }) {
	const known = await whole(client.credentialTypes);
	for (const [type, { name, data }] of Object.entries(credentialsOf(sandbox))) {
		if (known.includes(type)) credentials[type] ??= await client.createCredential({ name, type, data });
	}
}

function credentialFor({ credentials }, platform) {
	const { credential } = senders.find((sender) => sender.platform === platform);
	return { [credential]: credentials[credential] };
}

/** Types of the nodes of our packages, without those that n8n makes of them for agents. */
async function ourTypes({ client }) {
	const names = [FULL, ...editions.map(({ name }) => name)];
	return (await whole(client.nodeTypes))
		.map(({ name }) => name)
		.filter((type) => names.includes(type.split('.')[0]) && !type.endsWith('Tool'))
		.sort();
}

/** Reads a list that n8n writes anew after an installation, until it is there as a whole. */
async function whole(read) {
	for (let left = 20; ; left--) {
		try {
			return await read();
		} catch (error) {
			if (!(error instanceof SyntaxError) || left === 0) throw error;
			await sleep(250);
		}
	}
}

function typesOf({ name, nodes }) {
	return Object.keys(nodes)
		.map((type) => `${name}.${type}`)
		.sort();
}
