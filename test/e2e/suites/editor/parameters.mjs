import assert from 'node:assert/strict';
import { choose, eventually, offered, shownCredential, shownNotices, shownParameters } from './nodePanel.mjs';
import { shownAtFirst, sortedNames } from './registry.mjs';
import { openNode } from './workflows.mjs';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const parameters = [
	{
		name: "Test Run: each platform's own operations, each with its own parameters and credential",
		run: checkTestRun,
		standsAlone: true,
	},
	{
		name: 'Trigger: each platform has its own events, notice, parameters and credential',
		run: checkTrigger,
		standsAlone: true,
	},
	{ name: 'Gate: shows its rules', run: checkGate, standsAlone: true },
	{ name: 'Report: shows its formats', run: checkReport, standsAlone: true },
];

async function checkTestRun({ editor, client, registry, credentials }) {
	const { page } = editor;
	await openNode({ ...editor, client }, 'testRun', { credentials });
	assert.deepEqual(await offeredByUs(page, 'resource'), sortedNames(registry.actionGroups));
	for (const group of registry.actionGroups) {
		await choose(page, 'resource', group.name);
		assert.deepEqual(await offeredByUs(page, 'operation'), sortedNames(group.operations), group.name);
		for (const operation of group.operations) {
			await choose(page, 'operation', operation.name);
			const where = `${group.name}, ${operation.name}`;
			// A notice has no label.
			const labels = collectionsLast(shownAtFirst(operation.fields))
				.filter(({ type }) => type !== 'notice')
				.map(({ displayName }) => displayName);
			await eventually(() => shownParameters(page), ['Platform', 'Operation', ...labels], where);
			const credential = credentials[operation.credential ?? group.credential]?.name ?? null;
			await eventually(() => shownCredential(page), credential, `${where}: credential`);
		}
	}
}

async function checkTrigger({ editor, client, registry, credentials }) {
	const { page } = editor;
	await openNode({ ...editor, client }, 'testRunTrigger', { credentials });
	assert.deepEqual(await offered(page, 'platform'), sortedNames(registry.platforms));
	for (const { name, trigger } of registry.platforms) {
		await choose(page, 'platform', name);
		const events = { displayName: 'Trigger On', type: 'multiOptions' };
		const fields = collectionsLast([...shownAtFirst(trigger.fields), events]);
		const labels = ['Platform', ...fields.map(({ displayName }) => displayName), 'Filters', 'Options'];
		await eventually(() => shownParameters(page), labels, name);
		const names = trigger.events.map((event) => event.name);
		assert.deepEqual(await offered(page, 'events'), names, `events of ${name}`);
		const notices = trigger.setupNotice ? [wordsOf(trigger.setupNotice)] : [];
		await eventually(async () => (await shownNotices(page)).map(wordsOf), notices, `notice of ${name}`);
		await eventually(
			() => shownCredential(page),
			credentials[trigger.credential].name,
			`${name}: credential`,
		);
	}
}

async function checkGate({ editor, client }) {
	await openNode({ ...editor, client }, 'testRunGate');
	await eventually(() => shownParameters(editor.page), ['Rules', 'Stop on Failed'], 'Gate');
	assert.equal((await shownNotices(editor.page)).length, 1);
}

async function checkReport({ editor, client, registry }) {
	await openNode({ ...editor, client }, 'testRunReport');
	const labels = ['Format', 'One Report Per', 'Options'];
	await eventually(() => shownParameters(editor.page), labels, 'Report');
	assert.deepEqual(await offered(editor.page, 'format'), sortedNames(registry.formatList));
}

/** Puts collections (filters, options) below the other fields, as in n8n's own nodes. */
function collectionsLast(fields) {
	const isCollection = ({ type }) => type === 'collection';
	return [...fields.filter((field) => !isCollection(field)), ...fields.filter(isCollection)];
}

/** The entries without the one that n8n adds to every node with credentials (for the HTTP Request node). */
async function offeredByUs(page, parameter) {
	return (await offered(page, parameter)).filter((name) => name !== 'Custom API Call');
}

/** The words of an HTML text, without the markup. */
function wordsOf(html) {
	return html
		.replace(/<[^>]*>/g, ' ')
		.split(/\s+/)
		.filter(Boolean)
		.join(' ');
}
