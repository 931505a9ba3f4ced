/** Output items: what they are paired with, and what becomes of those that fail. */
import type { IExecuteFunctions, INodeExecutionData, IPairedItemData, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { asNodeError, continues, errorItem } from './onError';

/** The pairing of an output item with the input items that it is made from. */
export function pairedWith(itemIndexes: number[]): IPairedItemData | IPairedItemData[] {
	const paired = itemIndexes.map((item) => ({ item }));
	return paired.length === 1 ? paired[0] : paired;
}

/**
 * What `make` gives of these input items; with On Error: Continue an error item for each of them, when it fails. Those
 * that were to be in it together with the one at fault say that there is `nothing`, e.g. `No report was written`.
 *
 * @throws NodeOperationError that names the item: the one that `make` names, else the first
 */
export async function itemsOrErrors(
	ctx: IExecuteFunctions,
	itemIndexes: number[],
	nothing: string,
	make: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	try {
		return await make();
	} catch (error) {
		const nodeError = asNodeError(ctx, error, itemIndexes[0]);
		if (!continues(ctx)) throw nodeError;
		const { itemIndex: at = itemIndexes[0] } = nodeError.context;
		return itemIndexes.map((itemIndex) =>
			errorItem(itemIndex === at ? nodeError : withoutItem(ctx, nothing, at, nodeError), itemIndex),
		);
	}
}

/** Why there is nothing for an item that was to be in it together with the one at `at`. */
function withoutItem(
	ctx: IExecuteFunctions,
	nothing: string,
	at: unknown,
	{ message, description }: NodeApiError | NodeOperationError,
): NodeOperationError {
	return new NodeOperationError(ctx.getNode(), nothing, {
		description: [`Item ${String(at)} could not be used: ${message}`, description].filter(Boolean).join('. '),
	});
}
