/** One digest of all summaries that Test Run History gives. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readSummary } from '../../core/history/readSummary';
import { buildDigest } from '../../core/reports/digest/digest';
import { writeDigest } from '../../core/reports/digest/writeDigest';
import { mapInTurns } from '../../core/text/inTurns';
import { givingWay } from '../../n8n/givingWay';
import { missingRun } from '../../n8n/items/missingRun';
import { itemsOrErrors } from '../../n8n/items/pairing';
import { itemWith } from './itemWith';
import { readParameters } from './parameters';

/** Whether the items are summaries of tests and no runs. The first ones decide; the others must be the same. */
export function holdsSummaries(ctx: IExecuteFunctions): boolean {
	const first = ctx.getInputData().find(({ json }) => json.error === undefined);
	return first !== undefined && readSummary(first.json) !== null;
}

/**
 * One item that is paired with all input items: a summary alone says little, so a digest is always one.
 *
 * @throws NodeOperationError for an item that is no summary
 */
export async function writeDigests(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const all = ctx.getInputData().map((_, itemIndex) => itemIndex);
	// If one item is missing, a digest could look better than the tests are, so it is an error.
	return await itemsOrErrors(ctx, all, 'No digest was written', async () => [await digestItem(ctx, all)]);
}

async function digestItem(ctx: IExecuteFunctions, itemIndexes: number[]): Promise<INodeExecutionData> {
	const giveWay = givingWay();
	const summaries = await mapInTurns(itemIndexes, (itemIndex) => summaryOf(ctx, itemIndex), giveWay);
	const { format, binaryField, marker, report, maxTests } = readParameters(ctx, 0);
	const digest = await buildDigest(summaries, { title: report.title, maxTests }, Date.now(), giveWay);
	const settings = { marker, isTitled: report.title !== null, includeStack: report.includeStack };
	const written = await writeDigest(digest, format, settings, giveWay);
	// A digest has no verdict and is of no run.
	const facts = { format, title: digest.title, verdict: null, url: null, runKeys: [] };
	return await itemWith(ctx, written, facts, binaryField, itemIndexes);
}

function summaryOf(ctx: IExecuteFunctions, itemIndex: number) {
	const { json } = ctx.getInputData()[itemIndex];
	const summary = readSummary(json);
	if (summary !== null) return summary;
	if (json.error !== undefined) throw missingRun(ctx, json, itemIndex, '');
	throw new NodeOperationError(
		ctx.getNode(),
		'This item holds no summary of a test, unlike those before it',
		{
			itemIndex,
			description: 'A digest is made of the items of Test Run History with Summarize, and of nothing else.',
		},
	);
}
