import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** API key of one Qodex project. */
export class TestRunQodexApi implements ICredentialType {
	name = 'testRunQodexApi';

	displayName = 'Qodex (Test Runs) API';

	icon: Icon = { light: 'file:../nodes/TestRun/testRun.svg', dark: 'file:../nodes/TestRun/testRun.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-test-runs/n8n-nodes-test-runs/blob/main/docs/platforms/qodex.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. qk_…',
			description:
				'Made in Qodex by a member or admin of the project, and shown there only once. It begins with qk_ and is good for that project alone, to start and to read runs.',
		},
		{
			displayName: 'Project Slug',
			name: 'projectSlug',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. web-shop',
			description:
				"The part after /p/ in the address of the project's pages. The test of this credential does not notice a wrong one; the errors of the nodes then name it.",
		},
		{
			displayName: 'Base URL',
			name: 'origin',
			type: 'string',
			required: true,
			default: 'https://agents.qodex.ai',
			description: 'Address of Qodex without a path; another one only for a self-hosted deployment',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	// Qodex documents no request that only checks a key, so this reads a run that does not exist. Qodex refuses it
	// because of either the key or the run; only statuses that concern the key are errors here (undocumented: which
	// status Qodex uses).
	test: ICredentialTestRequest = {
		request: {
			// Following a redirect would send the key to any address that it names.
			disableFollowRedirect: true,
			baseURL: '={{$credentials.origin.trim().replace(/\\/+$/, "")}}',
			url: '=/api/projects/{{encodeURIComponent($credentials.projectSlug.trim())}}/test-runs/credential-test',
			ignoreHttpStatusErrors: {
				ignore: true,
				except: [301, 302, 303, 307, 308, 401, 403, 429, 500, 502, 503, 504],
			},
		},
		rules: [401, 403].map((value) => ({
			type: 'responseCode',
			properties: {
				value,
				message:
					'Qodex did not accept the API key for this project. Check the key, the slug and the base URL.',
			},
		})),
	};
}
