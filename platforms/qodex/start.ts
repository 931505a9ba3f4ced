/** Starting a run: the parameters that start operations share, and the call. */
import type { INodeProperties } from 'n8n-workflow';

import { buildRun } from '../../runs/buildRun';
import type { Input } from '../input';
import type { OperationCall, RunReading } from '../platform';
import { startOnce } from '../startOnce';
import { qodexApi, type StartBody } from './api';
import { runFacts } from './normalize';
import { projectOf } from './runs';

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

/** Reads the parameters and starts the run. `null` when its start-once key was used before. */
export async function startRunOf(call: OperationCall, callbackUrl?: string): Promise<RunReading | null> {
	const { ctx, itemIndex, input } = call;
	const environment = input.text('environment');
	const body: StartBody = { environment, ...tagsOf(input) };
	if (callbackUrl !== undefined) body.callback_url = callbackUrl;
	const project = await projectOf(ctx, itemIndex);
	const raw = await startOnce(call, async () => await qodexApi(ctx, itemIndex).startRun(body));
	if (raw === null) return null;
	return { run: buildRun({ ...runFacts(raw, String(raw.testRunId), project), environment }), raw };
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
