import assert from 'node:assert/strict';
import { findNode, openActions, openNodeCreator } from './nodeCreator.mjs';
import { eventually, shownParameters } from './nodePanel.mjs';

/** Search terms of users who need this package, and the node that each must find. */
const SEARCHES = [
	['qase', 'Test Run'],
	['currents', 'Test Run'],
	['qodex', 'Test Run'],
	['testclix', 'Test Run'],
	['preclinical', 'Test Run'],
	['test run', 'Test Run'],
	['test run', 'Test Run Gate'],
	['quality gate', 'Test Run Gate'],
	['gate', 'Test Run Gate'],
	['test run', 'Test Run Report'],
	['jira failure', 'Test Run Report'],
	['slack report', 'Test Run Report'],
	['test failed', 'Test Run'],
	['test failed', 'Test Run Gate'],
	['smoke test', 'Test Run'],
	['regression', 'Test Run'],
	['flaky', 'Test Run Gate'],
	['wait for test', 'Test Run'],
	['quarantine', 'Test Run'],
	['junit', 'Test Run Reader'],
	['flaky tests', 'Test Run History'],
	['test history', 'Test Run History'],
];

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const nodeSearch = [
	{ name: 'what people type into the node panel finds our nodes', run: search, standsAlone: true },
	{ name: 'the actions of Test Run are grouped by platform', run: listActions, standsAlone: true },
	{ name: 'choosing an action presets platform and operation', run: chooseAction, standsAlone: true },
];

async function search({ editor, client }) {
	await openNodeCreator(editor, client);
	const missed = [];
	for (const [words, name] of SEARCHES) {
		await findNode(editor.page, words, name).catch(({ message }) => missed.push(message));
	}
	assert.deepEqual(missed, []);
}

async function listActions({ editor, client, registry }) {
	await openNodeCreator(editor, client);
	const rows = await openActions(editor.page);
	const groups = [...registry.actionGroups].sort(byName);
	const expected = groups.flatMap(({ name, operations }) => [
		`${name} actions`,
		...[...operations].sort(byName).map(({ action }) => action),
	]);
	// Compare in lower case, because headings are displayed in capitals.
	const read = async () => (await rows.allInnerTexts()).map((row) => row.trim().toLowerCase());
	const inSmallLetters = expected.map((row) => row.toLowerCase());
	await eventually(read, inSmallLetters, 'actions');
}

async function chooseAction({ editor, client }) {
	const { page } = editor;
	await openNodeCreator(editor, client);
	const actions = await openActions(page);
	// Only one platform has this action.
	await actions.filter({ hasText: 'Complete a Qase run' }).click();
	await page.locator('[data-test-id=node-parameters]').waitFor();
	const valueOf = (parameter) => () => page.inputValue(`[data-test-id=parameter-input-${parameter}] input`);
	await eventually(valueOf('resource'), 'Qase', 'platform');
	await eventually(valueOf('operation'), 'Complete Run', 'operation');
	assert.ok((await shownParameters(page)).includes('Run'));
}

function byName(a, b) {
	return a.name.localeCompare(b.name);
}
