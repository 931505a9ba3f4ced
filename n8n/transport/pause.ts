/** A pause that ends at once when the execution is stopped. */
import { sleep } from 'n8n-workflow';

/** n8n gives nodes no timer that can be cleared: one of this length, when given up, soon ends by itself. */
const SLICE_MS = 500;

/** Waits `ms` milliseconds; gives `false` as soon as `signal` is aborted, else `true`. */
export async function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) {
		await (signal && left >= SLICE_MS ? sharedSlice(signal) : slice(Math.min(left, SLICE_MS), signal));
	}
	return !signal?.aborted;
}

/** The slice that the pauses of an execution are in together: hundreds of them then take one timer. */
const shared = new WeakMap<AbortSignal, Promise<void>>();

/** Ends after a full slice at most: earlier where another pause has begun it. */
function sharedSlice(signal: AbortSignal): Promise<void> {
	const begun = shared.get(signal);
	if (begun) return begun;
	const begins = slice(SLICE_MS, signal).finally(() => shared.delete(signal));
	shared.set(signal, begins);
	return begins;
}

/** Each has a promise of its own: one that outlasts many races would hold on to something of each. */
async function slice(ms: number, signal?: AbortSignal): Promise<void> {
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => (stop = resolve));
	const forget = signal && onAbort(signal, stop);
	await Promise.race([sleep(ms), stopped]);
	forget?.();
}

/** What to do when a signal is aborted. Node warns of more than ten listeners, so all pauses share one. */
const pausing = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `stop` when the signal is aborted; the function it gives takes that back. */
function onAbort(signal: AbortSignal, stop: () => void): () => void {
	const stops = pausing.get(signal) ?? listen(signal);
	stops.add(stop);
	return () => void stops.delete(stop);
}

function listen(signal: AbortSignal): Set<() => void> {
	const stops = new Set<() => void>();
	pausing.set(signal, stops);
	signal.addEventListener('abort', () => stops.forEach((stop) => stop()), { once: true });
	return stops;
}
