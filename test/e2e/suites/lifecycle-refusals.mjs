import assert from 'node:assert/strict';
import { credentialsOf } from '../../../scripts/lib/playground.mjs';
import { reactToRun } from '../workflows.mjs';

/**
 * An activation that must fail, and the message that the user must see.
 *
 * @typedef {object} Refusal
 * @property {string} what
 * @property {string} credential type
 * @property {object} [changes] changes to the credential's data
 * @property {(sandbox: any) => object} parameters of the trigger
 * @property {(sandbox: any) => Promise<unknown>} [before]
 * @property {RegExp} words what happened and what to do next, in the only text that n8n displays
 */

const aProject = ({ currents }) => ({
	platform: 'currents',
	projectId: { __rl: true, mode: 'id', value: currents.projectId },
});

/** @type {Refusal[]} */
const cases = [
	{
		what: 'Qase without a webhook secret',
		credential: 'testRunQaseApi',
		changes: { webhookSecret: '' },
		parameters: () => ({ platform: 'qase' }),
		words:
			/Deliveries of Qase could not be verified without a secret\. Enter a text of your choice as 'Webhook Secret' in the Qase credential, and the same text as Secret of the webhook in Qase \(Project Settings > Webhooks\)\. Or turn on the option 'Allow Unverified Deliveries'\./,
	},
	{
		what: 'TestCLIX without a webhook secret',
		credential: 'testRunTestClixApi',
		changes: { webhookSecret: '' },
		parameters: () => ({ platform: 'testclix' }),
		words:
			/Deliveries of TestCLIX could not be verified without a secret\. Enter a text of your choice as 'Webhook Secret' in the TestCLIX credential, and the same text as secret under Settings > Webhook in TestCLIX\. Or turn on the option 'Allow Unverified Deliveries'\./,
	},
	{
		what: 'Currents with a wrong key',
		credential: 'testRunCurrentsApi',
		changes: { apiKey: 'a-wrong-placeholder-key' },
		parameters: aProject,
		words:
			/Could not list the webhooks: Currents did not accept the key \(HTTP 401\)\. Currents says: ".+"\. Check the API key in the credential\. Keys are made in Currents under Organization > API Keys\./,
	},
	{
		what: 'Currents in the cloud, which could not call this n8n',
		credential: 'testRunCurrentsApi',
		changes: { baseUrl: 'https://currents.invalid/v1' },
		parameters: aProject,
		words:
			/Currents cannot reach this n8n at http:\S+\. The address is only valid on this machine\. Set the environment variable N8N_WEBHOOK_URL \(WEBHOOK_URL on older versions\) to the public address of n8n, restart n8n, and activate the workflow again\./,
	},
	{
		what: 'no event chosen',
		credential: 'testRunCurrentsApi',
		parameters: (sandbox) => ({ ...aProject(sandbox), events: [] }),
		// n8n 2 checks required parameters itself, before our node does.
		words:
			/'Trigger On' is empty\. Choose at least one event that starts the workflow\.|required parameters: events/,
	},
	{
		what: 'a scope of Preclinical that is taken',
		credential: 'testRunPreclinicalApi',
		parameters: () => ({ platform: 'preclinical', scope: 'organization' }),
		before: async ({ control }) =>
			await control.preclinical.addWebhook({ url: 'https://hooks.example.com/theirs' }),
		words:
			/Preclinical already has a webhook for this scope, which calls https:\/\/hooks\.example\.com\/theirs\. There is room for one webhook of the organization .+ remove it with Test Run > 'Delete Webhook' \(ID .+\)\. Or choose another 'Scope'\./,
	},
];

/**
 * All activations are tried at the same time, since n8n 2 retries for many seconds before it gives up.
 * @type {import('../../../scripts/lib/steps.mjs').Step<any>[]}
 */
export const refusals = [
	{ name: 'activations with something wrong are tried', run: tryAll, standsAlone: true },
	...cases.map(({ what, words }) => ({
		name: `activation is refused, and says why: ${what}`,
		run: ({ told }) => assert.match(told[what], words),
	})),
	{
		name: 'refused activations leave no webhook at Currents',
		run: async ({ sandbox }) => assert.deepEqual(await sandbox.control.currents.webhooks({}), []),
	},
];

async function tryAll(state) {
	const told = await Promise.all(cases.map((refusal) => tryToActivate(state, refusal)));
	state.told = Object.fromEntries(cases.map(({ what }, index) => [what, told[index]]));
}

async function tryToActivate({ client, sandbox }, refusal) {
	const { what, credential: type, changes, parameters, before } = refusal;
	const { data } = credentialsOf(sandbox)[type];
	const credential = await client.createCredential({ name: what, type, data: { ...data, ...changes } });
	await before?.(sandbox);
	const { id } = await client.createWorkflow(
		reactToRun({ name: what, parameters: parameters(sandbox), credentials: { [type]: credential } }),
	);
	return await client.activate(id).then(
		() => 'it was activated',
		({ message }) => message,
	);
}
