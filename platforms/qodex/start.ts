/** Starting a run: the parameters that start operations share, and the call. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Input } from '../input';
import type { OperationCall } from '../platform';
import { qodexApi, type StartBody } from './api';

/** `environment`, `scope` and `tags`. */
export const startFields: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'string',
		default: 'staging',
		required: true,
		placeholder: 'e.g. staging',
		description:
			'Name of the Qodex environment to test. It is always sent, since Qodex takes staging when it is missing.',
	},
	{
		displayName: 'Scenarios',
		name: 'scope',
		type: 'options',
		default: 'tags',
		options: [
			{ name: 'All Active Scenarios', value: 'all', description: 'The whole suite' },
			{ name: 'Scenarios With Tags', value: 'tags' },
		],
		description: 'Which scenarios to run',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. smoke, checkout',
		displayOptions: { show: { scope: ['tags'] } },
		description:
			'Scenario tags, separated by commas. An empty list is refused: Qodex would run the whole suite.',
	},
];

/** `callbackUrl`, for the Options of Start Run. */
export const callbackUrlOption: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description:
		'Address that Qodex calls once when the run has ended, such as the webhook URL of a Test Run Trigger',
};

/** Reads the parameters, starts the run and gives the answer, which holds `testRunId`. */
export async function startRunOf({ ctx, itemIndex, input }: OperationCall): Promise<IDataObject> {
	const body: StartBody = { environment: input.text('environment'), ...tagsOf(input) };
	const callbackUrl = input.group('options').optionalText('callbackUrl');
	if (callbackUrl !== undefined) body.callback_url = callbackUrl;
	return await qodexApi(ctx, itemIndex).startRun(body);
}

/** Which scenarios to run is never guessed: without tags Qodex would run all of them. */
function tagsOf(input: Input): Pick<StartBody, 'tags'> {
	const scope = input.text('scope');
	if (scope === 'all') return {};
	if (scope !== 'tags') input.refuse('scope', `has no choice '${scope}'`, 'Choose one from the list.');
	const tags = input.list('tags');
	if (tags.length > 0) return { tags };
	return input.refuse(
		'tags',
		'is empty',
		"Without tags Qodex would run the whole suite. Enter at least one tag, or choose 'All Active Scenarios'.",
	);
}
