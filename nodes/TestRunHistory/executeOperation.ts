import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { answerToAgent } from '../../n8n/items/answerToAgent';
import { breathe, isErrorItem } from '../../n8n/items/onError';
import { readInput } from '../../n8n/parameters/input';
import { addHistory } from './addHistory';
import { writeRows } from './writeRows';
import { historyProperties } from './properties';
import { summarizeRows } from './summarizeRows';

const OPERATIONS: Record<string, (ctx: IExecuteFunctions) => Promise<INodeExecutionData[]>> = {
	addHistory,
	makeRows: writeRows,
	summarize: summarizeRows,
};

/**
 * Executes the operation that is selected in the node. An AI agent gets an error as its answer.
 *
 * @throws NodeOperationError for an item that holds no run or no row, and for rows that cannot be read
 */
export async function executeOperation(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	if (ctx.getInputData().length === 0) return [];
	try {
		// One of the list, or it is refused.
		const operation = readInput(ctx, 0, historyProperties).text('operation');
		const items = await OPERATIONS[operation](ctx);
		if (items.some(isErrorItem)) await breathe();
		return items;
	} catch (error) {
		return answerToAgent(ctx, error);
	}
}
