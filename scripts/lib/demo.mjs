import fs from 'node:fs';
import path from 'node:path';
import { reactToCurrentsRun, startQodexRunAndDecide } from '../../test/e2e/workflows.mjs';
import { projectRoot } from './paths.mjs';
import { OWNER } from './playground.mjs';

const QODEX_PATH = 'start-qodex-run';

/**
 * What makes a playground worth looking at.
 *
 * @type {import('./steps.mjs').Step<import('./playground.mjs').Playground>[]}
 */
export const demo = [
	{ name: 'two example workflows are active', run: addExamples },
	{ name: 'the templates are imported', run: importTemplates },
];

async function addExamples({ client, credentials, sandbox }) {
	const events = ['RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'];
	const { projectId } = sandbox.currents;
	for (const workflow of [
		reactToCurrentsRun({ projectId, events, credentials }),
		startQodexRunAndDecide({ path: QODEX_PATH, credentials }),
	]) {
		const { id } = await client.createWorkflow(workflow);
		await client.activate(id);
	}
}

async function importTemplates({ client, credentials }) {
	const folder = path.join(projectRoot, 'templates');
	const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
	for (const file of files.sort()) {
		const { name, nodes, connections, settings } = JSON.parse(
			fs.readFileSync(path.join(folder, file), 'utf8'),
		);
		await client.createWorkflow({
			name,
			nodes: nodes.map((node) => withCredentials(node, credentials)),
			connections,
			settings,
		});
	}
}

/** A template holds no credentials: each node gets the playground's for its platform. */
function withCredentials(node, credentials) {
	const platform = node.parameters.platform ?? node.parameters.resource;
	const type = Object.keys(credentials).find((name) => name.toLowerCase() === `testrun${platform}api`);
	return type ? { ...node, credentials: { [type]: credentials[type] } } : node;
}

/**
 * Where everything is, and what to try.
 *
 * @param {import('./playground.mjs').Playground} playground
 * @returns {string}
 */
export function introduction({ n8n, sandbox }) {
	const json = "-H 'content-type: application/json'";
	const runs = `${sandbox.url}/control/currents/runs`;
	return `
n8n        ${n8n.url}
sign in    ${OWNER.email}
password   ${OWNER.password}
sandbox    ${sandbox.url} (the platforms, simulated; all it can do: sandbox/README.md)

Two workflows are active. Start them from another terminal, and look at their executions in n8n.

A Currents run fails with three failures, and the trigger fires:
  RUN=$(curl -s ${runs} ${json} -d '{"projectId":"${sandbox.currents.projectId}"}' | node -pe 'JSON.parse(fs.readFileSync(0)).run.runId')
  curl -s ${runs}/$RUN/finish ${json} -d '{"outcome":"failed","failures":3}'

A Qodex run is started and awaited; the first line decides how the next one ends (passed, failed, budget_exceeded):
  curl -s -X PUT ${sandbox.url}/control/qodex/nextRuns ${json} -d '{"outcome":"failed","runs":1}'
  curl -s -X POST ${n8n.url}/webhook/${QODEX_PATH}

Ctrl-C stops all of it and removes what it left on disk.
`;
}
