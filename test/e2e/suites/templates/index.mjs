import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ciReportGate } from './ci-report-gate.mjs';
import { currents } from './currents.mjs';
import { everyTemplate } from './every-template.mjs';
import { firstSteps } from './first-steps.mjs';
import { githubArtifact } from './github-artifact.mjs';
import { manyRuns } from './many-runs.mjs';
import { preclinical } from './preclinical.mjs';
import { qase } from './qase.mjs';
import { qodex } from './qodex.mjs';
import { reportARun } from './report-a-run.mjs';
import { reportFile } from './report-file.mjs';
import { startStandIn } from './stand-in/index.mjs';
import { runFailed } from './run-failed.mjs';
import { startPauseDecide } from './start-pause-decide.mjs';
import { approveInconclusive } from './approve-inconclusive.mjs';
import { testclix } from './testclix.mjs';

const REDIRECT = fileURLToPath(new URL('../../redirect.cjs', import.meta.url));

/**
 * The state that the steps of this suite share, in addition to the playground.
 *
 * @typedef {object} Templates
 * @property {import('./stand-in/index.mjs').StandIn} standIn
 * @property {any[]} nodeTypes
 * @property {string} reportARun id of the imported sub-workflow
 * @typedef {import('../../../../scripts/lib/playground.mjs').Playground & Templates} State
 */

/**
 * Tests each template, imported and filled in as by a user, with n8n's own Slack, Jira, GitHub and HTTP nodes. A
 * simulation of these services responds to their requests.
 *
 * @type {import('../index.mjs').Suite}
 */
export const templates = {
	name: 'templates',
	lines: ['1', '2'],
	ownPlayground: true,
	prepare,
	steps: [
		...everyTemplate,
		...firstSteps,
		...runFailed,
		...approveInconclusive,
		...startPauseDecide,
		...reportARun,
		...ciReportGate,
		...githubArtifact,
		...currents,
		...qodex,
		...qase,
		...testclix,
		...preclinical,
		...reportFile,
		...manyRuns,
		{ name: 'no call departed from what the services document', run: assertNoViolations },
		{ name: 'n8n called nothing beyond this machine', run: assertNothingRefused },
	],
	close: async ({ standIn }) => await standIn?.close(),
};

async function prepare(playground) {
	const standIn = await startStandIn();
	playground.standIn = standIn;
	Object.assign(playground.env, {
		NODE_OPTIONS: `--require ${JSON.stringify(REDIRECT)}`,
		STAND_IN_HOSTS: standIn.hosts.join(','),
		STAND_IN_PORT: String(standIn.port),
	});
}

async function assertNoViolations({ sandbox, standIn }) {
	const atSandbox = (await sandbox.control.violations()).map(({ message }) => message);
	assert.deepEqual([...atSandbox, ...standIn.violations], []);
}

function assertNothingRefused({ n8n }) {
	const refused = fs.readFileSync(n8n.logFile, 'utf8').match(/^refused to connect to .*$/gm);
	assert.equal(refused, null);
}
