/** What an operation puts out for the failures of a run. */
import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import type { OperationCall } from './contract';

/**
 * The failures of a run, one item each. What is to be said of the list is in `failuresNote` of each item, unless it is
 * only as long as was asked for. Where none could be read, it is an error: no item at all would look like no failure.
 */
export function failureItems({ ctx, itemIndex }: OperationCall, run: TestRun, limit: number): IDataObject[] {
	const { failures, failuresTruncated, failuresNote } = run;
	const items = (failures ?? []) as unknown as IDataObject[];
	if (failuresNote === null || (failuresTruncated && items.length >= limit)) return items;
	if (items.length > 0 || (failures !== null && !failuresTruncated))
		return items.map((item) => ({ ...item, failuresNote }));
	throw new NodeOperationError(ctx.getNode(), 'The failures of the run could not be read', {
		itemIndex,
		description: failuresNote,
	});
}
