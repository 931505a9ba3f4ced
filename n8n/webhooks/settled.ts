/** Reads a run whose end was delivered a moment ago, while the platform's API may still show its earlier state. */
import { sleep } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';

/** Number of further reads, and the milliseconds before each. */
const LOOKS = 5;
const PAUSE_MS = 2_000;

/** Whether a run has not ended yet. */
export function isGoingOn({ status }: Pick<RunFacts, 'status'>): boolean {
	return status === 'queued' || status === 'running';
}

/**
 * Repeats `read` until `isSettling` returns false for its result, but no longer than ten seconds; returns the latest
 * result.
 *
 * @param isSettling receives the latest result and the number of reads so far
 */
export async function settled<T>(
	read: () => Promise<T>,
	isSettling: (latest: T, looks: number) => boolean,
): Promise<T> {
	let latest = await read();
	for (let looks = 1; looks <= LOOKS && isSettling(latest, looks); looks++) {
		await sleep(PAUSE_MS);
		latest = await read();
	}
	return latest;
}
