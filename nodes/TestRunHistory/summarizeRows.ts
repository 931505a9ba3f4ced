/** Says of each test what its rows say. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { collect } from '../../core/history/collect';
import { RowFault } from '../../core/history/readRow';
import type { StoredRow } from '../../core/history/row';
import { summarize } from '../../core/history/summarize';
import type { GiveWay } from '../../core/text/inTurns';
import { givingWay } from '../../n8n/givingWay';
import { asNodeError, continues, errorItem } from '../../n8n/items/onError';
import { readInput, type Input } from '../../n8n/parameters/input';
import { isTool } from '../../n8n/transport/patience';
import { rowsIn, rowsOf } from './givenRows';
import { historyProperties } from './properties';

/**
 * One item per test, branch and environment, paired with the item of its newest row.
 *
 * @throws NodeOperationError for an item that holds no row, and for rows that cannot be read
 */
export async function summarizeRows(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const giveWay = givingWay();
	const input = readInput(ctx, 0, historyProperties);
	const { rows, errors } = await givenRows(ctx, input, giveWay);
	const options = input.group('options');
	const window = options.optionalNumber('window');
	const found = await summarize(await collect(rows.keys(), giveWay), { window }, giveWay);
	const shown = found.slice(0, options.optionalNumber('maxTests') ?? Infinity);
	const items = shown.map(({ summary, newest }) => ({
		json: summary as unknown as IDataObject,
		pairedItem: { item: rows.get(newest) ?? 0 },
	}));
	return [...items, ...errors];
}

/** Rows, each with the number of the item that it came from. */
type RowItems = Map<StoredRow, number>;

interface GivenRows {
	rows: RowItems;
	errors: INodeExecutionData[];
}

async function givenRows(ctx: IExecuteFunctions, input: Input, giveWay: GiveWay): Promise<GivenRows> {
	if (!input.has('rows') && !input.isBlank('rows') && !isTool(ctx)) return await rowsOfItems(ctx, giveWay);
	const rows = await rowsOf(input, 'rows', giveWay);
	return { rows: new Map(rows.map((row) => [row, 0])), errors: [] };
}

/** With On Error: Continue an item that holds no row becomes an item with its error. */
async function rowsOfItems(ctx: IExecuteFunctions, giveWay: GiveWay): Promise<GivenRows> {
	const rows: RowItems = new Map();
	const errors: INodeExecutionData[] = [];
	for (const [itemIndex, { json }] of ctx.getInputData().entries()) {
		const turn = giveWay();
		if (turn) await turn;
		try {
			const held = rowsIn(json);
			if (held instanceof RowFault) throw asItemFault(ctx, held, itemIndex);
			for (const row of held) rows.set(row, itemIndex);
		} catch (error) {
			if (!continues(ctx)) throw asNodeError(ctx, error, itemIndex);
			errors.push(errorItem(error, itemIndex));
		}
	}
	return { rows, errors };
}

function asItemFault(ctx: IExecuteFunctions, fault: RowFault, itemIndex: number): NodeOperationError {
	const { complaint, advice: description } = fault;
	return new NodeOperationError(ctx.getNode(), `This item ${complaint}`, { itemIndex, description });
}
