/** Errors that are displayed when the trigger cannot be activated, listened to or deactivated. */
import type { IHookFunctions, INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * Runs the work of a webhook method (checkExists, create, delete).
 *
 * @param properties of the node; of an id that the platform does not know the error says in which of them it is
 * @throws NodeOperationError for every error, as built by {@link refusal}
 */
export async function withWholeText<T>(
	ctx: IHookFunctions,
	properties: INodeProperties[],
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const { sourcesOf } = await import('../../n8n/webhooks/sources');
		throw refusal(ctx.getNode(), error as Error, sourcesOf(ctx, properties, error));
	}
}

/**
 * An error with its whole text (what happened and what to do) in `message`, because n8n displays only one text for
 * errors of webhook methods. n8n 2 displays the message; n8n 1 displays the description of a NodeApiError, and the
 * message of all others. Therefore the result is never a NodeApiError. It has no description, so that the text is not
 * displayed twice where n8n displays both.
 */
function refusal(node: INode, error: Error, sources: string[]): NodeOperationError {
	// If `error` already is a NodeOperationError, this constructor returns it unchanged. Any other error becomes the
	// cause of a new one.
	const whole = new NodeOperationError(node, error);
	const told = [whole.description, ...sources].filter(Boolean).join(' ');
	whole.message = [whole.message, told].filter(Boolean).join('. ');
	whole.description = undefined;
	return whole;
}
