/** Makes the rows that a table keeps of runs. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { makeRowsInTurns, mergeRows, type RowOptions } from '../../core/history/makeRows';
import type { HistoryRow } from '../../core/history/row';
import { readRun } from '../../core/model/readRun';
import type { TestRun } from '../../core/model/TestRun';
import type { GiveWay } from '../../core/text/inTurns';
import { quantity } from '../../core/text/words';
import { givingWay } from '../../n8n/givingWay';
import { missingRun } from '../../n8n/items/missingRun';
import { asNodeError, continues, errorItem } from '../../n8n/items/onError';
import { pairedWith } from '../../n8n/items/pairing';
import { readInput, type Input } from '../../n8n/parameters/input';
import { historyProperties } from './properties';

/**
 * One item per test and run, paired with the items that hold the run.
 *
 * @throws NodeOperationError for an item without a run
 */
export async function writeRows(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const giveWay = givingWay();
	const lists: HistoryRow[][] = [];
	const holders = new Map<string, number[]>();
	const errors: INodeExecutionData[] = [];
	let bare = 0;
	for (const [itemIndex, { json }] of ctx.getInputData().entries()) {
		try {
			const run = runIn(ctx, json, itemIndex);
			lists.push(await rowsOfRun(run, readInput(ctx, itemIndex, historyProperties), giveWay));
			holders.set(run.key, [...(holders.get(run.key) ?? []), itemIndex]);
			if (run.tests === null && run.failures === null) bare++;
		} catch (error) {
			if (!continues(ctx)) throw asNodeError(ctx, error, itemIndex);
			errors.push(errorItem(error, itemIndex));
		}
	}
	if (bare > 0) hintAtBare(ctx, bare);
	const rows = lists.length === 1 ? lists[0] : mergeRows(lists);
	return [...rows.map((row) => itemOf(row, holders)), ...errors];
}

function runIn(ctx: IExecuteFunctions, json: IDataObject, itemIndex: number): TestRun {
	const run = readRun(json);
	if (run !== null) return run;
	throw missingRun(
		ctx,
		json,
		itemIndex,
		'Connect a node that gives runs with their tests or failures, such as the Test Run Reader with Include Tests.',
	);
}

async function rowsOfRun(run: TestRun, input: Input, giveWay: GiveWay): Promise<HistoryRow[]> {
	const options = input.group('options');
	const rows = (options.optionalText('rows') ?? 'all') as RowOptions['rows'];
	return await makeRowsInTurns(run, { rows, keysOnly: options.flag('keysOnly') }, giveWay);
}

function itemOf(row: HistoryRow, holders: ReadonlyMap<string, number[]>): INodeExecutionData {
	return {
		json: row as unknown as IDataObject,
		pairedItem: pairedWith(holders.get(row.runKey) as number[]),
	};
}

/** The row of the run alone tells nothing about a test, unless the run passed. */
function hintAtBare(ctx: IExecuteFunctions, bare: number): void {
	ctx.addExecutionHints({
		message: `${quantity(bare, 'run carries', 'runs carry')} neither tests nor failures, so only the row of the run itself was made. Turn on 'Include Tests' or 'Include Failures' where runs are read.`,
		location: 'outputPane',
	});
}
