/** What becomes of an item that could not be worked on. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { OperationCall } from '../../platforms/platform';
import { runStartedFor } from '../../platforms/startedRuns';
import { cancelSignal } from '../../transport/request';
import { pause } from '../../waiting/pause';
import { asNodeError, continues, errorItem } from '../onError';

/**
 * The item that comes out with On Error: Continue; it names the run that was started for it.
 *
 * @throws NodeApiError or NodeOperationError without; it names all runs that the node has started
 */
export function failed({ ctx, itemIndex }: OperationCall, error: unknown): INodeExecutionData {
	const told = asNodeError(ctx, error, itemIndex);
	if (continues(ctx)) return errorItem(withRuns(told, runsStarted(ctx, [itemIndex])), itemIndex);
	throw withRuns(told, runsStarted(ctx, [...ctx.getInputData().keys()]));
}

/** How long a wait that failed takes at least. */
const SHORTEST_FAILURE_MS = 1_000;

/**
 * Takes a moment where the node goes on after an error. A loop may lead the error back here, and rounds that neither wait
 * nor ask the platform for anything would leave n8n no time for anything else.
 */
export async function breathe(ctx: IExecuteFunctions): Promise<void> {
	if (continues(ctx)) await pause(SHORTEST_FAILURE_MS, cancelSignal(ctx));
}

function runsStarted(ctx: IExecuteFunctions, itemIndexes: number[]): string[] {
	return itemIndexes.map((itemIndex) => runStartedFor({ ctx, itemIndex })).filter((id) => id !== undefined);
}

/** An error must not lose the runs that go on at the platform. */
function withRuns<Told extends Error & { description?: string | null }>(error: Told, runIds: string[]): Told {
	const [what, them] = runIds.length === 1 ? ['Run', 'it'] : ['Runs', 'them'];
	const sentence = `${what} started before: ${runIds.join(', ')}. 'Wait for Run' awaits ${them} by ID.`;
	const { description } = error;
	if (runIds.length === 0 || description?.includes(sentence)) return error;
	error.description = description ? `${description} ${sentence}` : sentence;
	return error;
}
