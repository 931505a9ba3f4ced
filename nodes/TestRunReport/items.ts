/** Output items: what they are paired with, and what becomes of those that fail. */
import type { IExecuteFunctions, INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { asNodeError, continues, errorItem } from '../../n8n/items/onError';

/** The pairing of an output item with the input items that it is made from. */
export function pairedWith(itemIndexes: number[]): IPairedItemData | IPairedItemData[] {
	const paired = itemIndexes.map((item) => ({ item }));
	return paired.length === 1 ? paired[0] : paired;
}

/**
 * What `make` gives of these input items; with On Error: Continue an error item for each of them, when it fails.
 *
 * @throws NodeOperationError that names the item: the one that `make` names, else the first
 */
export async function itemOrErrors(
	ctx: IExecuteFunctions,
	itemIndexes: number[],
	make: () => Promise<INodeExecutionData>,
): Promise<INodeExecutionData[]> {
	try {
		return [await make()];
	} catch (error) {
		const told = asNodeError(ctx, error, itemIndexes[0]);
		if (!continues(ctx)) throw told;
		const { itemIndex: at = itemIndexes[0] } = told.context;
		return itemIndexes.map((itemIndex) =>
			errorItem(itemIndex === at ? told : withoutItem(ctx, at, told), itemIndex),
		);
	}
}

/** Why there is no report for an item that was to be in it together with the one at `at`. */
function withoutItem(ctx: IExecuteFunctions, at: unknown, { message }: Error): NodeOperationError {
	return new NodeOperationError(ctx.getNode(), 'No report was written', {
		description: `Item ${String(at)} could not be used: ${message}`,
	});
}
