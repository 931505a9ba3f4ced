/** What happens to a poll that could not read the platform. */
import type { INodeExecutionData, INodeProperties, IPollFunctions, NodeOperationError } from 'n8n-workflow';

import { askedToWaitMs, isPassing, statusOf } from '../transport/errors';
import { wholeTextError } from '../transport/wholeText';
import { sourcesOf } from '../webhooks/sources';
import type { Memory } from './memory';

/**
 * n8n records each poll that throws as a failed execution and starts the error workflow. A fault that passes by itself
 * is only reported when so many polls in a row had one, and then once in a while.
 */
const FIRST_REPORTED = 5;
const REPORTED_EACH = 60;

/** Polls may take longer than this, unless n8n schedules them durably: then it stores cursor and execution together. */
const USUAL_BUDGET_MS = 300_000;

/** Whether n8n stores the cursor and the execution in one transaction, and repeats a poll that throws after a pause. */
export function isDurable(ctx: IPollFunctions): boolean {
	return pollBudgetMs(ctx) < USUAL_BUDGET_MS;
}

/** How long n8n lets a poll run. Versions that do not tell have no limit. */
export function pollBudgetMs({ getPollBudgetMs }: Partial<IPollFunctions>): number {
	return getPollBudgetMs?.() ?? USUAL_BUDGET_MS;
}

/** Notes when the platform wants the next request. */
export function noteFault(memory: Memory, fault: unknown): void {
	const askedMs = askedToWaitMs(fault);
	if (askedMs !== null) memory.notBefore = Date.now() + askedMs;
}

/**
 * Returns `null` for a fault that will pass, with a warning in the log.
 *
 * @param polled `hasCursor`: whether there is a cursor, so that the next poll makes up for this one; `fields`: what tells
 *   what is polled
 * @throws NodeOperationError for any other fault, and for one that does not pass
 */
export function afterFault(
	ctx: IPollFunctions,
	memory: Memory,
	fault: unknown,
	{ hasCursor, fields }: { hasCursor: boolean; fields: INodeProperties[] },
): INodeExecutionData[][] | null {
	if (!isPassing(fault)) throw readable(ctx, fault, sourcesOf(ctx, fields, fault));
	memory.failures += 1;
	const count = memory.failures;
	const isReported =
		count >= FIRST_REPORTED ? (count - FIRST_REPORTED) % REPORTED_EACH === 0 : !hasCursor || isDurable(ctx);
	if (isReported) throw readable(ctx, fault);
	const { message } = fault as Error;
	ctx.logger.warn(`${message}. The next poll makes up for this one (${count} failed in a row).`);
	return null;
}

/** The error that n8n displays. `failure` tells newer versions of n8n how long to wait. */
function readable(ctx: IPollFunctions, fault: unknown, sources: string[] = []): NodeOperationError {
	const error = wholeTextError(ctx.getNode(), fault as Error, sources);
	const failure = causeOf(fault);
	return failure === undefined ? error : Object.assign(error, { failure });
}

function causeOf(fault: unknown) {
	const status = statusOf(fault);
	if (status === 401 || status === 403) return { cause: 'credential-invalid' as const };
	if (!isPassing(fault)) return undefined;
	const retryAfterMs = askedToWaitMs(fault);
	return {
		cause: status === 429 ? ('rate-limited' as const) : ('temporarily-unavailable' as const),
		...(retryAfterMs !== null && { retryAfterMs }),
	};
}
