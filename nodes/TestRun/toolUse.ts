/** What an AI agent may not do with the node before a person has allowed it, and how it is told of errors. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../../platforms/platform';
import { isTool } from '../../n8n/transport/patience';
import { cancelSignal } from '../../n8n/transport/request';
import { asNodeError } from '../../n8n/items/onError';
import { ALLOWANCE } from './allowance';

/** Throws when an agent calls an operation that it has not been allowed. */
export function checkToolUse(ctx: IExecuteFunctions, operation: Operation): void {
	const { name, needsAllowance, allowedByDefault = false } = operation;
	if (!needsAllowance || !isTool(ctx) || ctx.getNodeParameter(ALLOWANCE, 0, allowedByDefault) === true)
		return;
	throw new NodeOperationError(ctx.getNode(), `An AI agent is not allowed to use '${name}'`, {
		description: "Nothing was changed. A person can turn on 'Allow AI Agents' in this tool.",
	});
}

/**
 * What an agent is answered where the work went wrong: by its version and that of n8n an error would tell it nothing, or
 * end the execution. Throws the error for anybody else, and where the execution was stopped.
 */
export function answerToAgent(ctx: IExecuteFunctions, error: unknown): INodeExecutionData[] {
	if (!isTool(ctx)) throw error;
	if (cancelSignal(ctx)?.aborted) throw asNodeError(ctx, error, 0);
	const { message, description } = error as Partial<NodeOperationError>;
	const told = [message, description].filter(Boolean).join('. ');
	return [{ json: { error: told }, pairedItem: { item: 0 } }];
}
