import type { IHookFunctions, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { readTriggerInput } from '../parameters/input';
import { unknownIdsIn } from '../transport/errors';

/** Says which parameters of a trigger hold an id that the platform does not know; empty for all other errors. */
export function sourcesOf(
	ctx: IHookFunctions | IPollFunctions,
	fields: INodeProperties[],
	error: unknown,
): string[] {
	return readTriggerInput(ctx, fields).sources(unknownIdsIn(error));
}
