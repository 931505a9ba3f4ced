import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** API key of a TestCLIX project, and the secret with which the project signs its webhook. */
export class TestRunTestClixApi implements ICredentialType {
	name = 'testRunTestClixApi';

	displayName = 'TestCLIX (Test Runs) API';

	icon: Icon = { light: 'file:../nodes/TestRun/testRun.svg', dark: 'file:../nodes/TestRun/testRun.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-test-runs/n8n-nodes-test-runs/blob/main/docs/platforms/testclix.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Made by an admin or owner of the project in TestCLIX under Settings > Your API Key. It is good for that project alone; refreshing it ends the old one at once.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.testclix.com',
			description: 'Address of the API without /v1, as TestCLIX shows it next to the key',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the trigger: a text of your choice, the same as the secret under Settings > Webhook in TestCLIX. Deliveries that are not signed with it are refused.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-api-key': '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			// Following a redirect would send the key to any address that it names.
			disableFollowRedirect: true,
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/v1/api/status',
		},
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: 'TestCLIX got no API key' } },
			{ type: 'responseCode', properties: { value: 403, message: 'TestCLIX did not accept the API key' } },
		],
	};
}
