/** Errors that are displayed when the trigger cannot be activated, listened to or deactivated. */
import type { IHookFunctions, INodeProperties } from 'n8n-workflow';

import { wholeTextError } from '../../n8n/transport/wholeText';

/**
 * Runs the work of a webhook method (checkExists, create, delete).
 *
 * @param properties of the node; of an id that the platform does not know the error says in which of them it is
 * @throws NodeOperationError for every error, as built by {@link wholeTextError}
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
		throw wholeTextError(ctx.getNode(), error as Error, sourcesOf(ctx, properties, error));
	}
}
