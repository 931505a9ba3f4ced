/** What a node does when something goes wrong, by its setting On Error. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, sleep } from 'n8n-workflow';

/**
 * Does the work of a node's `execute`, which includes importing it. With On Error: Continue a fault of the whole node
 * becomes one error item per input: what is thrown then makes n8n pass the input on, as if all was well.
 *
 * @param outputs the lists of the outputs, with the error items in the right one
 * @throws NodeApiError or NodeOperationError without On Error: Continue, and when the execution was stopped
 */
export async function withOnError(
	ctx: IExecuteFunctions,
	work: () => Promise<INodeExecutionData[][]>,
	outputs = (errors: INodeExecutionData[]) => [errors],
): Promise<INodeExecutionData[][]> {
	try {
		return await work();
	} catch (error) {
		if (!continues(ctx)) throw asNodeError(ctx, error);
		await breathe();
		return outputs(inputIndexes(ctx).map((itemIndex) => errorItem(error, itemIndex)));
	}
}

/** How long a fault takes at least. */
const SHORTEST_FAULT_MS = 1_000;

/**
 * Takes a moment. A loop may lead an error back to where it comes from, and rounds that neither wait nor ask a platform for
 * anything would leave n8n no time for anything else.
 */
export async function breathe(): Promise<void> {
	await sleep(SHORTEST_FAULT_MS);
}

/** Whether the node goes on after an error. */
export function continues(ctx: IExecuteFunctions): boolean {
	return ctx.continueOnFail() && ctx.getExecutionCancelSignal?.()?.aborted !== true;
}

/**
 * The item that comes out for one that could not be worked on: what went wrong and, as `message`, what is to be known and
 * done about it. n8n sends an item to the error output when it has these two keys and no other; version 1 allows no more.
 */
export function errorItem(error: unknown, itemIndex: number): INodeExecutionData {
	const { message, description } = (error ?? {}) as Partial<NodeOperationError>;
	return {
		json: { error: message || String(error), ...(description && { message: description }) },
		pairedItem: { item: itemIndex },
	};
}

/** Whether n8n, too, takes the item for an error. */
export function isErrorItem({ json }: INodeExecutionData): boolean {
	return Boolean(json.error) && Object.keys(json).every((name) => name === 'error' || name === 'message');
}

/** The error that stops the node. */
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

/** Without an input there is still an error to be told of. */
function inputIndexes(ctx: IExecuteFunctions): number[] {
	try {
		return ctx.getInputData().map((_, itemIndex) => itemIndex);
	} catch {
		return [0];
	}
}
