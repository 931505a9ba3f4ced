import assert from 'node:assert/strict';
import { credentialsOf } from '../../../scripts/lib/playground.mjs';
import { reactToRun } from '../workflows.mjs';

/**
 * An activation that must fail, and what the person reads then.
 *
 * @typedef {object} Refusal
 * @property {string} what
 * @property {string} credential type
 * @property {object} [changes] of what the credential holds
 * @property {(sandbox: any) => object} parameters of the trigger
 * @property {(sandbox: any) => Promise<unknown>} [before]
 * @property {RegExp} words of the message or of the advice, of which n8n shows one: n8n 2 the message; n8n 1 the advice
 *   when the platform was asked, else the message
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
		words: /Deliveries of Qase could not be verified without a secret/,
	},
	{
		what: 'TestCLIX without a webhook secret',
		credential: 'testRunTestClixApi',
		changes: { webhookSecret: '' },
		parameters: () => ({ platform: 'testclix' }),
		words: /Deliveries of TestCLIX could not be verified without a secret/,
	},
	{
		what: 'Currents with a wrong key',
		credential: 'testRunCurrentsApi',
		changes: { apiKey: 'a-wrong-placeholder-key' },
		parameters: aProject,
		words: /Currents did not accept the key|Check the API key in the credential/,
	},
	{
		what: 'Currents in the cloud, which could not call this n8n',
		credential: 'testRunCurrentsApi',
		changes: { baseUrl: 'https://currents.invalid/v1' },
		parameters: aProject,
		words: /Currents cannot reach this n8n at/,
	},
	{
		what: 'no event chosen',
		credential: 'testRunCurrentsApi',
		parameters: (sandbox) => ({ ...aProject(sandbox), events: [] }),
		// n8n 2 looks at required parameters itself, and first.
		words: /'Trigger On' is empty|required parameters: events/,
	},
	{
		what: 'a scope of Preclinical that is taken',
		credential: 'testRunPreclinicalApi',
		parameters: () => ({ platform: 'preclinical', scope: 'organization' }),
		before: async ({ control }) =>
			await control.preclinical.addWebhook({ url: 'https://hooks.example.com/theirs' }),
		words: /already has a webhook for this scope|room for one webhook of the organization/,
	},
];

/** Tried all at once, since n8n 2 tries several times for many seconds before it gives up. @type {import('../../../scripts/lib/steps.mjs').Step<any>[]} */
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
