/** Reads runs out of the items and writes them in the chosen format. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { mapInTurns, type GiveWay } from '../../core/text/inTurns';
import { readDecision, readRun } from '../../core/model/readRun';
import { buildReport, type ReportSource } from '../../core/reports/report';
import { writeReport } from '../../core/reports/writeReport';
import { givingWay } from '../../n8n/givingWay';
import { missingRun } from '../../n8n/items/missingRun';
import { itemsOrErrors, pairedWith } from '../../n8n/items/pairing';
import { readParameters, readScope } from './parameters';
import { writeTickets } from './writeTickets';

/**
 * One item per run, one for all runs, or one per failed test; each is paired with its input items.
 *
 * @throws NodeOperationError for an item without a run
 */
export async function writeReports(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const all = ctx.getInputData().map((_, itemIndex) => itemIndex);
	if (all.length === 0) return [];
	const scope = readScope(ctx);
	if (scope === 'failure') return await writeTickets(ctx);
	// If one item is missing, a report on all items could look better than the runs were, so it is an error.
	const groups = scope === 'allItems' ? [all] : all.map((itemIndex) => [itemIndex]);
	const giveWay = givingWay();
	const reports: INodeExecutionData[] = [];
	for (const group of groups) {
		const items = await itemsOrErrors(ctx, group, 'No report was written', async () => [
			await reportItem(ctx, group, giveWay),
		]);
		for (const item of items) reports.push(item);
	}
	return reports;
}

async function reportItem(
	ctx: IExecuteFunctions,
	itemIndexes: number[],
	giveWay: GiveWay,
): Promise<INodeExecutionData> {
	const sources = await mapInTurns(itemIndexes, (itemIndex) => sourceOf(ctx, itemIndex), giveWay);
	const parameters = readParameters(ctx, itemIndexes[0]);
	const { format, binaryField, marker, report: options } = parameters;
	const report = await buildReport(sources, options, giveWay);
	const settings = { marker, isTitled: options.title !== null, includeStack: options.includeStack };
	const { file, ...written } = await writeReport(report, format, settings, giveWay);
	const { title, verdict, url } = report;
	const runKeys = sources.map(({ run }) => run.key);
	// What goes into the next node comes first, so that it is at hand in the panel.
	const json = { ...written, format, title, verdict, url, runKeys } as IDataObject;
	const item = { json, pairedItem: pairedWith(itemIndexes) };
	if (file === undefined) return item;
	const binary = await ctx.helpers.prepareBinaryData(Buffer.from(file.content), file.name, file.mimeType);
	return { ...item, binary: { [binaryField]: binary } };
}

function sourceOf(ctx: IExecuteFunctions, itemIndex: number): ReportSource {
	const { json } = ctx.getInputData()[itemIndex];
	const run = readRun(json);
	if (run !== null) return { run, decision: readDecision(json) };
	const advice =
		'Connect a node that returns runs, such as a Test Run Gate, or an operation that returns runs, with Simplify on.';
	throw missingRun(ctx, json, itemIndex, advice);
}
