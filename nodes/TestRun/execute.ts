/** Runs the chosen operation for all items. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readInput } from '../../n8n/parameters/input';
import type { ActionGroup, ItemOperation, Operation } from '../../platforms/platform';
import type { OperationCall } from '../../n8n/items/contract';
import { doneBefore, noteDone } from '../../n8n/items/tries';
import { isTool } from '../../n8n/transport/patience';
import { hasWritten } from '../../n8n/transport/request';
import { awaitRuns } from './awaitRuns';
import { failed } from './failedItem';
import { filterItems } from './filterItems';
import { answerToAgent, checkToolUse } from './toolUse';

/**
 * Executes the operation that the node is set to. Items come out paired with the ones they come from; with On Error:
 * Continue an item that fails comes out as an error item. An AI agent is answered what went wrong.
 *
 * @throws NodeApiError or NodeOperationError for what concerns the whole node
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
			// A list of all runs can be longer than the arguments of a call may be.
			for (const item of paired(await workOn(call, operation), call.itemIndex)) items.push(item);
		} catch (error) {
			items.push(failed(call, error));
		}
	}
	return items;
}

/** What comes of an item: where an earlier try of Retry On Fail has written something for it, what came of it then. */
async function workOn(call: OperationCall, operation: ItemOperation): Promise<IDataObject | IDataObject[]> {
	const before = doneBefore<IDataObject | IDataObject[]>(call, 'output');
	if (before) return before.value;
	const output = await operation.run(call);
	if (hasWritten(call.ctx, call.itemIndex)) noteDone(call, 'output', output);
	return output;
}

function chosenOperation(ctx: IExecuteFunctions, groups: ActionGroup[]): Operation {
	const resource = ctx.getNodeParameter('resource', 0) as string;
	const value = ctx.getNodeParameter('operation', 0, '') as string;
	const group = groups.find(({ id }) => id === resource);
	const operation = group?.operations.find((candidate) => candidate.value === value);
	if (operation !== undefined) return operation;
	const what = group
		? `The platform '${group.name}' has no operation '${value}'`
		: `There is no platform '${resource}'`;
	throw new NodeOperationError(ctx.getNode(), what, {
		description: 'Choose a platform and an operation from the lists.',
	});
}

function paired(result: IDataObject | IDataObject[], itemIndex: number): INodeExecutionData[] {
	return (Array.isArray(result) ? result : [result]).map((json) => ({
		json,
		pairedItem: { item: itemIndex },
	}));
}
