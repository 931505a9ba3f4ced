import type { INodeExecutionData } from 'n8n-workflow';

import type { FilterOperation } from '../../platforms/platform';
import type { OperationCall } from '../../n8n/items/contract';
import { failed } from './failedItem';

/**
 * Returns the items that pass, unchanged, and error items. All items are checked before the first one is decided. If
 * the node fails after all, none of its items is output, so the decisions for those that passed are undone.
 */
export async function filterItems(
	calls: OperationCall[],
	operation: FilterOperation,
): Promise<INodeExecutionData[]> {
	const checked = await checkAll(calls, operation);
	const kept: OperationCall[] = [];
	const items: INodeExecutionData[] = [];
	let hasFailed = true;
	try {
		for (const { call, refused } of checked) {
			const item = refused ?? (await filtered(call, operation));
			if (item === null) continue;
			items.push(item);
			if (!refused) kept.push(call);
		}
		hasFailed = false;
		return items;
	} finally {
		if (hasFailed) await operation.takeBack(kept);
	}
}

/** All calls; those that fail the check have their error item in `refused`. */
async function checkAll(calls: OperationCall[], operation: FilterOperation) {
	const checked: Array<{ call: OperationCall; refused?: INodeExecutionData }> = [];
	for (const call of calls) {
		const refused = await operation.check(call).then(
			() => undefined,
			(error: unknown) => failed(call, error),
		);
		checked.push({ call, refused });
	}
	return checked;
}

/** The item if it passes, otherwise `null`; an error item if this cannot be decided. */
async function filtered(call: OperationCall, operation: FilterOperation): Promise<INodeExecutionData | null> {
	const { ctx, itemIndex } = call;
	try {
		const keeps = await operation.keeps(call);
		return keeps ? { ...ctx.getInputData()[itemIndex], pairedItem: { item: itemIndex } } : null;
	} catch (error) {
		return failed(call, error);
	}
}
