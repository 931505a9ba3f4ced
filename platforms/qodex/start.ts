/** Starting a run. */
import { buildRun } from '../../core/model/buildRun';
import type { Input } from '../../n8n/parameters/input';
import type { OperationCall, StartedRun } from '../../n8n/items/contract';
import { startOnce } from '../../n8n/items/startOnce';
import { qodexApi } from './api';
import { factsWithFailures, projectOf } from './runs';
import type { StartBody } from './wire';

/** Reads the parameters and starts the run, as {@link startOnce} does. */
export async function startRunOf(call: OperationCall, callbackUrl?: string): Promise<StartedRun | null> {
	const { ctx, itemIndex, input } = call;
	const environment = input.text('environment');
	const body: StartBody = { environment, ...tagsOf(input) };
	if (callbackUrl !== undefined) body.callback_url = callbackUrl;
	const project = await projectOf(ctx, itemIndex);
	const target = { platform: 'qodex', environment, tags: body.tags };
	return await startOnce(call, target, async () => {
		const raw = await qodexApi(ctx, itemIndex).startRun(body);
		const facts = await factsWithFailures(raw, String(raw.testRunId), project, Infinity);
		return { run: buildRun({ ...facts, environment }), raw };
	});
}

/** The selection of scenarios is never guessed: without tags Qodex would run all of them. */
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
