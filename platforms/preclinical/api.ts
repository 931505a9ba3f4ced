/** One set of calls for both flavours; how each makes them is in `hostedApi.ts` and `selfHostedApi.ts`. */

import type { ApiContext } from '../../n8n/transport/contract';
import { hostedApi } from './hostedApi';
import { selfHostedApi } from './selfHostedApi';
import { flavourOf } from './service';
import type { PreclinicalApi } from './contract';

/** The typed API for one n8n context, of the flavour that the credential names. */
export async function preclinicalApi(
	ctx: ApiContext,
	itemIndex = 0,
	budgetMs?: number,
): Promise<PreclinicalApi> {
	const flavour = await flavourOf(ctx, itemIndex);
	return await (flavour === 'hosted' ? hostedApi : selfHostedApi)(ctx, itemIndex, budgetMs);
}
