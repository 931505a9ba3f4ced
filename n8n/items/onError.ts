/** What a node does after an error, depending on its On Error setting. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, sleep } from 'n8n-workflow';

/**
 * Runs the `execute` work of a node, including the import of its code; an error is handled by {@link afterError}.
 *
 * @param outputs puts the error items into the right one of the node's outputs
 */
export async function withOnError(
	ctx: IExecuteFunctions,
	work: () => Promise<INodeExecutionData[][]>,
	outputs = (errors: INodeExecutionData[]) => [errors],
): Promise<INodeExecutionData[][]> {
	try {
		return await work();
	} catch (error) {
		return outputs(await afterError(ctx, error));
	}
}

/**
 * With On Error: Continue, an error of the whole node becomes one error item per input item. If we threw it instead, n8n
 * would pass the input items on as if nothing had gone wrong.
 *
 * @throws NodeApiError or NodeOperationError without On Error: Continue, and when the execution was stopped
 */
export async function afterError(ctx: IExecuteFunctions, error: unknown): Promise<INodeExecutionData[]> {
	if (!continues(ctx)) throw asNodeError(ctx, error);
	await breathe();
	return inputIndexes(ctx).map((itemIndex) => errorItem(error, itemIndex));
}

/** Shortest time from an error to its error item. */
const SHORTEST_FAULT_MS = 1_000;

/**
 * Pauses before error items are returned. A loop may send them straight back to this node: without a pause, a loop that
 * sends no request would leave n8n no time for anything else.
 */
export async function breathe(): Promise<void> {
	await sleep(SHORTEST_FAULT_MS);
}

/** Whether the node continues after an error. It does not when the execution has been stopped. */
export function continues(ctx: IExecuteFunctions): boolean {
	return ctx.continueOnFail() && ctx.getExecutionCancelSignal?.()?.aborted !== true;
}

/**
 * The output item for an input item that failed: `error` is what went wrong, `message` the details and what to do. n8n
 * sends an item to the error output only if it has exactly these two keys; version 1 of n8n allows no others.
 */
export function errorItem(error: unknown, itemIndex: number): INodeExecutionData {
	const { message, description } = (error ?? {}) as Partial<NodeOperationError>;
	return {
		json: { error: message || String(error), ...(description && { message: description }) },
		pairedItem: { item: itemIndex },
	};
}

/** Whether n8n also treats the item as an error item. */
export function isErrorItem({ json }: INodeExecutionData): boolean {
	return Boolean(json.error) && Object.keys(json).every((name) => name === 'error' || name === 'message');
}

/** Converts anything thrown to an error that n8n displays well. */
export function asNodeError(
	ctx: IExecuteFunctions,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const { description } = (error ?? {}) as Partial<NodeOperationError>;
	return new NodeOperationError(ctx.getNode(), error as Error, {
		itemIndex,
		description: description ?? undefined,
	});
}

/** If the input cannot be read, there is still one error to report. */
function inputIndexes(ctx: IExecuteFunctions): number[] {
	try {
		return ctx.getInputData().map((_, itemIndex) => itemIndex);
	} catch {
		return [0];
	}
}
