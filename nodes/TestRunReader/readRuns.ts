/** Reads the files of the items into runs. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { givingWay as inTurns, openReading } from '../../core/readers/readReports';
import { ReportError } from '../../core/readers/reportError';
import { buildRun } from '../../core/model/buildRun';
import type { GiveWay } from '../../core/text/inTurns';
import { givingWay } from '../../n8n/givingWay';
import { breathe, isErrorItem } from '../../n8n/items/onError';
import { itemsOrErrors, pairedWith } from '../../n8n/items/pairing';
import { filesOf, withDistinctNames, type GivenFile } from './givenFiles';
import { inputFor, readOptions, readRunPer, readTold } from './parameters';

/**
 * One item per run, paired with the items that its files come from.
 *
 * @throws NodeOperationError for an item without files, and for a file that is no whole report
 */
export async function readRuns(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const all = ctx.getInputData().map((_, itemIndex) => itemIndex);
	if (all.length === 0) return [];
	const runPer = readRunPer(ctx);
	const giveWay = givingWay();
	const runs: INodeExecutionData[] = [];
	for (const group of runPer === 'all' ? [all] : all.map((itemIndex) => [itemIndex])) {
		const items = await itemsOrErrors(ctx, group, NOTHING_READ, async () => {
			const files = withDistinctNames(
				group.flatMap((itemIndex) => filesOf(ctx, itemIndex, inputFor(ctx, itemIndex))),
			);
			return runPer === 'file'
				? await readEach(ctx, files, giveWay)
				: [await readRun(ctx, group, files, giveWay)];
		});
		for (const item of items) runs.push(item);
	}
	if (runs.some(isErrorItem)) await breathe();
	return runs;
}

const NOTHING_READ = 'No run was read';

/** A run for each file. With On Error: Continue one that cannot be read keeps none of the others back. */
async function readEach(
	ctx: IExecuteFunctions,
	files: GivenFile[],
	giveWay: GiveWay,
): Promise<INodeExecutionData[]> {
	const runs: INodeExecutionData[] = [];
	for (const file of files) {
		const group = [file.itemIndex];
		const items = await itemsOrErrors(ctx, group, NOTHING_READ, async () => [
			await readRun(ctx, group, [file], giveWay),
		]);
		runs.push(...items);
	}
	return runs;
}

/** The run of these files. What all of them have in common is told by the first item. */
async function readRun(
	ctx: IExecuteFunctions,
	itemIndexes: number[],
	files: GivenFile[],
	giveWay: GiveWay,
): Promise<INodeExecutionData> {
	const input = inputFor(ctx, itemIndexes[0]);
	const reading = openReading(readOptions(input));
	const told = readTold(input);
	try {
		for (const { name, load } of files) {
			const content = await inTurns(await load(), giveWay);
			await inTurns(reading.add({ name, content }), giveWay);
		}
		const { facts } = await inTurns(reading.end(), giveWay);
		const run = buildRun({ ...facts, ...told });
		return { json: run as unknown as IDataObject, pairedItem: pairedWith(itemIndexes) };
	} catch (error) {
		throw error instanceof ReportError ? asFault(ctx, error, files) : error;
	}
}

/** The fault, at the item that the file came from. */
function asFault(ctx: IExecuteFunctions, error: ReportError, files: GivenFile[]): NodeOperationError {
	const { fault, advice, file } = error;
	const itemIndex = files.find(({ name }) => name === file)?.itemIndex;
	return new NodeOperationError(ctx.getNode(), fault, { itemIndex, description: advice });
}
