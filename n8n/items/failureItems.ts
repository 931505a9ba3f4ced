import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import type { OperationCall } from './contract';

/**
 * The failures of a run, one item each. `failuresNote` says what is missing from the list; it is left out when the list
 * is incomplete only because of the user's `limit`. If no failure could be read, this throws: an empty output would
 * look as if nothing had failed.
 *
 * @throws NodeOperationError with the note as its description
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
