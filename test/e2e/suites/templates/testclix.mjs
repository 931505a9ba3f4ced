import assert from 'node:assert/strict';
import { callsReportARun, importFilledIn } from './every-template.mjs';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const testclix = [
	{ name: 'TestCLIX: imported, filled in and active, with a data table', run: importIt },
	{ name: 'TestCLIX: an error opens an incident', run: firstError },
	{
		name: 'TestCLIX: a further error of that test stays silent, one of another test does not',
		run: furtherErrors,
	},
	{ name: 'TestCLIX: a pass answers in the thread of its incident, and closes it', run: recovery },
	{ name: 'TestCLIX: a further pass stays silent, and a new error opens a new incident', run: afterRecovery },
];

async function importIt(state) {
	const { client, n8n, sandbox, standIn } = state;
	const incidents = await client.createDataTable('Test incidents', {
		test: 'string',
		channel: 'string',
		ts: 'string',
	});
	const table = { parameters: { dataTableId: { __rl: true, mode: 'list', value: incidents } } };
	const { id, nodes } = await importFilledIn(state, 'testclix-incident', {
		'Test Result': { credentials: ['testRunTestClixApi'] },
		Settings: { fields: { 'report.channel': standIn.slack.channel.name } },
		'No Incident Yet': table,
		'Open Incident': table,
		'Find Incident': table,
		'Close Incident': table,
		'Report Incident': callsReportARun(state),
		'Report Recovery': callsReportARun(state),
	});
	const { webhookId } = nodes.find(({ name }) => name === 'Test Result');
	await sandbox.control.testclix.setWebhook({
		enabled: true,
		url: `${n8n.url}/webhook/${webhookId}/webhook`,
		secret: sandbox.testclix.webhookSecret,
	});
	const [one, other] = await sandbox.control.testclix.tests();
	Object.assign(state, { testclixWorkflow: id, one: one.testId, other: other.testId, minute: 0 });
}

async function firstError(state) {
	const [message, ...more] = await tell(state, state.one, 'Error');
	assert.deepEqual(more, []);
	assert.equal(message.thread_ts, undefined);
	assertHeading(message, `Failed: Incident: ${state.one}`);
	state.incident = message;
}

async function furtherErrors(state) {
	assert.deepEqual(await tell(state, state.one, 'Error'), []);
	const [message] = await tell(state, state.other, 'Error');
	assertHeading(message, `Failed: Incident: ${state.other}`);
}

async function recovery(state) {
	const [answer, ...more] = await tell(state, state.one, 'Pass');
	assert.deepEqual(more, []);
	assert.equal(answer.thread_ts, state.incident.ts);
	assert.equal(answer.reply_broadcast, true);
	assertHeading(answer, `Passed: Recovered: ${state.one}`);
}

async function afterRecovery(state) {
	assert.deepEqual(await tell(state, state.one, 'Pass'), []);
	const [message] = await tell(state, state.one, 'Error');
	assert.equal(message.thread_ts, undefined);
	assert.notEqual(message.ts, state.incident.ts);
}

/** Delivers a test result; returns the messages in Slack. */
async function tell(state, testId, status) {
	const { client, sandbox, standIn, testclixWorkflow } = state;
	const { messages } = standIn.slack;
	const from = messages.length;
	// Runs of the same test have different start times, by which deliveries are distinguished.
	state.minute += 1;
	const createdAt = new Date(Date.now() - 3_600_000 + state.minute * 60_000).toISOString();
	const execution = await client.nextExecution(testclixWorkflow, async () => {
		await sandbox.control.testclix.deliver({ testId, status, createdAt });
	});
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	return messages.slice(from);
}

function assertHeading({ blocks: [heading] }, text) {
	assert.ok(heading.text.text.includes(text), heading.text.text);
}
