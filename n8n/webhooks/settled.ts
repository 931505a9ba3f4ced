/** Reading a run whose end was told a moment ago, and which the platform may still show as it was before. */
import { sleep } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';

/** How often, and after how many milliseconds each, a run is looked at again. */
const LOOKS = 5;
const PAUSE_MS = 2_000;

/** Whether a run has come to no end yet. */
export function isGoingOn({ status }: Pick<RunFacts, 'status'>): boolean {
	return status === 'queued' || status === 'running';
}

/**
 * What `read` gives, as soon as it does not look as if it were about to change, or after ten seconds.
 *
 * @param isSettling asked with what was read, and how often it was looked at so far
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
