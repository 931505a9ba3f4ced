import assert from 'node:assert/strict';
import { callsReportARun, importFilledIn } from './every-template.mjs';

const PULL_REQUEST = 12;
const OTHER_FILES = Array.from({ length: 110 }, (_, index) => `docs/page-${index}.md`);

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const preclinical = [
	{ name: 'Preclinical: imported, filled in and active, with a webhook at GitHub', run: importIt },
	{ name: 'Preclinical: a changed prompt is tested, and the comment has no transcript', run: changedPrompt },
	{ name: 'Preclinical: the next push updates the comment', run: nextPush },
	{
		name: 'Preclinical: without a changed prompt, or with other actions, nothing is started',
		run: nothingChanged,
	},
];

async function importIt(state) {
	const { sandbox, standIn } = state;
	const [owner, repository] = standIn.github.repository.split('/');
	const { id } = await importFilledIn(state, 'preclinical-prompt-change', {
		'Pull Request': {
			credentials: ['githubApi'],
			parameters: {
				owner: { __rl: true, mode: 'name', value: owner },
				repository: { __rl: true, mode: 'name', value: repository },
			},
		},
		'Changed Files': { credentials: ['githubApi'] },
		'Start Run and Wait': {
			credentials: ['testRunPreclinicalApi'],
			parameters: { agentId: { __rl: true, mode: 'list', value: sandbox.preclinical.agentId } },
		},
		'Report a Run': callsReportARun(state),
	});
	state.preclinicalWorkflow = id;
	assert.deepEqual(
		standIn.github.hooks.map(({ events }) => events),
		[['pull_request']],
	);
}

async function changedPrompt(state) {
	state.standIn.github.changedFiles[PULL_REQUEST] = [...OTHER_FILES, 'prompts/triage.md'];
	await state.sandbox.control.preclinical.nextRuns({
		outcome: 'completed',
		failures: 2,
		afterReads: 1,
		runs: 1,
	});
	await push(state, 'opened');
	const [comment, ...others] = commentsOf(state);
	assert.deepEqual(others, []);
	assert.match(comment.body, /Failed: Prompt change/);
	assert.match(comment.body, /Not met: /);
	// Texts from the transcripts of the sandbox.
	assert.doesNotMatch(comment.body, /Hello, it is about this|Let me see what I can do/);
	state.preclinicalComment = { ...comment };
}

async function nextPush(state) {
	await state.sandbox.control.preclinical.nextRuns({ outcome: 'completed', afterReads: 1, runs: 1 });
	await push(state, 'synchronize');
	const [comment, ...others] = commentsOf(state);
	assert.deepEqual(others, []);
	assert.equal(comment.id, state.preclinicalComment.id);
	assert.match(comment.body, /Passed: Prompt change/);
}

async function nothingChanged(state) {
	const { sandbox, standIn } = state;
	const runs = await sandbox.control.preclinical.runs();
	await push(state, 'closed');
	standIn.github.changedFiles[PULL_REQUEST] = OTHER_FILES;
	await push(state, 'synchronize');
	assert.equal((await sandbox.control.preclinical.runs()).length, runs.length);
	assert.equal(commentsOf(state).length, 1);
}

async function push({ client, standIn, preclinicalWorkflow }, action) {
	const { github } = standIn;
	const execution = await client.nextExecution(preclinicalWorkflow, async () => {
		const repository = { full_name: github.repository };
		const statuses = await github.deliver('pull_request', { action, number: PULL_REQUEST, repository });
		assert.deepEqual(statuses, [200]);
	});
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
}

function commentsOf({ standIn }) {
	return standIn.github.comments.filter(({ pullRequest }) => pullRequest === PULL_REQUEST);
}
