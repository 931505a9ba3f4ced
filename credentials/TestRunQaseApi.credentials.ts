import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** API token of a Qase user, and the secret that its webhooks send. */
export class TestRunQaseApi implements ICredentialType {
	name = 'testRunQaseApi';

	displayName = 'Qase (Test Runs) API';

	icon: Icon = { light: 'file:../nodes/TestRun/testRun.svg', dark: 'file:../nodes/TestRun/testRun.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-test-runs/n8n-nodes-test-runs/blob/main/docs/platforms/qase.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Made in Qase under API Tokens of your profile (app.qase.io/user/api/token), and shown there only once. It has the rights of your role: reading is enough for the trigger, other operations need the right to do what they do.',
		},
		{
			displayName: 'Base URL',
			name: 'origin',
			type: 'string',
			required: true,
			default: 'https://api.qase.io',
			description:
				'Address of the API without a version; another one only for an enterprise or self-hosted Qase',
		},
		{
			displayName: 'Web App URL',
			name: 'appUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://qase.example.com',
			description:
				'Address of the pages that people open, for links to runs. Needed only where it is not that of the API with app. in the place of api., or without its api-.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the trigger: a text of your choice, the same as the Secret of the webhook in Qase. Deliveries without it are refused.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Token: '={{$credentials.token}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			// Following a redirect would send the key to any address that it names.
			disableFollowRedirect: true,
			baseURL:
				'={{$credentials.origin.trim().replace(/\\/+$/, "").replace(/\\/v[12]$/, "").replace(/\\/+$/, "")}}',
			url: '/v1/project',
			qs: { limit: 1 },
		},
		// Qase may also refuse a token with status 200 and `status: false`. n8n applies rules of both kinds, but its
		// type allows only one kind per list.
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Qase did not accept the token. Tokens are made under API Tokens of your profile.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: false, message: 'Qase did not accept the token' },
			},
		] as ICredentialTestRequest['rules'],
	};
}
