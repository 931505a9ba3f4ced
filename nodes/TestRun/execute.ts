import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { chosenPlatform } from '../../n8n/parameters/chosenPlatform';
import { readInput } from '../../n8n/parameters/input';
import type { ActionGroup, ItemOperation, Operation } from '../../platforms/platform';
import { answerToAgent } from '../../n8n/items/answerToAgent';
import type { OperationCall, Output } from '../../n8n/items/contract';
import { checkSimplify } from '../../n8n/items/output';
import { doneBefore, noteDone } from '../../n8n/items/tries';
import { WithFiles } from '../../n8n/items/withFiles';
import { isTool } from '../../n8n/transport/patience';
import { hasWritten } from '../../n8n/transport/request';
import { awaitRuns } from './awaitRuns';
import { failed } from './failedItem';
import { filterItems } from './filterItems';
import { checkToolUse } from './toolUse';

/**
 * Executes the operation that is selected in the node. Output items are paired with their input items. With On Error:
 * Continue, an item that fails becomes an error item. An AI agent gets the error as its answer.
 *
 * @throws NodeApiError or NodeOperationError for problems of the whole node
 */
export async function executeOperation(
	ctx: IExecuteFunctions,
	groups: ActionGroup[],
): Promise<INodeExecutionData[]> {
	try {
		const operation = chosenOperation(ctx, groups);
		checkToolUse(ctx, operation);
		const calls = callsOf(ctx, operation);
		if ('begin' in operation) return await awaitRuns(ctx, operation, calls);
		return await ('keeps' in operation ? filterItems(calls, operation) : workOnAll(calls, operation));
	} catch (error) {
		return answerToAgent(ctx, error);
	}
}

function callsOf(ctx: IExecuteFunctions, { fields }: Operation): OperationCall[] {
	const byAgent = isTool(ctx);
	return ctx.getInputData().map((_, itemIndex) => ({
		ctx,
		itemIndex,
		input: readInput(ctx, itemIndex, fields),
		byAgent,
	}));
}

async function workOnAll(calls: OperationCall[], operation: ItemOperation): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const call of calls) {
		try {
			// Not `push(...items)`: a list of all runs may exceed the maximum number of arguments of a call.
			for (const item of paired(await workOn(call, operation), call.itemIndex)) items.push(item);
		} catch (error) {
			items.push(failed(call, error));
		}
	}
	return items;
}

/**
 * The output for an item. If an earlier try of Retry On Fail has already carried out a write for it, the output of that
 * try is returned.
 */
async function workOn(call: OperationCall, operation: ItemOperation): Promise<Output> {
	const before = doneBefore<Output>(call, 'output');
	if (before) return before.value;
	checkSimplify(call.input, operation.fields);
	const output = await operation.run(call);
	if (hasWritten(call.ctx, call.itemIndex)) noteDone(call, 'output', output);
	return output;
}

function chosenOperation(ctx: IExecuteFunctions, groups: ActionGroup[]): Operation {
	const group = chosenPlatform(ctx, groups, ctx.getNodeParameter('resource', 0) as string);
	const value = ctx.getNodeParameter('operation', 0, '') as string;
	const operation = group.operations.find((candidate) => candidate.value === value);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(ctx.getNode(), `${group.name} has no operation '${value}'`, {
		description: "Choose one from the list under 'Operation'.",
	});
}

function paired(result: Output, itemIndex: number): INodeExecutionData[] {
	if (result instanceof WithFiles) return [{ ...result, pairedItem: { item: itemIndex } }];
	return (Array.isArray(result) ? result : [result]).map((json) => ({
		json,
		pairedItem: { item: itemIndex },
	}));
}
