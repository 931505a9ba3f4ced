import assert from 'node:assert/strict';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSucceeded } from '../checks.mjs';
import { MANUAL_TRIGGER, oneAfterTheOther, other, testRun } from '../workflows.mjs';

/** Tests one node with several items. @type {import('../../../scripts/lib/steps.mjs').Step<any>[]} */
export const manyItems = [
	{
		name: 'Continue On Fail: the item that fails comes out as an error, the others as runs, each paired',
		run: continueOnFail,
		standsAlone: true,
	},
];

async function continueOnFail({ client, credentials, sandbox }) {
	const { projectId } = sandbox.currents;
	const { runId } = (await sandbox.control.currents.createRun({ projectId })).run;
	const wanted = ['no-such-run', runId, runId];
	const { testRunCurrentsApi } = credentials;
	const draft = oneAfterTheOther('Some of several items fail', [
		other('Wanted', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ wanted }) }),
		other('Each', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'wanted' }),
		testRun(
			'Read',
			{ resource: 'currents', operation: 'getRun', runId: '={{ $json.wanted }}' },
			{ testRunCurrentsApi },
			{ onError: 'continueRegularOutput' },
		),
		other('Asked For', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: "={{ { asked: $('Each').item.json.wanted, id: $json.id, error: $json.error } }}",
		}),
	]);
	const { id } = await client.createWorkflow(draft);
	const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
	assertSucceeded(execution);
	const [[first, ...others]] = outputsOf(execution, 'Asked For');
	assert.equal(first.asked, wanted[0]);
	assert.match(first.error, /^Could not read the run: /);
	assert.deepEqual(
		others.map(({ asked, id: read }) => [asked, read]),
		[
			[runId, runId],
			[runId, runId],
		],
	);
}
