import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { callsReportARun, importFilledIn } from './every-template.mjs';
import { textOf } from './stand-in/adf.mjs';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const currents = [
	{ name: 'Currents: imported, filled in and active', run: importIt },
	{
		name: 'Currents: a red run on main gives one message, and its thread a new issue per failure',
		run: failTwice,
	},
	{ name: 'Currents: what fails again is commented on, what is new becomes an issue', run: failAgain },
	{ name: 'Currents: after an issue is closed, the same failure makes a new one', run: failAfterClosing },
	{ name: 'Currents: green runs and other branches are left alone', run: leaveAlone },
];

async function importIt(state) {
	const { sandbox, standIn } = state;
	const { jira, slack } = standIn;
	const jiraNode = { credentials: ['jiraSoftwareCloudApi'] };
	const { id } = await importFilledIn(state, 'currents-failed-to-slack-and-jira', {
		'Currents Run Failed': {
			credentials: ['testRunCurrentsApi'],
			parameters: { projectId: { __rl: true, mode: 'list', value: sandbox.currents.projectId } },
		},
		Settings: {
			fields: { 'report.channel': slack.channel.name, jiraUrl: jira.url },
		},
		'Report a Run': callsReportARun(state),
		'Search Issue': jiraNode,
		'Comment Issue': jiraNode,
		'Create Issue': {
			...jiraNode,
			parameters: {
				project: { __rl: true, mode: 'list', value: jira.projectId },
				issueType: { __rl: true, mode: 'list', value: jira.issueTypeId },
			},
		},
		'Answer in Thread': { credentials: ['slackApi'] },
	});
	state.currentsWorkflow = id;
}

async function failTwice(state) {
	const { jira, slack } = state.standIn;
	const { failures, messages } = await failedRun(state, 2);
	const [summary, answer] = messages;
	assert.equal(messages.length, 2);
	assert.equal(summary.channel, slack.channel.id);
	assert.equal(summary.thread_ts, undefined);
	for (const { title } of failures) assert.ok(JSON.stringify(summary.blocks).includes(title), title);
	assert.equal(answer.thread_ts, summary.ts);
	assert.deepEqual(linesOf(answer), ['SHOP-1 new', 'SHOP-2 new']);
	assert.deepEqual(
		jira.issues.map(({ fields }) => fields.labels),
		failures.map(({ fingerprint, testKey }) => [`tr-${fingerprint}`, `tt-${testKey}`]),
	);
	jira.issues.forEach(({ fields }, index) => {
		assert.ok(fields.summary.includes(failures[index].title), fields.summary);
		assert.match(fields.description, /^\* \*Test:\* .+\{noformat\}\n.+\n\{noformat\}/s);
	});
}

async function failAgain(state) {
	const { jira } = state.standIn;
	const { failures, messages } = await failedRun(state, 3);
	assert.equal(failures.length, 3);
	assert.equal(jira.issues.length, 3);
	assert.deepEqual(
		jira.issues.map(({ comments }) => comments.length),
		[1, 1, 0],
	);
	assert.match(textOf(jira.issues[0].comments[0]), /^Seen again\./);
	assert.deepEqual(linesOf(messages[1]), ['SHOP-1 seen again', 'SHOP-2 seen again', 'SHOP-3 new']);
}

async function failAfterClosing(state) {
	const { jira } = state.standIn;
	jira.issues[0].done = true;
	const { messages } = await failedRun(state, 1);
	assert.equal(jira.issues.length, 4);
	assert.equal(jira.issues[0].comments.length, 1);
	assert.deepEqual(jira.issues[3].fields.labels, jira.issues[0].fields.labels);
	assert.deepEqual(linesOf(messages[1]), ['SHOP-4 new']);
}

async function leaveAlone({ client, sandbox, currentsWorkflow }) {
	const before = await client.listExecutions(currentsWorkflow);
	await finish(sandbox, { branch: 'feature' }, { outcome: 'failed', failures: 1 });
	await finish(sandbox, { branch: 'main' }, { outcome: 'passed' });
	// Finish with a failed run: once its execution has ended, any execution of the other two would have started as
	// well.
	await client.nextExecution(currentsWorkflow, async () => {
		await finish(sandbox, { branch: 'main' }, { outcome: 'failed', failures: 1 });
	});
	assert.equal((await client.listExecutions(currentsWorkflow)).length, before.length + 1);
}

/** Finishes a run on main with this many failures; returns the failures in the event and the messages in Slack. */
async function failedRun({ client, sandbox, standIn, currentsWorkflow }, failures) {
	const { messages } = standIn.slack;
	const from = messages.length;
	const execution = await client.nextExecution(currentsWorkflow, async () => {
		await finish(sandbox, { branch: 'main' }, { outcome: 'failed', failures });
	});
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	const [[event]] = outputsOf(execution, 'Currents Run Failed');
	return { failures: event.run.failures, messages: messages.slice(from) };
}

async function finish({ control, currents: { projectId } }, run, ending) {
	const { run: created } = await control.currents.createRun({ projectId, ...run });
	await control.currents.finishRun({ runId: created.runId, ...ending });
}

/**
 * The lines of a message, with `<https://.../browse/SHOP-1|SHOP-1> new` shortened to `SHOP-1 new`. Sorted, since the
 * order of Jira's results does not matter.
 */
function linesOf({ text }) {
	return text
		.split('\n')
		.map((line) => line.replace(/<https:\/\/[^|]+\/browse\/([^|]+)\|\1>/, '$1'))
		.sort();
}
