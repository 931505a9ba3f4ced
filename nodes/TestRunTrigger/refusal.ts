/** What a person reads when the trigger could not be activated, listened with, or deactivated. */
import type { IHookFunctions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * Does the work of a webhook method.
 *
 * @throws NodeOperationError for anything that goes wrong, as {@link refusal} tells it.
 */
export async function tellingAll<T>(ctx: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw refusal(ctx.getNode(), error as Error);
	}
}

/**
 * The error with its whole text, what happened and what to do next, in `message`. Of a webhook method's error n8n
 * shows one text only: n8n 2 the message; n8n 1 the description of a NodeApiError, of all others the message.
 * So it is never a NodeApiError, and has no description, which would say the same twice where both are shown.
 */
function refusal(node: INode, error: Error): NodeOperationError {
	// n8n gives a NodeOperationError back as it is, and makes any other error the cause of a new one.
	const told = new NodeOperationError(node, error);
	told.message = [told.message, told.description].filter(Boolean).join('. ');
	told.description = undefined;
	return told;
}
