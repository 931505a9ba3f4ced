/** What a manual test of the node gives. */
import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { PolledRun } from './contract';
import { byOrder, eventOf } from './cursor';
import { itemOf } from './emit';
import type { Poll } from './onePoll';

/**
 * The latest run that has ended, as the event that its end was. If only starts are chosen, the latest run. Neither
 * reads nor changes what polling remembers.
 *
 * @throws NodeOperationError if there is none
 */
export async function latestItem(poll: Poll): Promise<INodeExecutionData> {
	const { poller, ctx, platform } = poll;
	const { runs } = await poller.newest();
	for (const run of byOrder(runs).reverse()) {
		const event = eventFor(poll, run);
		const outcome = event && (await itemOf(poll, { event, ...run, content: contentOf(event, run) }, run));
		if (outcome) return outcome.item;
	}
	const message = `${platform.name} has no run yet that would start this workflow`;
	throw new NodeOperationError(ctx.getNode(), message, {
		description: `None of the ${runs.length} newest runs matches 'Trigger On' and the filters. Wait for a run to end, or change them.`,
	});
}

function eventFor({ settings: { events } }: Poll, run: PolledRun) {
	const end = eventOf(run);
	if (end !== null && events.includes(end)) return end;
	return events.every((event) => event === 'RUN_START') ? 'RUN_START' : null;
}

function contentOf(event: string, { content }: PolledRun): string {
	return event === 'RUN_START' ? '' : content;
}
