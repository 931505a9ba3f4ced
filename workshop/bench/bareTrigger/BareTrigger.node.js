/**
 * A trigger that does only what any trigger of a platform has to do for a delivery: nothing, read its credential for the
 * secret in it, or also read the run with it. Then it hands the delivery on. It shows what n8n itself needs.
 */
const platforms = ['Currents', 'Preclinical', 'Qase', 'Qodex', 'TestClix'];

exports.BareTrigger = class {
	description = {
		displayName: 'Bare Trigger',
		name: 'bareTrigger',
		group: ['trigger'],
		// Not version 1, for the same reason as in TestRunTrigger.node.ts.
		version: 1.1,
		description: 'Starts the workflow with each delivery',
		defaults: { name: 'Bare Trigger' },
		inputs: [],
		outputs: ['main'],
		credentials: platforms.map((platform) => ({ name: `testRun${platform}Api` })),
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties: [
			{
				displayName: 'Credential to Read',
				name: 'credential',
				type: 'string',
				default: '',
				description: 'Type of the credential; empty: none is read',
			},
			{
				displayName: 'URL of Runs',
				name: 'runsUrl',
				type: 'string',
				default: '',
				description: 'Where to read the run, without its ID; empty: it is not read',
			},
		],
	};

	async webhook() {
		const credential = this.getNodeParameter('credential');
		const runsUrl = this.getNodeParameter('runsUrl');
		const body = this.getBodyData();
		// Any node reads it for the secret or for the address of the platform, which is in it.
		if (credential) await this.getCredentials(credential);
		if (!runsUrl) return { workflowData: [[{ json: body }]] };
		const url = `${runsUrl}/${runIdIn(body)}`;
		const run = await this.helpers.httpRequestWithAuthentication.call(this, credential, { url });
		return { workflowData: [[{ json: { ...body, run } }]] };
	}
};

function runIdIn({ testRunId, test_run: run, runUrl }) {
	return testRunId ?? run?.id ?? runUrl.split('/').pop();
}
