import assert from 'node:assert/strict';
import { pickerEntries } from './nodePanel.mjs';
import { openNode } from './workflows.mjs';

const EMPTY = { __rl: true, mode: 'list', value: '' };
const SHOP = {
	projectCode: { __rl: true, mode: 'list', value: 'SHOP', cachedResultName: 'Web shop (SHOP)' },
};

/**
 * Parameters with a "From List": the parameters that have to be set first, and one entry that the sandbox returns, or
 * that `prepare` makes.
 *
 * @type {Array<{ parameter: string, entry: string, given: { resource: string, operation: string }, prepare?: (sandbox:
 *   any) => Promise<unknown> }>}
 */
const PICKERS = [
	{ parameter: 'projectId', entry: 'Web shop', given: { resource: 'currents', operation: 'getManyRuns' } },
	{
		parameter: 'actionId',
		entry: 'Quarantine [Web shop]',
		given: { resource: 'currents', operation: 'getAction' },
		prepare: addAction,
	},
	{
		parameter: 'projectCode',
		entry: 'Web shop (SHOP)',
		given: { resource: 'qase', operation: 'getManyRuns' },
	},
	{
		parameter: 'runId',
		entry: '#1 Nightly regression (passed)',
		given: { resource: 'qase', operation: 'getRun', ...SHOP },
	},
	{ parameter: 'planId', entry: 'Regression', given: { resource: 'qase', operation: 'startRun', ...SHOP } },
	{
		parameter: 'id',
		entry: 'pays with a saved card',
		given: {
			resource: 'qase',
			operation: 'startRun',
			...SHOP,
			casesFrom: 'cases',
			cases: { rows: [{ id: EMPTY }] },
		},
	},
	{ parameter: 'environmentId', entry: 'Staging', given: qaseStart({ environmentId: EMPTY }) },
	{ parameter: 'milestoneId', entry: 'Spring release', given: qaseStart({ milestoneId: EMPTY }) },
	{
		parameter: 'id',
		entry: 'Browser: Chromium',
		given: qaseStart({ configurations: { rows: [{ id: EMPTY }] } }),
	},
	{ parameter: 'authorId', entry: 'Ada (ada@example.com)', given: qaseStart({ authorId: EMPTY }) },
	{
		parameter: 'id',
		entry: 'Browser (selectbox)',
		given: qaseStart({ customFields: { rows: [{ id: EMPTY, value: '' }] } }),
	},
	// The values are those of the field in the same row, which an older workflow holds as a text.
	{
		parameter: 'value',
		entry: 'Firefox',
		given: qaseStart({ customFields: { rows: [{ id: '2', value: EMPTY }] } }),
	},
	{
		parameter: 'groupId',
		entry: 'Language',
		given: { resource: 'qase', operation: 'createConfiguration', ...SHOP },
	},
	{
		parameter: 'agentId',
		entry: 'Appointment desk',
		given: { resource: 'preclinical', operation: 'startRun' },
	},
	{
		parameter: 'testSuiteId',
		entry: 'All conversations',
		given: { resource: 'preclinical', operation: 'startRun' },
	},
];

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const pickers = PICKERS.map(({ parameter, entry, given, prepare }) => ({
	name: `From List of ${given.resource} ${parameter} has '${entry}'`,
	standsAlone: true,
	run: async ({ editor, client, credentials, sandbox }) => {
		await prepare?.(sandbox);
		await openNode({ ...editor, client }, 'testRun', { parameters: given, credentials });
		const entries = await pickerEntries(editor.page, parameter);
		assert.ok(
			entries.some((text) => text.trim() === entry),
			`it has ${entries.join(', ')}`,
		);
	},
}));

function qaseStart(additionalFields) {
	return { resource: 'qase', operation: 'startRun', ...SHOP, casesFrom: 'none', additionalFields };
}

async function addAction({ control, currents: { projectId } }) {
	const cond = [{ type: 'title', op: 'eq', value: 'pays on invoice' }];
	const matcher = { op: 'AND', cond };
	const action = [{ op: 'quarantine' }];
	await control.currents.addTestAction({ projectId, name: 'Quarantine', action, matcher });
}
