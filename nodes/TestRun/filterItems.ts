/** Lets items through, or holds them back. */
import type { INodeExecutionData } from 'n8n-workflow';

import type { FilterOperation } from '../../platforms/platform';
import type { OperationCall } from '../../n8n/items/contract';
import { failed } from './failedItem';

/**
 * The items that go on, as they are, and error items. All are checked before one is decided on, and where the node fails
 * after all, those that would have gone on are taken back: they do not come out.
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

/** The calls with the error items of those that cannot be worked on. */
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

/** The item where it goes on, else `null`; an error item where that cannot be told. */
async function filtered(call: OperationCall, operation: FilterOperation): Promise<INodeExecutionData | null> {
	const { ctx, itemIndex } = call;
	try {
		const keeps = await operation.keeps(call);
		return keeps ? { ...ctx.getInputData()[itemIndex], pairedItem: { item: itemIndex } } : null;
	} catch (error) {
		return failed(call, error);
	}
}
