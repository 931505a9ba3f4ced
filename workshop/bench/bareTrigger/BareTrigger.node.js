/**
 * A trigger that only outputs the body of a delivery. It shows what n8n itself needs for any trigger with a credential.
 */
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
		credentials: [{ name: 'testRunTestClixApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties: [
			{ displayName: 'Reads Credential', name: 'readsCredential', type: 'boolean', default: false },
		],
	};

	async webhook() {
		if (this.getNodeParameter('readsCredential')) await this.getCredentials('testRunTestClixApi');
		return { workflowData: [[{ json: this.getBodyData() }]] };
	}
};
