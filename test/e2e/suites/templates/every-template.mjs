import assert from 'node:assert/strict';
import { fillIn, issuesOf, readTemplate, templateNames } from './import-template.mjs';

/** Parameters that a template leaves to the user, as far as n8n's editor marks them. It does not mark sub-workflows. */
const LEFT_OPEN = {
	'alert-after-three-in-a-row': [
		'Get Rows: dataTableId',
		'Insert Rows: dataTableId',
		'Post to Slack: channelId',
		'Run Finished: projectId',
	],
	'flaky-digest': ['Get Rows: dataTableId', 'Post to Slack: channelId'],
	'polling-instead-of-webhooks': ['Post to Slack: channelId', 'Run Ended: projectId'],
	'weekly-report-by-email': ['Get Rows: dataTableId', 'Send Email: fromEmail', 'Send Email: toEmail'],
	'ci-report-gate': ['Post to Slack: channelId'],
	'approve-inconclusive': ['Ask in Slack: channelId', 'Run Finished: projectId'],
	'currents-failed-to-slack-and-jira': [
		'Create Issue: issueType',
		'Create Issue: project',
		'Currents Run Failed: projectId',
	],
	'first-steps': [],
	'github-artifact-to-pull-request': ['Workflow Run: owner', 'Workflow Run: repository'],
	'preclinical-prompt-change': [
		'Pull Request: owner',
		'Pull Request: repository',
		'Start Run and Wait: agentId',
	],
	'qase-release-decision': [],
	'qodex-after-deployment': [],
	'quarantine-watch': ['Get Many Actions: projectId', 'Post to Slack: channelId'],
	'report-a-run': [],
	'run-failed-to-slack': ['Post to Slack: channelId', 'Run Finished: projectId'],
	'start-pause-decide': ['Start Run and Wait: environment'],
	'report-file-to-qase': [
		'Add Results: projectCode',
		'Complete Run: projectCode',
		'Download Report: bucketName',
		'Start Run: projectCode',
	],
	'testclix-incident': [
		'Close Incident: dataTableId',
		'Find Incident: dataTableId',
		'No Incident Yet: dataTableId',
		'Open Incident: dataTableId',
	],
};

/** @type {import('../../../../scripts/lib/steps.mjs').Step<import('./index.mjs').State>[]} */
export const everyTemplate = [
	{ name: 'every template imports, and lacks only what its notes name', run: importAll },
	{ name: "n8n's migration report for 3.0 flags no template", run: assertReadyForNextMajor },
	{ name: 'the credentials of Slack, Jira, GitHub and CI are there', run: addCredentials },
	{ name: 'Report a run: imported, filled in and active', run: importReportARun },
];

async function importAll(state) {
	const { client, install } = state;
	state.nodeTypes = await client.nodeTypes();
	const leftOpen = {};
	for (const name of templateNames()) {
		const template = readTemplate(name);
		const { id } = await client.createWorkflow(template);
		const imported = await client.getWorkflow(id);
		leftOpen[name] = issuesOf(imported, state.nodeTypes, install).sort();
		await client.deleteWorkflow(id);
	}
	assert.deepEqual(leftOpen, LEFT_OPEN);
}

/** n8n 1 and versions of 2 before the report have nothing to ask. */
async function assertReadyForNextMajor({ client, install }) {
	if (install.version.startsWith('1.')) return;
	const imported = [];
	for (const name of templateNames()) imported.push(await client.createWorkflow(readTemplate(name)));
	const canary = await client.createWorkflow(FLAGGED);
	const flagged = await client.migrationReport('v3');
	for (const { id } of [canary, ...imported]) await client.deleteWorkflow(id);
	assert.deepEqual(
		flagged.map(({ ruleId, nbAffectedWorkflows }) => [ruleId, nbAffectedWorkflows]),
		[['always-output-data-multi-output-v3', 1]],
	);
}

/** A workflow that the report has to flag, so that an empty report proves something. */
const FLAGGED = {
	name: 'Flagged',
	nodes: [
		{
			id: 'flagged',
			name: 'Gate',
			type: 'n8n-nodes-test-runs.testRunGate',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			alwaysOutputData: true,
		},
	],
	connections: {},
};

async function addCredentials(state) {
	const { slack, jira, github } = state.standIn;
	const data = {
		slackApi: { accessToken: slack.token },
		jiraSoftwareCloudApi: { email: jira.email, apiToken: jira.apiToken, domain: jira.url },
		githubApi: { server: `https://${github.host}`, user: '', accessToken: github.token },
		httpHeaderAuth: { name: 'X-Sandbox-Token', value: 'sandbox-ci-placeholder' },
	};
	for (const [type, values] of Object.entries(data)) {
		const name = `${type} (stand-in)`;
		state.credentials[type] = await state.client.createCredential({ name, type, data: values });
	}
}

async function importReportARun(state) {
	const github = { credentials: ['githubApi'] };
	const { id } = await importFilledIn(state, 'report-a-run', {
		'Post to Slack': { credentials: ['slackApi'] },
		'List Comments': github,
		'Update Comment': github,
		'Create Comment': github,
	});
	state.reportARun = id;
}

/**
 * Imports a template with its values filled in, checks that n8n finds nothing missing, and activates it.
 *
 * @param {import('./index.mjs').State} state
 * @param {string} name
 * @param {import('./import-template.mjs').FillIns} fillIns
 */
export async function importFilledIn(state, name, fillIns) {
	const workflow = await createFilledIn(state, name, fillIns);
	await state.client.activate(workflow.id);
	return workflow;
}

/**
 * The same without activating it, for a template that is started by hand.
 *
 * @param {import('./index.mjs').State} state
 * @param {string} name
 * @param {import('./import-template.mjs').FillIns} fillIns
 */
export async function createFilledIn({ client, credentials, install, nodeTypes }, name, fillIns) {
	const draft = fillIn(readTemplate(name), fillIns, credentials);
	assert.deepEqual(issuesOf(draft, nodeTypes, install), []);
	return await client.createWorkflow(draft);
}

/** The values that a user sets in a Run Finished node, for Currents. @param {import('./index.mjs').State} state */
export function currentsTrigger({ sandbox }) {
	const projectId = { __rl: true, mode: 'list', value: sandbox.currents.projectId };
	return { credentials: ['testRunCurrentsApi'], parameters: { projectId } };
}

/** The values that a user sets in a Slack node. @param {import('./index.mjs').State} state */
export function slackNode({ standIn: { slack } }) {
	const channelId = { __rl: true, mode: 'id', value: slack.channel.id };
	return { credentials: ['slackApi'], parameters: { channelId } };
}

/** The values that a user sets in a Report a Run node. @param {import('./index.mjs').State} state */
export function callsReportARun({ reportARun }) {
	return { parameters: { workflowId: { __rl: true, mode: 'list', value: reportARun } } };
}
