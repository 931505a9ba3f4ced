import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { fromCurrentsNode } from '../../../../scripts/lib/fromCurrentsNode/convert.js';
import { assertNoViolations, assertSucceeded } from '../../checks.mjs';
import { MANUAL_TRIGGER, sideBySide } from '../../workflows.mjs';
import { builtinNode } from './builtinNode.mjs';
import { faults } from './faults.mjs';
import { rows } from './rows.js';
import { createTargets } from './targets.mjs';

const NAMES = [
	...['Run: Find', 'Run: Get', 'Run: Get Many', 'Instance: Get', 'Project: Get', 'Project: Get Many'],
	...['Project: Get Insights', 'Test: Get Many', 'Spec File: Get Many', 'Test Result: Get Many'],
	...['Signature: Generate', 'Action: Get', 'Action: Get Many', 'Run: Cancel', 'Run: Cancel by GitHub CI'],
	...['Run: Reset', 'Run: Delete', 'Action: Create', 'Action: Delete', 'Action: Disable', 'Action: Enable'],
	'Action: Update',
];

/** Fields with the time of a change, or with the id of something new: two changes never have the same. */
const OF_ONE_CHANGE = [
	...['canceledAt', 'createdAt', 'updatedAt', 'disabledAt', 'archivedAt'],
	...['actionId', 'ciBuildId', 'githubRunId', 'runId'],
];

/** The state of each run that is changed; one is deleted. */
const RUNS_AFTERWARDS = { cancel: 'CANCELED', github: 'CANCELED', remove: undefined, reset: 'IN_PROGRESS' };

/** The status of each action that is changed. */
const ACTIONS_AFTERWARDS = { archive: 'archived', disable: 'disabled', enable: 'active', update: 'active' };

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const operations = [
	{ name: 'every operation that the built-in node has is compared', run: assertComplete },
	{ name: 'the built-in nodes are converted into the parameters of the table', run: convert },
	{ name: 'both nodes are asked the same questions', run: ask },
	...NAMES.map((name) => ({
		name: `${name}: the same answer`,
		run: (state) => compare(state, name),
		standsAlone: true,
	})),
	{ name: 'what both nodes changed has become the same', run: assertSameChanges },
	{ name: 'neither node departed from what Currents documents', run: assertNoViolations, standsAlone: true },
	...faults,
];

async function assertComplete(state) {
	const { properties } = (await state.client.nodeTypes()).find(
		({ name }) => name === 'n8n-nodes-base.currents',
	);
	const shown = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			options.map(({ value }) => `${displayOptions.show.resource[0]} ${value}`),
		)
		.filter((operation) => !operation.endsWith(' __CUSTOM_API_CALL__'));
	state.targets = await createTargets(state.sandbox);
	const compared = rows(state.targets.theirs).map(({ builtin: { resource = 'run', operation } }) => {
		const usual = { instance: 'get', signature: 'generate' }[resource] ?? 'getAll';
		return `${resource} ${operation ?? usual}`;
	});
	assert.deepEqual(compared.sort(), shown.sort());
	assert.deepEqual(
		rows(state.targets.theirs).map(({ name }) => name),
		NAMES,
	);
}

function convert(state) {
	const { targets, credentials } = state;
	const ours = rows(targets.ours);
	const draft = sideBySide(
		'Ours',
		ours.map(({ name, builtin }) => builtinNode(`${name} (ours)`, builtin, credentials)),
	);
	const { workflow, notes } = fromCurrentsNode(draft);
	assert.equal(notes.length, ours.length);
	const converted = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-test-runs.testRun');
	assert.deepEqual(
		converted.map(({ parameters }) => parameters),
		ours.map(({ ours: parameters }) => ({ resource: 'currents', ...parameters })),
	);
	state.converted = converted.map((own) => ({
		...own,
		credentials: { testRunCurrentsApi: credentials.testRunCurrentsApi },
	}));
}

async function ask(state) {
	const { client, credentials, targets, converted } = state;
	const pairs = rows(targets.theirs).flatMap(({ name, builtin }, index) => [
		builtinNode(name, builtin, credentials),
		{ ...converted[index], onError: 'continueRegularOutput' },
	]);
	const { id } = await client.createWorkflow(sideBySide('Both Currents nodes', pairs));
	const run = async () => await client.runWorkflow(id, MANUAL_TRIGGER);
	state.asked = await client.nextExecution(id, run, { timeoutMs: 120_000 });
	assertSucceeded(state.asked);
}

function compare({ asked, targets }, name) {
	assert.ok(asked, 'not asked');
	const row = rows(targets.theirs).find((candidate) => candidate.name === name);
	const { theirAnswer = (items) => items, ourAnswer = (items) => items } = row;
	const [theirs, ours] = [itemsOf(asked, name), itemsOf(asked, `${name} (ours)`)];
	assert.ok(theirs.length > 0, 'the built-in node returned nothing');
	const isChange = /: (Cancel|Reset|Delete|Create|Disable|Enable|Update)/.test(name);
	const view = (items) => (isChange ? items.map(withoutOwn) : items);
	assert.deepEqual(view(ourAnswer(ours)), view(theirAnswer(theirs, targets.theirs)));
}

function itemsOf(execution, name) {
	const [items = []] = outputsOf(execution, name);
	for (const { error } of items) assert.equal(error, undefined, `${name} failed: ${JSON.stringify(error)}`);
	return items;
}

/** Without what is different in every change. */
function withoutOwn(object) {
	return Object.fromEntries(Object.entries(object).filter(([name]) => !OF_ONE_CHANGE.includes(name)));
}

async function assertSameChanges({ sandbox, targets }) {
	const { theirs, ours } = targets;
	const runs = await sandbox.control.currents.runs({});
	const actions = await sandbox.control.currents.testActions({});
	const runOf = (id) => runs.find(({ runId }) => runId === id);
	const actionOf = (id) => actions.find(({ actionId }) => actionId === id);
	for (const [name, completionState] of Object.entries(RUNS_AFTERWARDS)) {
		const [their, our] = [theirs, ours].map(({ runs: ids }) => runOf(ids[name]));
		assert.equal(our?.completionState, completionState, name);
		assert.deepEqual([our?.status, our?.groups], [their?.status, their?.groups], name);
	}
	for (const [name, status] of Object.entries(ACTIONS_AFTERWARDS)) {
		const [their, our] = [theirs, ours].map(({ actions: ids }) => actionOf(ids[name]));
		assert.equal(our.status, status, name);
		assert.deepEqual(withoutOwn(our), withoutOwn(their), name);
	}
	const created = actions.filter(({ name }) => name === 'New').map(withoutOwn);
	assert.equal(created.length, 2);
	assert.deepEqual(created[0], created[1]);
}
