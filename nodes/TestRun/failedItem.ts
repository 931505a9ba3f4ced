import type { INodeExecutionData } from 'n8n-workflow';

import type { OperationCall } from '../../n8n/items/contract';
import { asNodeError, continues, errorItem } from '../../n8n/items/onError';
import { runsStartedFor } from '../../n8n/items/startedRuns';
import { unknownIdsIn } from '../../n8n/transport/errors';

/**
 * With On Error: Continue, returns an error item that names the run started for this input item. Of an id that the
 * platform does not know it says where it is from.
 *
 * @throws NodeApiError or NodeOperationError without that setting; it names all runs that the node has started
 */
export function failed({ ctx, itemIndex, input }: OperationCall, error: unknown): INodeExecutionData {
	const nodeError = withSentences(asNodeError(ctx, error, itemIndex), input.sources(unknownIdsIn(error)));
	if (continues(ctx)) return errorItem(withRuns(nodeError, runsStartedFor(ctx, [itemIndex])), itemIndex);
	throw withRuns(nodeError, runsStartedFor(ctx, [...ctx.getInputData().keys()]));
}

/**
 * Adds the ids of started runs to the error, unless it already contains them. Those runs are still running at the
 * platform, and the user must be able to find them.
 */
function withRuns<Reported extends Told>(error: Reported, runIds: string[]): Reported {
	const unnamed = runIds.filter((id) => !error.description?.includes(id));
	if (unnamed.length === 0) return error;
	const [what, them] = unnamed.length === 1 ? ['Run', 'it'] : ['Runs', 'them'];
	const sentence = `${what} started before: ${unnamed.join(', ')}. 'Wait for Run' awaits ${them} by ID.`;
	return withSentences(error, [sentence]);
}

type Told = Error & { description?: string | null };

/** Adds sentences to what the user is told, unless they are there: an error may be that of several items. */
function withSentences<Reported extends Told>(error: Reported, sentences: string[]): Reported {
	const further = sentences.filter((sentence) => !error.description?.includes(sentence));
	if (further.length > 0) error.description = [error.description, ...further].filter(Boolean).join(' ');
	return error;
}
