/** Output items: what they are paired with, and what becomes of one that fails. */
import type { IExecuteFunctions, INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** The pairing of an output item with the input items that it is made from. */
export function pairedWith(itemIndexes: number[]): IPairedItemData | IPairedItemData[] {
	const paired = itemIndexes.map((item) => ({ item }));
	return paired.length === 1 ? paired[0] : paired;
}

/**
 * What `make` gives, or an item that holds its error when the node is to continue.
 *
 * @throws NodeOperationError that names the item: the one that `make` names, else `itemIndex`
 */
export async function itemOrError(
	ctx: IExecuteFunctions,
	itemIndex: number,
	make: () => Promise<INodeExecutionData>,
): Promise<INodeExecutionData> {
	try {
		return await make();
	} catch (error) {
		const named = error instanceof NodeOperationError ? error.context.itemIndex : undefined;
		const at = typeof named === 'number' ? named : itemIndex;
		if (ctx.continueOnFail()) return errorItem(error as Error, at);
		throw new NodeOperationError(ctx.getNode(), error as Error, { itemIndex: at });
	}
}

/** The item that stands for one that could not be used. */
export function errorItem(error: Error, itemIndex: number): INodeExecutionData {
	return { json: { error: error.message }, pairedItem: { item: itemIndex } };
}
