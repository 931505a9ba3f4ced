import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { WrittenReport } from '../../core/reports/writeReport';
import { pairedWith } from '../../n8n/items/pairing';

/** The output item with what was written, the facts about it, and the file if there is one. */
export async function itemWith(
	ctx: IExecuteFunctions,
	{ file, ...written }: WrittenReport,
	facts: object,
	binaryField: string,
	itemIndexes: number[],
): Promise<INodeExecutionData> {
	// What goes into the next node comes first, so that it is at hand in the panel.
	const json = { ...written, ...facts } as IDataObject;
	const item = { json, pairedItem: pairedWith(itemIndexes) };
	if (file === undefined) return item;
	const binary = await ctx.helpers.prepareBinaryData(Buffer.from(file.content), file.name, file.mimeType);
	return { ...item, binary: { [binaryField]: binary } };
}
