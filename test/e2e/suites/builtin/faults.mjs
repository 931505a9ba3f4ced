import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { fromCurrentsNode } from '../../../../scripts/lib/fromCurrentsNode/convert.js';
import { assertNoViolations, assertSucceeded } from '../../checks.mjs';
import { MANUAL_TRIGGER, sideBySide } from '../../workflows.mjs';
import { builtinNode } from './builtinNode.mjs';
import { byId } from './rows.js';

/**
 * Questions that the built-in node asks in a way that Currents does not document, and ours as documented.
 *
 * @type {Array<{ name: string, builtin: (targets: import('./rows.js').Targets) => object, breach: RegExp }>}
 */
const FAULTS = [
	{
		name: 'Test: Get Many by Test State',
		builtin: ({ projectId, days }) => ({
			...{ resource: 'test', projectId: byId(projectId), dateStart: days.start, dateEnd: days.end },
			filters: { testState: ['failed'] },
		}),
		breach: /unknown query name `test_state\[\]\[\]`/,
	},
	{
		name: 'Test: Get Many with a picked date',
		builtin: ({ projectId, days }) => ({
			...{ resource: 'test', projectId: byId(projectId) },
			...{ dateStart: `${days.start}T00:00:00`, dateEnd: `${days.end}T00:00:00` },
		}),
		breach: /query `date_start` must be a day/,
	},
	{
		name: 'Run: Get Many by Status',
		builtin: ({ projectId }) => ({ projectId: byId(projectId), filters: { status: ['FAILED'] } }),
		breach: /unknown query name `status\[\]`/,
	},
	{
		name: 'Run: Get Many by Completion State',
		builtin: ({ projectId }) => ({
			projectId: byId(projectId),
			filters: { completionState: ['CANCELED'] },
		}),
		breach: /unknown query name `completion_state\[\]`/,
	},
	{
		name: 'Action: Get Many by Status',
		builtin: ({ projectId }) => ({
			...{ resource: 'action', projectId: byId(projectId) },
			filters: { status: ['archived'] },
		}),
		breach: /unknown query name `status\[\]`/,
	},
];

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const faults = FAULTS.map(({ name, builtin, breach }) => ({
	name: `${name}: ours asks as documented, the built-in node does not`,
	run: async (state) => await assertBetter(state, name, builtin(state.targets.theirs), breach),
	standsAlone: true,
}));

async function assertBetter(state, name, builtin, breach) {
	const { credentials, sandbox } = state;
	await sandbox.control.clearViolations();
	const theirs = builtinNode(name, builtin, credentials);
	const [ours] = fromCurrentsNode({ nodes: [theirs] }).workflow.nodes;
	const { testRunCurrentsApi } = credentials;
	const answer = await itemsFrom(state, { ...ours, credentials: { testRunCurrentsApi } });
	assert.ok(answer.length > 0 && answer.every((item) => item.error === undefined), JSON.stringify(answer));
	await assertNoViolations(state);
	await itemsFrom(state, theirs);
	const violations = await sandbox.control.violations();
	assert.match(violations.map(({ message }) => message).join('\n'), breach);
	await sandbox.control.clearViolations();
}

async function itemsFrom({ client }, node) {
	const { id } = await client.createWorkflow(sideBySide(node.name, [node]));
	const execution = await client.nextExecution(id, async () => await client.runWorkflow(id, MANUAL_TRIGGER));
	assertSucceeded(execution);
	return outputsOf(execution, node.name)[0] ?? [];
}
