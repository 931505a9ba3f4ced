/** Awaiting a run of Qodex. */
import type { ApiContext } from '../../n8n/transport/contract';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import { readRun } from './runs';

/** A run to wait for. */
export function awaitedRun(ctx: ApiContext, itemIndex: number, runId: string): AwaitedRun {
	return { runId, read: async () => await readRun(ctx, itemIndex, runId) };
}
