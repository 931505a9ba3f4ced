import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Webhook URL of one saved Qodex schedule. The secret is part of its path. */
export class TestRunQodexScheduleApi implements ICredentialType {
	name = 'testRunQodexScheduleApi';

	displayName = 'Qodex Schedule (Test Runs) API';

	icon: Icon = { light: 'file:../nodes/TestRun/testRun.svg', dark: 'file:../nodes/TestRun/testRun.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-test-runs/n8n-nodes-test-runs/blob/main/docs/platforms/qodex.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Schedule URL',
			name: 'scheduleUrl',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. https://agents.qodex.ai/api/webhooks/schedules/…',
			description:
				'Webhook URL that Qodex shows with the schedule. It holds its own secret: whoever knows it can start the schedule.',
		},
	];

	// Calling the URL would start the schedule. So the test only checks the form of the URL and whether a server
	// responds at its origin.
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{$credentials.scheduleUrl.trim().match(/^(https?:\\/\\/[^\\/?#]+)\\/([^?#]+\\/)?api\\/webhooks\\/schedules\\/[^\\/?#]+\\/?$/)[1]}}',
			url: '/',
			ignoreHttpStatusErrors: true,
		},
	};
}
