/** A pause that ends immediately when the execution is stopped. */
import { sleep } from 'n8n-workflow';

/**
 * Length of one timer. `sleep` of n8n cannot be canceled, so a short one is used repeatedly: a timer that is no longer
 * needed soon ends by itself.
 */
const SLICE_MS = 500;

/** Waits `ms` milliseconds; returns `false` as soon as `signal` is aborted, otherwise `true`. */
export async function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) {
		await (signal && left >= SLICE_MS ? sharedSlice(signal) : slice(Math.min(left, SLICE_MS), signal));
	}
	return !signal?.aborted;
}

/** The current timer of each execution. All its pauses share it, so that hundreds of pauses need only one timer. */
const shared = new WeakMap<AbortSignal, Promise<void>>();

/** Ends after at most {@link SLICE_MS}: earlier if another pause has already started the shared timer. */
function sharedSlice(signal: AbortSignal): Promise<void> {
	const begun = shared.get(signal);
	if (begun) return begun;
	const begins = slice(SLICE_MS, signal).finally(() => shared.delete(signal));
	shared.set(signal, begins);
	return begins;
}

/**
 * Each timer has a promise of its own for the stop: `Promise.race` keeps a reference in every promise it is given, so
 * that a long-lived one would leak memory.
 */
async function slice(ms: number, signal?: AbortSignal): Promise<void> {
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => (stop = resolve));
	const forget = signal && onAbort(signal, stop);
	await Promise.race([sleep(ms), stopped]);
	forget?.();
}

/**
 * Functions to call when a signal is aborted. Node warns about more than ten listeners, so all pauses of a signal share
 * one.
 */
const pausing = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `stop` when the signal is aborted; the returned function cancels that. */
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
