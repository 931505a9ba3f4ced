import fs from 'node:fs';
import path from 'node:path';
import {
	judgePostedReport,
	reactToCurrentsRun,
	readReportFile,
	startQodexRunAndDecide,
} from '../../test/e2e/workflows.mjs';
import { projectRoot } from './paths.mjs';
import { OWNER } from './playground.mjs';

const QODEX_PATH = 'start-qodex-run';
const REPORT_PATH = 'report-file';
const TEMPLATES = path.join(projectRoot, 'templates');
const SUB_WORKFLOW = 'report-a-run.json';

/**
 * Adds example workflows to a playground.
 *
 * @type {import('./steps.mjs').Step<import('./playground.mjs').Playground>[]}
 */
export const demo = [
	{ name: 'the example workflows are there', run: addExamples },
	{ name: 'the templates are imported', run: importTemplates },
];

async function addExamples({ client, credentials, sandbox }) {
	const events = ['RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'];
	const { projectId } = sandbox.currents;
	for (const workflow of [
		reactToCurrentsRun({ projectId, events, credentials }),
		startQodexRunAndDecide({ path: QODEX_PATH, credentials }),
		judgePostedReport({ path: REPORT_PATH }),
	]) {
		const { id } = await client.createWorkflow(workflow);
		await client.activate(id);
	}
	await client.createWorkflow(readReportFile());
}

async function importTemplates({ client, credentials }) {
	const files = fs.readdirSync(TEMPLATES).filter((name) => name.endsWith('.json'));
	// Import the sub-workflow first: the others need the id that it gets here.
	const calledFirst = [...files].sort((a, b) => Number(b === SUB_WORKFLOW) - Number(a === SUB_WORKFLOW));
	let subWorkflow = '';
	for (const file of calledFirst) {
		const template = JSON.parse(fs.readFileSync(path.join(TEMPLATES, file), 'utf8'));
		const nodes = template.nodes
			.map((node) => withCredentials(node, credentials))
			.map((node) => withSubWorkflow(node, subWorkflow));
		const { id } = await client.createWorkflow({ ...template, nodes });
		if (file === SUB_WORKFLOW) subWorkflow = id;
	}
}

/** Templates contain no credentials: each node gets those of the playground for its platform. */
function withCredentials(node, credentials) {
	const platform = node.parameters.resource ?? node.parameters.platform;
	const type = Object.keys(credentials).find((name) => name.toLowerCase() === `testrun${platform}api`);
	return type ? { ...node, credentials: { [type]: credentials[type] } } : node;
}

/** Sets the id of the called workflow, which is only known after its import. */
function withSubWorkflow(node, id) {
	if (node.type !== 'n8n-nodes-base.executeWorkflow') return node;
	const workflowId = { ...node.parameters.workflowId, value: id };
	return { ...node, parameters: { ...node.parameters, workflowId } };
}

/**
 * The text that `npm start` prints: addresses and suggestions.
 *
 * @param {import('./playground.mjs').Playground} playground
 * @returns {string}
 */
export function introduction({ n8n, sandbox }) {
	const json = "-H 'content-type: application/json'";
	const runs = `${sandbox.url}/control/currents/runs`;
	return `
n8n        ${n8n.url}
workflows  ${n8n.url}/home/workflows
sign in    ${OWNER.email}
password   ${OWNER.password}
sandbox    ${sandbox.url} (the platforms, simulated; all it can do: workshop/sandbox/README.md)

The credentials of Currents, Qodex, TestCLIX, Qase and Preclinical are there, and lead to the sandbox: every operation
of Test Run can be tried. The templates are imported. "First steps" runs at once; the others want Slack, Jira or GitHub,
and their notes say what to fill in.

Three more workflows are active. Start them from another terminal, and look at their executions in n8n.

A report file of your own is read and judged (without one: run "Report file: read it and decide", which holds one):
  curl --fail-with-body -sS -F file=@report.xml ${n8n.url}/webhook/${REPORT_PATH}

A run of the Currents project Web shop fails with three failures, and the trigger fires:
  RUN=$(curl -s ${runs} ${json} -d '{"projectId":"${sandbox.currents.projectId}"}' | node -pe 'JSON.parse(fs.readFileSync(0)).run.runId')
  curl -s ${runs}/$RUN/finish ${json} -d '{"outcome":"failed","failures":3}'

A Qodex run is started and awaited; the first line decides how the next one ends (passed, failed, budget_exceeded):
  curl -s -X PUT ${sandbox.url}/control/qodex/nextRuns ${json} -d '{"outcome":"failed","runs":1}'
  curl -s -X POST ${n8n.url}/webhook/${QODEX_PATH}

Ctrl-C stops all of it and removes what it left on disk.
`;
}
