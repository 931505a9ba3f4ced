import assert from 'node:assert/strict';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSucceeded } from '../checks.mjs';
import { MANUAL_TRIGGER, oneAfterTheOther, other, PACKAGE } from '../workflows.mjs';

/** Tests Test Run History with a Data Table of n8n. @type {import('../../../scripts/lib/steps.mjs').Step<any>[]} */
export const history = [
	{
		name: 'Test Run History: rows go into a Data Table and come back as the history of a failure',
		run: keepsRows,
		standsAlone: true,
	},
];

const COLUMNS = {
	runKey: 'string',
	testKey: 'string',
	title: 'string',
	suite: 'string',
	group: 'string',
	status: 'string',
	flaky: 'boolean',
	durationMs: 'number',
	fingerprint: 'string',
	branch: 'string',
	finishedAt: 'date',
	commit: 'string',
	environment: 'string',
	complete: 'boolean',
};

/** A run of two tests on this day of January, of which one may have failed. */
function runOf(day, hasFailed) {
	const test = {
		suite: 'cart',
		file: null,
		group: null,
		flaky: false,
		attempts: 1,
		durationMs: 12,
		tags: [],
	};
	const pays = { ...test, testKey: 'pays-0123456789', title: 'pays' };
	return {
		platform: 'report',
		platformName: 'JUnit',
		key: `report:day-${day}`,
		id: `day-${day}`,
		status: 'finished',
		verdict: hasFailed ? 'failed' : 'passed',
		counts: {
			total: 2,
			passed: hasFailed ? 1 : 2,
			failed: hasFailed ? 1 : 0,
			skipped: 0,
			flaky: 0,
			pending: 0,
		},
		branch: 'main',
		finishedAt: new Date(Date.UTC(2026, 0, day)).toISOString(),
		tests: [
			{ ...test, testKey: 'adds-0123456789', title: 'adds', status: 'passed' },
			{ ...pays, status: hasFailed ? 'failed' : 'passed' },
		],
		failures: hasFailed
			? [
					{
						...pays,
						fingerprint: '0123456789abcdef',
						status: 'failed',
						error: { message: 'no', stack: null },
					},
				]
			: [],
	};
}

/** By its id, as when it is chosen from the list: n8n 1 finds none by name. */
const table = (id) => ({ dataTableId: { __rl: true, mode: 'list', value: id } });

/** A node that gives these items. */
const giving = (name, items) =>
	other(name, 'n8n-nodes-base.code', 2, {
		jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))};`,
	});

async function keepsRows(state) {
	const tableId = await state.client.createDataTable(`Test runs ${Date.now()}`, COLUMNS);
	const newest = runOf(5, true);
	await run(state, 'Runs become rows', [
		giving('Runs', [runOf(1, true), runOf(2, false), runOf(3, true), runOf(4, true), newest]),
		other('Rows', `${PACKAGE}.testRunHistory`, 1, { operation: 'makeRows', options: { keysOnly: true } }),
		other('Insert', 'n8n-nodes-base.dataTable', 1, {
			operation: 'insert',
			...table(tableId),
			columns: { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] },
		}),
	]);
	const execution = await run(state, 'Rows become a history', [
		{
			...other('Get Rows', 'n8n-nodes-base.dataTable', 1, {
				operation: 'get',
				...table(tableId),
				matchType: 'allConditions',
				filters: { conditions: [{ keyName: 'branch', condition: 'eq', keyValue: 'main' }] },
				returnAll: true,
			}),
			executeOnce: true,
			alwaysOutputData: true,
		},
		other('Summary', `${PACKAGE}.testRunHistory`, 1, { operation: 'summarize' }),
		{ ...giving('Run', [newest]), executeOnce: true },
		other('History', `${PACKAGE}.testRunHistory`, 1, {
			operation: 'addHistory',
			earlierRows: "={{ $('Get Rows').all().map(i => i.json) }}",
		}),
		other('Gate', `${PACKAGE}.testRunGate`, 1, { rules: { minFailuresInARow: 4 } }),
	]);
	const [rows] = outputsOf(execution, 'Get Rows');
	assert.equal(rows.length, 15);
	const [tests] = outputsOf(execution, 'Summary');
	assert.deepEqual(
		tests.map(({ title, runs, failed, failingStreak }) => [title, runs, failed, failingStreak]),
		[
			['pays', 5, 4, 3],
			[null, 5, 0, 0],
		],
	);
	const [[{ failures, historyNote }]] = outputsOf(execution, 'History');
	assert.equal(historyNote, null);
	assert.deepEqual(failures[0].history, {
		runs: 5,
		failed: 4,
		flakyRuns: 0,
		flakyRate: 0,
		failingStreak: 3,
		failingSince: '2026-01-03T00:00:00.000Z',
		lastPassedAt: '2026-01-02T00:00:00.000Z',
		runsOnBranch: 5,
		unstableRate: 0.5,
	});
	const [passed = []] = outputsOf(execution, 'Gate');
	assert.match(
		passed[0].gate.reasons.join(' '),
		/pays does not count: failing for the 3rd time in a row, of 4 required/,
	);
}

async function run({ client }, name, nodes) {
	const { id } = await client.createWorkflow(oneAfterTheOther(name, nodes));
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSucceeded(execution);
	return execution;
}
