import assert from 'node:assert/strict';
import fs from 'node:fs';
import { operations } from './operations.mjs';
import { redirectToSandbox } from './standIn.mjs';
import { triggers } from './triggers.mjs';

/**
 * Compares our nodes with n8n's built-in Currents nodes: the same questions to the same sandbox, one delivery to both
 * triggers, and workflows with the built-in nodes that were converted. n8n 1 does not have the built-in nodes.
 *
 * @type {import('../index.mjs').Suite}
 */
export const builtin = {
	name: 'builtin',
	lines: ['2'],
	ownPlayground: true,
	prepare: redirectToSandbox,
	steps: [
		{ name: 'the built-in nodes get a credential', run: createCredential },
		...operations,
		...triggers,
		{ name: 'n8n called nothing beyond this machine', run: assertNothingRefused, standsAlone: true },
	],
};

async function createCredential(state) {
	const { client, credentials, sandbox } = state;
	const data = { apiKey: sandbox.currents.apiKey };
	credentials.currentsApi = await client.createCredential({ name: 'Currents', type: 'currentsApi', data });
}

function assertNothingRefused({ n8n }) {
	const refused = fs.readFileSync(n8n.logFile, 'utf8').match(/^refused to connect to .*$/gm);
	assert.equal(refused, null);
}
