import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { callsReportARun, importFilledIn } from './every-template.mjs';

const PULL_REQUEST = 7;

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const qase = [
	{ name: 'Qase: imported, filled in and active', run: importIt },
	{ name: 'Qase: a red run is commented on its pull request, and holds the release back', run: redRun },
	{ name: 'Qase: a later green run updates that comment, among many others, and releases', run: greenRun },
	{ name: 'Qase: another pull request gets a comment of its own', run: otherPullRequest },
	{ name: 'Qase: a run without a pull request is left alone', run: untaggedRun },
];

async function importIt(state) {
	const { n8n, sandbox, standIn } = state;
	const { id, nodes } = await importFilledIn(state, 'qase-release-decision', {
		'Qase Run Completed': { credentials: ['testRunQaseApi'] },
		Settings: { fields: { 'report.repository': standIn.github.repository } },
		'Report a Run': callsReportARun(state),
	});
	state.qaseWorkflow = id;
	const { webhookId } = nodes.find(({ name }) => name === 'Qase Run Completed');
	await sandbox.control.qase.addWebhook({
		project: sandbox.qase.projectCode,
		url: `${n8n.url}/webhook/${webhookId}/webhook`,
		secret: sandbox.qase.webhookSecret,
		events: ['run.completed', 'run.aborted'],
	});
	for (let count = 0; count < 120; count += 1)
		standIn.github.addComment(PULL_REQUEST, `Remark ${count}`, 'sandbox-reviewer');
}

async function redRun(state) {
	const execution = await endRun(
		state,
		{ tags: ['smoke', `pr-${PULL_REQUEST}`] },
		{ outcome: 'failed', failures: 2 },
	);
	assertDecision(execution, 'Hold Back');
	const [comment, ...others] = ownComments(state, PULL_REQUEST);
	assert.deepEqual(others, []);
	assert.match(comment.body, /^<!-- test-run-report:.*-->/);
	assert.match(comment.body, /Failed: Release decision/);
	state.qaseComment = { ...comment };
}

async function greenRun(state) {
	const execution = await endRun(state, { tags: [`pr-${PULL_REQUEST}`] }, { outcome: 'passed' });
	assertDecision(execution, 'Release');
	const [comment, ...others] = ownComments(state, PULL_REQUEST);
	assert.deepEqual(others, []);
	assert.equal(comment.id, state.qaseComment.id);
	assert.match(comment.body, /Passed: Release decision/);
	assert.doesNotMatch(comment.body, /Failed: /);
}

async function otherPullRequest(state) {
	await endRun(state, { tags: ['PR-8'] }, { outcome: 'aborted' });
	const [comment] = ownComments(state, 8);
	assert.match(comment.body, /Inconclusive: Release decision/);
	assert.match(ownComments(state, PULL_REQUEST)[0].body, /Passed: /);
}

async function untaggedRun(state) {
	const before = state.standIn.github.comments.length;
	const execution = await endRun(state, { tags: ['smoke'] }, { outcome: 'failed', failures: 1 });
	assert.deepEqual(outputsOf(execution, 'Gate'), []);
	assert.equal(state.standIn.github.comments.length, before);
}

async function endRun({ client, sandbox, qaseWorkflow }, run, ending) {
	const { qase: control } = sandbox.control;
	const project = sandbox.qase.projectCode;
	const execution = await client.nextExecution(qaseWorkflow, async () => {
		const created = await control.createRun({ project, title: 'Regression', ...run });
		await control.finishRun({ project, runId: created.run.id, ...ending });
	});
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	return execution;
}

function assertDecision(execution, reached) {
	const ends = ['Release', 'Hold Back', 'Ask a Person'];
	assert.deepEqual(
		ends.filter((name) => outputsOf(execution, name).flat().length > 0),
		[reached],
	);
}

function ownComments({ standIn }, pullRequest) {
	const { comments } = standIn.github;
	return comments.filter(
		(comment) => comment.pullRequest === pullRequest && !comment.body.startsWith('Remark'),
	);
}
