import assert from 'node:assert/strict';
import { fillIn, issuesOf, readTemplate, templateNames } from './import-template.mjs';

/** Parameters that a template leaves to the user, as far as n8n's editor marks them. It does not mark sub-workflows. */
const LEFT_OPEN = {
	'currents-failed-to-slack-and-jira': ['Currents Run Failed: projectId'],
	'first-steps': [],
	'preclinical-prompt-change': [
		'Pull Request: owner',
		'Pull Request: repository',
		'Start Run and Wait: agentId',
	],
	'qase-release-decision': [],
	'qodex-after-deployment': [],
	'report-a-run': [],
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
export async function importFilledIn({ client, credentials, install, nodeTypes }, name, fillIns) {
	const draft = fillIn(readTemplate(name), fillIns, credentials);
	assert.deepEqual(issuesOf(draft, nodeTypes, install), []);
	const workflow = await client.createWorkflow(draft);
	await client.activate(workflow.id);
	return workflow;
}

/** The values that a user sets in a Report a Run node. @param {import('./index.mjs').State} state */
export function callsReportARun({ reportARun }) {
	return { parameters: { workflowId: { __rl: true, mode: 'list', value: reportARun } } };
}
