/** What an AI agent may not do with the node before a person has allowed it, and how it is told of errors. */
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ActionGroup, Operation } from '../../platforms/platform';
import { cancelSignal } from '../../transport/request';
import { asNodeError } from './failedItem';
import { isTool } from './tool';

const ALLOWANCE = 'allowAgents';

/** The switch that allows it; shown in the tool alone, with the operations that need it. */
export function allowanceProperties(groups: ActionGroup[]): INodeProperties[] {
	return groups
		.map(({ id, operations }) => ({ id, guarded: operations.filter(({ needsAllowance }) => needsAllowance) }))
		.filter(({ guarded }) => guarded.length > 0)
		.map(({ id, guarded }) => ({
			displayName: 'Allow AI Agents',
			name: ALLOWANCE,
			type: 'boolean',
			default: false,
			// An expression could leave the choice to the model.
			noDataExpression: true,
			displayOptions: {
				show: { '@tool': [true], resource: [id], operation: guarded.map(({ value }) => value) },
			},
			description:
				'Whether an agent may do this. It cannot be undone or changes what others have set up, and the agent chooses what.',
		}));
}

/** Throws when an agent calls an operation that it has not been allowed. */
export function checkToolUse(ctx: IExecuteFunctions, { name, needsAllowance }: Operation): void {
	if (!needsAllowance || !isTool(ctx) || ctx.getNodeParameter(ALLOWANCE, 0, false) === true) return;
	throw new NodeOperationError(ctx.getNode(), `An AI agent is not allowed to use '${name}'`, {
		description: "Nothing was changed. A person can turn on 'Allow AI Agents' in this tool.",
	});
}

/**
 * Does the work. For an agent what goes wrong is an answer: by its version and that of n8n an error would tell it
 * nothing, or end the execution.
 */
export async function answeringAgents(
	ctx: IExecuteFunctions,
	work: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	if (!isTool(ctx)) return await work();
	try {
		return await work();
	} catch (error) {
		if (cancelSignal(ctx)?.aborted) throw asNodeError(ctx, error, 0);
		const { message, description } = error as Partial<NodeOperationError>;
		const told = [message, description].filter(Boolean).join('. ');
		return [{ json: { error: told }, pairedItem: { item: 0 } }];
	}
}
