import assert from 'node:assert/strict';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSucceeded } from '../checks.mjs';
import { MANUAL_TRIGGER, oneAfterTheOther, other, PACKAGE } from '../workflows.mjs';
import { aRun } from './actions-any.mjs';

/** Tests the Test Run Reader with a file of the item. @type {import('../../../scripts/lib/steps.mjs').Step<any>[]} */
export const reportFiles = [
	{
		name: 'Test Run Reader: a report file becomes a run, which the Gate sorts',
		run: readsFile,
		standsAlone: true,
	},
];

async function readsFile({ client }) {
	const [report] = aRun;
	const draft = oneAfterTheOther('A report file is read', [
		report,
		other('File', 'n8n-nodes-base.convertToFile', 1.1, {
			operation: 'toText',
			sourceProperty: 'report',
			options: { fileName: 'report.xml' },
		}),
		other('Reader', `${PACKAGE}.testRunReader`, 1, {}),
		other('Gate', `${PACKAGE}.testRunGate`, 1, {}),
	]);
	const { id } = await client.createWorkflow(draft);
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSucceeded(execution);
	const [[run]] = outputsOf(execution, 'Reader');
	assert.deepEqual([run.platformName, run.verdict, run.counts.total], ['JUnit', 'failed', 2]);
	const [passed = [], failed = []] = outputsOf(execution, 'Gate');
	assert.deepEqual([passed.length, failed.map(({ gate }) => gate.verdict)], [0, ['failed']]);
}
