/** Restricts what an AI agent may do without permission, and returns errors to it in a form that it receives. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../../platforms/platform';
import { isTool } from '../../n8n/transport/patience';
import { cancelSignal } from '../../n8n/transport/request';
import { asNodeError } from '../../n8n/items/onError';
import { ALLOWANCE } from './allowance';

/** Throws if an AI agent uses an operation for which it has no permission. */
export function checkToolUse(ctx: IExecuteFunctions, operation: Operation): void {
	const { name, needsAllowance, allowedByDefault = false } = operation;
	if (!needsAllowance || !isTool(ctx) || ctx.getNodeParameter(ALLOWANCE, 0, allowedByDefault) === true)
		return;
	throw new NodeOperationError(ctx.getNode(), `An AI agent is not allowed to use '${name}'`, {
		description: "Nothing was changed. A person can turn on 'Allow AI Agents' in this tool.",
	});
}

/**
 * Returns an error as the output if the node is used by an AI agent: a thrown error would not reach the agent, or would
 * end the execution, depending on the version of n8n and of the agent. Otherwise, and if the execution was stopped, it
 * throws the error.
 */
export function answerToAgent(ctx: IExecuteFunctions, error: unknown): INodeExecutionData[] {
	if (!isTool(ctx)) throw error;
	if (cancelSignal(ctx)?.aborted) throw asNodeError(ctx, error, 0);
	const { message, description } = error as Partial<NodeOperationError>;
	const text = [message, description].filter(Boolean).join('. ');
	return [{ json: { error: text }, pairedItem: { item: 0 } }];
}
