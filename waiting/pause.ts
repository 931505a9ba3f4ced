/** A pause that ends at once when the execution is stopped. */
import { sleep } from 'n8n-workflow';

/** n8n gives nodes no timer that can be cleared: one of this length, when given up, soon ends by itself. */
const SLICE_MS = 500;

/** Waits `ms` milliseconds; gives `false` as soon as `signal` is aborted, else `true`. */
export async function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => (stop = resolve));
	signal?.addEventListener('abort', stop);
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) {
		await Promise.race([sleep(Math.min(left, SLICE_MS)), stopped]);
	}
	signal?.removeEventListener('abort', stop);
	return !signal?.aborted;
}
