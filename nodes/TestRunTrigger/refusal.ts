/** Errors that are displayed when the trigger cannot be activated, listened to or deactivated. */
import type { IHookFunctions } from 'n8n-workflow';

import { wholeTextError } from '../../n8n/transport/wholeText';

/**
 * Runs the work of a webhook method (checkExists, create, delete).
 *
 * @throws NodeOperationError for every error, as built by {@link wholeTextError}
 */
export async function withWholeText<T>(ctx: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw wholeTextError(ctx.getNode(), error as Error);
	}
}
