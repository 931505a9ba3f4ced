/** Reads runs out of the items and writes them in the chosen format. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { mapInTurns, type GiveWay } from '../../core/text/inTurns';
import { readDecision, readRun } from '../../core/model/readRun';
import { buildReport, type ReportSource } from '../../core/reports/report';
import { writeReport } from '../../core/reports/writeReport';
import { givingWay } from '../../n8n/givingWay';
import { missingRun } from '../../n8n/items/missingRun';
import { itemsOrErrors } from '../../n8n/items/pairing';
import { readParameters, readScope } from './parameters';
import { holdsSummaries, writeDigests } from './writeDigests';
import { itemWith } from './itemWith';
import { writeTickets } from './writeTickets';

/**
 * One item per run, one for all runs, or one per failed test; one for all of several summaries. Each is paired with its
 * input items.
 *
 * @throws NodeOperationError for an item without a run
 */
export async function writeReports(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const all = ctx.getInputData().map((_, itemIndex) => itemIndex);
	if (all.length === 0) return [];
	const scope = readScope(ctx);
	if (scope === 'failure') return await writeTickets(ctx);
	if (holdsSummaries(ctx)) return await writeDigests(ctx);
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
	const written = await writeReport(report, format, settings, giveWay);
	const { title, verdict, url } = report;
	const facts = { format, title, verdict, url, runKeys: sources.map(({ run }) => run.key) };
	return await itemWith(ctx, written, facts, binaryField, itemIndexes);
}

function sourceOf(ctx: IExecuteFunctions, itemIndex: number): ReportSource {
	const { json } = ctx.getInputData()[itemIndex];
	const run = readRun(json);
	if (run !== null) return { run, decision: readDecision(json) };
	const advice =
		'Connect a node that returns runs, such as a Test Run Gate, or an operation that returns runs, with Simplify on; for a digest Test Run History with Summarize.';
	throw missingRun(ctx, json, itemIndex, advice);
}
