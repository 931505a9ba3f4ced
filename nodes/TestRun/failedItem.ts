import type { INodeExecutionData } from 'n8n-workflow';

import type { OperationCall } from '../../n8n/items/contract';
import { runsStartedFor } from '../../n8n/items/startedRuns';
import { asNodeError, continues, errorItem } from '../../n8n/items/onError';

/**
 * With On Error: Continue, returns an error item that names the run started for this input item.
 *
 * @throws NodeApiError or NodeOperationError without that setting; it names all runs that the node has started
 */
export function failed({ ctx, itemIndex }: OperationCall, error: unknown): INodeExecutionData {
	const nodeError = asNodeError(ctx, error, itemIndex);
	if (continues(ctx)) return errorItem(withRuns(nodeError, runsStartedFor(ctx, [itemIndex])), itemIndex);
	throw withRuns(nodeError, runsStartedFor(ctx, [...ctx.getInputData().keys()]));
}

/**
 * Adds the ids of started runs to the error, unless it already contains them. Those runs are still running at the
 * platform, and the user must be able to find them.
 */
function withRuns<Reported extends Error & { description?: string | null }>(
	error: Reported,
	runIds: string[],
): Reported {
	const { description } = error;
	const unnamed = runIds.filter((id) => !description?.includes(id));
	if (unnamed.length === 0) return error;
	const [what, them] = unnamed.length === 1 ? ['Run', 'it'] : ['Runs', 'them'];
	const sentence = `${what} started before: ${unnamed.join(', ')}. 'Wait for Run' awaits ${them} by ID.`;
	error.description = description ? `${description} ${sentence}` : sentence;
	return error;
}
