import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { importFilledIn } from './every-template.mjs';

const PULL_REQUEST = 21;
// A fork: its owner is not that of the repository.
const BRANCH = { owner: 'sandbox-contributor', name: 'feature/cart' };
const WORKFLOW = 'CI';
const SHA = '0123456789abcdef0123456789abcdef01234567';
const OLD_SHA = 'fedcba9876543210fedcba9876543210fedcba98';

const GREEN = '<testsuite name="cart"><testcase classname="cart" name="adds"/></testsuite>';
const RED = `<testsuite name="till"><testcase classname="till" name="pays">
	<failure message="expected 200, got 500"/></testcase></testsuite>`;

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const githubArtifact = [
	{ name: 'GitHub artifact: imported, filled in and active, with a webhook at GitHub', run: importIt },
	{ name: 'GitHub artifact: the reports of all shards are one run, commented', run: shards },
	{
		name: 'GitHub artifact: of a repeated run the newest report counts, and updates the comment',
		run: repeated,
	},
	{ name: 'GitHub artifact: a shard that is gone or damaged is no pass, and is commented', run: oneMissing },
	{ name: 'GitHub artifact: a run without a report is no pass, and is commented', run: noReport },
	{ name: 'GitHub artifact: a workflow that failed beside passing tests says so', run: failedBeside },
	{
		name: 'GitHub artifact: other runs, and those of no pull request or an old commit, are left alone',
		run: leftAlone,
	},
	{ name: 'GitHub artifact: deactivated, without a webhook at GitHub', run: deactivate },
];

async function importIt(state) {
	const { github } = state.standIn;
	const [owner, repository] = github.repository.split('/');
	const credential = { credentials: ['githubApi'] };
	const { id } = await importFilledIn(state, 'github-artifact-to-pull-request', {
		'Workflow Run': {
			...credential,
			parameters: {
				owner: { __rl: true, mode: 'name', value: owner },
				repository: { __rl: true, mode: 'name', value: repository },
			},
		},
		Settings: { fields: { workflow: WORKFLOW } },
		'Find Pull Request': credential,
		'List Artifacts': credential,
		'Artifact Address': credential,
		'List Comments': credential,
		'Update Comment': credential,
		'Create Comment': credential,
	});
	state.artifactWorkflow = id;
	assert.deepEqual(
		github.hooks.map(({ events }) => events),
		[['workflow_run']],
	);
	github.pullRequests[`${BRANCH.owner}:${BRANCH.name}`] = [{ number: PULL_REQUEST, head: { sha: SHA } }];
}

async function shards(state) {
	const others = Array.from({ length: 100 }, (_, index) => [`log-${index}`, {}]);
	const comment = await endRun(state, {
		run: 1,
		conclusion: 'failure',
		artifacts: [...others, ['test-report-1', { 'a.xml': GREEN }], ['test-report-2', { 'b/c.xml': RED }]],
	});
	assert.match(comment, /^<!-- test-run-report:pull-request-tests -->/);
	assert.match(comment, /### \S+ Failed: CI, run 1$/m);
	assert.match(comment, /1 of 2 tests failed/);
	assert.match(comment, /pays/);
}

async function repeated(state) {
	const comment = await endRun(state, {
		run: 2,
		artifacts: [
			['test-report', { 'a.xml': RED }],
			['test-report', { 'a.xml': GREEN }],
		],
	});
	assert.match(comment, /### \S+ Passed: CI, run 2$/m);
}

async function oneMissing(state) {
	const good = ['test-report-1', { 'a.xml': GREEN }];
	const gone = await endRun(state, { run: 3, artifacts: [good, ['test-report-2', null]] });
	assert.match(gone, /### Inconclusive: CI, run 3$/m);
	assert.match(gone, /GitHub answered 410/);
	const damaged = await endRun(state, {
		run: 4,
		artifacts: [good, ['test-report-2', { 'b.xml': RED.slice(0, -20) }]],
	});
	assert.match(damaged, /### Inconclusive: CI, run 4$/m);
	assert.match(damaged, /b\.xml.*line 2/);
}

async function noReport(state) {
	const comment = await endRun(state, { run: 5, artifacts: [['log', {}]] });
	assert.match(comment, /### Inconclusive: CI, run 5$/m);
	assert.match(comment, /no artifact whose name begins with test-report/);
}

async function failedBeside(state) {
	const artifacts = [['test-report', { 'a.xml': GREEN }]];
	const comment = await endRun(state, { run: 6, conclusion: 'failure', artifacts });
	assert.match(comment, /### \S+ Inconclusive: CI, run 6$/m);
	assert.match(comment, /The workflow ended as failure/);
}

async function leftAlone(state) {
	const { comments } = state.standIn.github;
	const before = comments.map(({ body }) => body);
	for (const change of [
		{ action: 'requested' },
		{ workflow_run: { name: 'Lint' } },
		{ workflow_run: { event: 'push' } },
		{ workflow_run: { head_branch: 'without-pull-request' } },
		{ workflow_run: { head_sha: OLD_SHA } },
	]) {
		const execution = await deliver(state, 7, change);
		assert.deepEqual(outputsOf(execution, 'List Artifacts'), []);
	}
	assert.deepEqual(
		comments.map(({ body }) => body),
		before,
	);
}

async function deactivate({ client, standIn, artifactWorkflow }) {
	await client.deactivate(artifactWorkflow);
	assert.deepEqual(standIn.github.hooks, []);
}

/** Ends a run with these artifacts, by name: its files, or `null` for one that has expired. Returns the only comment. */
async function endRun(state, { run, conclusion = 'success', artifacts }) {
	const { github } = state.standIn;
	const { zipSync, strToU8 } = createRequire(path.join(state.install.dir, 'package.json'))('fflate');
	for (const [name, files] of artifacts) {
		const bytes = Object.entries(files ?? {}).map(([file, text]) => [file, strToU8(text)]);
		const zip = Buffer.from(zipSync(Object.fromEntries(bytes)));
		github.addArtifact({ run, name, zip, expired: files === null });
	}
	const execution = await deliver(state, run, { workflow_run: { conclusion } });
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	const [comment, ...others] = github.comments.filter(({ pullRequest }) => pullRequest === PULL_REQUEST);
	assert.deepEqual(others, []);
	return comment.body;
}

/** Delivers the end of a run. Fields: docs.github.com, webhooks/webhook-events-and-payloads#workflow_run. */
async function deliver(
	{ client, standIn: { github }, artifactWorkflow },
	run,
	{ action = 'completed', ...change },
) {
	return await client.nextExecution(artifactWorkflow, async () => {
		const statuses = await github.deliver('workflow_run', {
			action,
			repository: { full_name: github.repository },
			workflow_run: {
				id: run,
				run_number: run,
				name: WORKFLOW,
				event: 'pull_request',
				conclusion: 'success',
				html_url: `https://github.com/${github.repository}/actions/runs/${run}`,
				head_branch: BRANCH.name,
				head_sha: SHA,
				head_repository: { owner: { login: BRANCH.owner } },
				// Empty for a fork.
				pull_requests: [],
				...change.workflow_run,
			},
		});
		assert.deepEqual(statuses, [200]);
	});
}
