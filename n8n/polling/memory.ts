/** What one process remembers of a polling node, beside the cursor that n8n stores. */
import type { IPollFunctions } from 'n8n-workflow';

import { RecentKeys } from '../webhooks/duplicates';

/** What is remembered of one node. */
export interface Memory {
	/** Whether a poll is running. n8n starts the next one at its time even so. */
	isBusy: boolean;
	/** Delivery keys of the events that this process has emitted. */
	emitted: RecentKeys;
	/** Number of polls that have failed in a row. */
	failures: number;
	/** The platform wants no request before this time, in epoch milliseconds. */
	notBefore: number;
	/** Number of polls. */
	turn: number;
}

/** So many keys are more than a cursor can hold. */
const KEYS = 2_000;

const nodes = new Map<string, Memory>();

/** The memory of the node that is polled. */
export function memoryOf(ctx: IPollFunctions): Memory {
	const key = `${ctx.getWorkflow().id} ${ctx.getNode().id}`;
	const known = nodes.get(key);
	if (known !== undefined) return known;
	const memory = { isBusy: false, emitted: new RecentKeys(KEYS), failures: 0, notBefore: 0, turn: 0 };
	nodes.set(key, memory);
	return memory;
}

/** Forgets all nodes, as if the process had just started. For tests. */
export function forgetAll(): void {
	nodes.clear();
}
