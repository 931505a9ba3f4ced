import assert from 'node:assert/strict';
import { credentialsOf } from '../../../scripts/lib/playground.mjs';

/** Changes that make each credential invalid. @type {Record<string, object>} */
const wrong = {
	testRunCurrentsApi: { apiKey: 'a-wrong-placeholder-key' },
	testRunPreclinicalApi: { apiKey: 'a-wrong-placeholder-key' },
	testRunQaseApi: { token: 'a-wrong-placeholder-token' },
	testRunQodexApi: { apiKey: 'qk_wrong_placeholder' },
	testRunQodexScheduleApi: { scheduleUrl: 'http://127.0.0.1:9/no-schedule' },
	testRunTestClixApi: { apiKey: 'a-wrong-placeholder-key' },
};

/**
 * Tests the Test button of every credential type that n8n has loaded from this package.
 * @type {import('../../../scripts/lib/steps.mjs').Step<any>[]}
 */
export const credentialTests = [
	{ name: 'every credential type has a case here', run: assertComplete, standsAlone: true },
	...Object.entries(wrong).flatMap(([type, changes]) => [
		{ name: `${type}: the test accepts it`, run: (state) => press(state, type, {}, 'OK'), standsAlone: true },
		{
			name: `${type}: the test refuses a wrong one`,
			run: (state) => press(state, type, changes, isUnknowable(state, type) ? 'OK' : 'Error'),
			standsAlone: true,
		},
	]),
	{
		name: 'the test of a schedule looks at the front page of its server alone',
		run: allowFrontPage,
		standsAlone: true,
	},
];

/**
 * Whether the credential test cannot recognize a wrong key: for Qodex it can only read a run that does not exist, and
 * n8n 1 does not distinguish between HTTP errors.
 */
function isUnknowable({ line }, type) {
	return line === '1' && type === 'testRunQodexApi';
}

async function assertComplete({ client }) {
	const types = (await client.nodeTypes()).filter(({ name }) => name.startsWith('n8n-nodes-test-runs.'));
	const used = types.flatMap(({ credentials = [] }) => credentials.map(({ name }) => name));
	assert.deepEqual(Object.keys(wrong).sort(), [...new Set(used)].sort());
}

async function press({ client, sandbox }, type, changes, expected) {
	const { name, data } = credentialsOf(sandbox)[type];
	const entered = { name: `${name}, ${expected}`, type, data: { ...data, ...changes } };
	const { id } = await client.createCredential(entered);
	const { status, message } = await client.testCredential({ id, ...entered });
	assert.equal(status, expected, `the test said: ${message}`);
}

/**
 * Accepts requests to the front page, which no contract documents. The credential test uses it because calling the URL
 * of a schedule would start it.
 */
async function allowFrontPage({ sandbox }) {
	const seen = await sandbox.control.violations();
	assert.deepEqual([...new Set(seen.map(({ method, path }) => `${method} ${path}`))], ['GET /']);
	await sandbox.control.clearViolations();
}
