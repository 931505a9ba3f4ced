import type {
	IAuthenticate,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

const forHosted = { show: { flavour: ['hosted'] } };
const forSelfHosted = { show: { flavour: ['selfHosted'] } };

/** Preclinical: either the hosted service with an API key, or a self-hosted server, which requires none. */
export class TestRunPreclinicalApi implements ICredentialType {
	name = 'testRunPreclinicalApi';

	displayName = 'Preclinical (Test Runs) API';

	icon: Icon = { light: 'file:../nodes/TestRun/testRun.svg', dark: 'file:../nodes/TestRun/testRun.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-test-runs/n8n-nodes-test-runs/blob/main/docs/platforms/preclinical.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Hosting',
			name: 'flavour',
			type: 'options',
			default: 'hosted',
			options: [
				{ name: 'Hosted', value: 'hosted', description: 'The service at app.preclinical.dev' },
				{
					name: 'Self-Hosted',
					value: 'selfHosted',
					description: 'The open-source server on a machine of your own; it has no webhooks',
				},
			],
			description: 'Who runs the Preclinical that you use',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. sk_live_…',
			displayOptions: forHosted,
			description:
				'Made in Preclinical under Settings > API Keys, and shown there only once. It belongs to the whole organization; Preclinical documents no narrower rights.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: forSelfHosted,
			description:
				'Sent as a bearer token, for a proxy in front of the server. The server itself asks for none.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://app.preclinical.dev/api/v1',
			displayOptions: forHosted,
			description: 'Address of the API with its version; usually left as it is',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'http://localhost:3000',
			displayOptions: forSelfHosted,
			description: 'Address of the server without a path, as n8n reaches it',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: forHosted,
			description:
				'Optional. The trigger hands it to Preclinical to sign deliveries with; it is checked once the option Signature of the trigger says how.',
		},
	];

	/** Sends the header only if there is a key, since a self-hosted server requires none. */
	authenticate: IAuthenticate = async ({ apiKey }, request) => {
		const key = String(apiKey ?? '').trim();
		if (key !== '') request.headers = { ...request.headers, Authorization: `Bearer ${key}` };
		return request;
	};

	test: ICredentialTestRequest = {
		request: {
			// Following a redirect would send the key to any address that it names.
			disableFollowRedirect: true,
			baseURL:
				'={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace($credentials.flavour === "selfHosted" ? /\\/api\\/v1$/ : "", "")}}',
			url: '={{$credentials.flavour === "selfHosted" ? "/health" : "/runs?limit=1"}}',
		},
		rules,
	};
}

/** Messages of the credential test. n8n applies rules of both kinds, but its type allows only one kind per list. */
const rules = [
	{
		type: 'responseCode',
		properties: {
			value: 401,
			message: 'Preclinical did not accept the API key. Keys are made under Settings > API Keys.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 404,
			message:
				'Something answers at this address, but it is not Preclinical (HTTP 404). Check the base URL; that of a self-hosted server has no path.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 503,
			message:
				'The address is right, but Preclinical says that it is not ready (HTTP 503). On a self-hosted server a model key is missing, or the database is away: its page /health says which. Without a model key runs can be read, but those that are started end in error.',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			// A string means that the body was not JSON.
			key: 'constructor.name',
			value: 'String',
			message:
				'Something answers at this address, but it is not Preclinical: it sent a page, not JSON. Check the base URL.',
		},
	},
] as ICredentialTestRequest['rules'];
