import assert from 'node:assert/strict';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSucceeded, noViolations } from '../checks.mjs';
import { MANUAL_TRIGGER, other, PACKAGE, sideBySide, testRun } from '../workflows.mjs';
import { any, aRun } from './actions-any.mjs';
import { currents } from './actions-currents.mjs';
import { preclinical } from './actions-preclinical.mjs';
import { qase } from './actions-qase.mjs';
import { qodex } from './actions-qodex.mjs';
import { testclix } from './actions-testclix.mjs';
import { credentialTests } from './actions-credentials.mjs';
import { manyItems } from './actions-items.mjs';
import { history } from './actions-history.mjs';
import { reportFiles } from './actions-reader.mjs';
import { chatReports } from './actions-report.mjs';

const TYPE = `${PACKAGE}.testRun`;

/**
 * `source`: nodes that make the item which its operations get, if one of them needs a file or a run in it. `type`: the
 * node that has them, if it is that of an edition.
 *
 * @typedef {{ platform: string, credential?: string, source?: object[], cases: import('./actions-expect.mjs').Cases,
 *   type?: string }} Group
 */

const aFile = [other('File', 'n8n-nodes-base.convertToFile', 1.1, { operation: 'toJson' })];

/** @type {Group[]} */
export const groups = [
	{ platform: 'currents', credential: 'testRunCurrentsApi', cases: currents },
	{ platform: 'qodex', credential: 'testRunQodexApi', cases: qodex },
	{ platform: 'testclix', credential: 'testRunTestClixApi', cases: testclix },
	{ platform: 'qase', credential: 'testRunQaseApi', source: aFile, cases: qase },
	{ platform: 'preclinical', credential: 'testRunPreclinicalApi', cases: preclinical },
	{ platform: 'any', source: aRun, cases: any },
];

/**
 * Tests every operation of the Test Run node once, and the tests of the credentials.
 *
 * @type {import('./index.mjs').Suite}
 */
export const actions = {
	name: 'actions',
	lines: ['1', '2'],
	steps: [
		{ name: 'every operation that n8n shows has a case here', run: assertComplete, standsAlone: true },
		...groups.flatMap(actionSteps),
		...manyItems,
		...reportFiles,
		...chatReports,
		...history,
		...credentialTests,
		noViolations,
	],
};

async function assertComplete({ client }) {
	const shown = (await client.nodeTypes()).find(({ name }) => name === TYPE).properties;
	const operations = shown
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			displayOptions.show.resource.flatMap((platform) => options.map(({ value }) => `${platform} ${value}`)),
		)
		.filter((operation) => !operation.endsWith(' __CUSTOM_API_CALL__'));
	const cases = groups.flatMap(({ platform, cases: own }) =>
		Object.keys(own).map((operation) => `${platform} ${operation}`),
	);
	assert.deepEqual(cases.sort(), operations.sort());
}

/**
 * Steps that execute each operation of a node once.
 *
 * @param {Group} group
 * @returns {import('../../../scripts/lib/steps.mjs').Step<any>[]}
 */
export function actionSteps(group) {
	const { platform, cases } = group;
	const operations = Object.entries(cases);
	return [
		{
			name: `${platform}: an execution of ${operations.length} nodes, one for each operation`,
			run: (state) => runEach(state, group),
			standsAlone: true,
		},
		...operations.map(([operation, { expect }]) => ({
			name: `${platform} ${operation}`,
			async run({ ran }) {
				const items = itemsOf(ran, platform, operation);
				expect(items, ran[platform].given[operation]);
				await assertFitsSchema(items, platform, operation);
			},
			standsAlone: true,
		})),
	];
}

async function runEach(state, { platform, credential, source, cases, type = TYPE }) {
	const { client, sandbox } = state;
	const given = {};
	const nodes = [];
	for (const [operation, own] of Object.entries(cases)) {
		given[operation] = (await own.given?.(sandbox)) ?? {};
		const parameters = { resource: platform, operation, ...given[operation] };
		// An edition has the platform as a default, which n8n does not store.
		if (type !== TYPE) delete parameters.resource;
		const credentials = await credentialFor(state, own, credential);
		nodes.push({
			...testRun(operation, parameters, credentials, { onError: 'continueRegularOutput' }),
			type,
		});
	}
	const { id } = await client.createWorkflow(sideBySide(`Every operation of ${platform}`, nodes, source));
	const run = async () => await client.runWorkflow(id, MANUAL_TRIGGER);
	const execution = await client.nextExecution(id, run, { timeoutMs: 120_000 });
	assertSucceeded(execution);
	state.ran = { ...state.ran, [platform]: { execution, given } };
}

async function credentialFor({ client, credentials, sandbox }, { credential }, usual) {
	if (typeof credential === 'function') {
		const entered = credential(sandbox);
		return { [entered.type]: await client.createCredential(entered) };
	}
	const type = credential ?? usual;
	return type ? { [type]: credentials[type] } : {};
}

/** The items have the fields that n8n shows before the operation has run; not all operations have a schema. */
async function assertFitsSchema(items, platform, operation) {
	const { tsImport } = await import('tsx/esm/api');
	const { builtSchema, misfits } = await tsImport('../../outputSchemas.ts', import.meta.url);
	const schema = builtSchema(`TestRun/v1.0.0/${platform}/${operation}`);
	if (schema !== null) for (const item of items) assert.deepEqual(misfits(item, schema), []);
}

function itemsOf(ran, platform, operation) {
	assert.ok(ran?.[platform], 'not run');
	const [items = []] = outputsOf(ran[platform].execution, operation);
	for (const { error } of items) assert.notEqual(typeof error, 'string', `it failed: ${error}`);
	return items;
}
