/** Returns errors to AI agents in a form that they receive. */
import type { IExecuteFunctions, INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { isTool } from '../transport/patience';
import { cancelSignal } from '../transport/request';
import { asNodeError } from './onError';

/**
 * Returns an error as the output if the node is used by an AI agent: a thrown error would not reach the agent, or would
 * end the execution, depending on the version of n8n and of the agent. Otherwise, and if the execution was stopped, it
 * throws the error.
 */
export function answerToAgent(ctx: IExecuteFunctions, error: unknown): INodeExecutionData[] {
	if (!isTool(ctx)) throw error;
	if (cancelSignal(ctx)?.aborted) throw asNodeError(ctx, error, 0);
	const { message, description } = error as Partial<NodeOperationError>;
	const told = [message, description].filter(Boolean).join('. ');
	return [{ json: { error: told }, pairedItem: { item: 0 } }];
}
