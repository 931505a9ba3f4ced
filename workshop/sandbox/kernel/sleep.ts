import { setTimeout as timer } from 'node:timers/promises';

/** Resolves after `ms` milliseconds, or as soon as the signal is aborted. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
	if (ms <= 0) return;
	await timer(ms, undefined, { signal }).catch((error: unknown) => {
		if (!signal.aborted) throw error;
	});
}
