/**
 * A clock whose time jumps to the next timer as soon as there is nothing else to do, so that a wait of two hours takes
 * a moment.
 */

/** A clock that replaces the real one. */
export interface VirtualClock {
	/** Milliseconds of its time since it was installed. */
	elapsed(): number;
	/** Resolves after this many milliseconds of its time. */
	sleep(ms: number): Promise<void>;
	/** Advances the time until `work` has settled. */
	until<T>(work: Promise<T>): Promise<T>;
	/** Restores the real clock. */
	remove(): void;
}

interface Timer {
	at: number;
	wake: () => void;
}

/**
 * Replaces `Date.now` and `setTimeout` for everything in this process.
 *
 * @param grainMs timers that are due within this time of each other fire together, which is faster if there are many
 */
export function virtualClock(grainMs = 0): VirtualClock {
	const real = { now: Date.now, setTimeout: global.setTimeout };
	const startedAt = real.now();
	let now = startedAt;
	// In order of their time; timers with the same time are in the order of their creation.
	const timers: Timer[] = [];
	const wakeAfter = (wake: () => void, ms = 0) => {
		const at = now + Math.max(0, ms);
		const later = timers.findIndex((timer) => timer.at > at);
		timers.splice(later < 0 ? timers.length : later, 0, { at, wake });
	};
	Date.now = () => now;
	global.setTimeout = wakeAfter as unknown as typeof setTimeout;

	return {
		elapsed: () => now - startedAt,
		sleep: async (ms) => await new Promise<void>((resolve) => wakeAfter(resolve, ms)),
		async until(work) {
			let done = false;
			const settled = work.finally(() => (done = true));
			// The caller receives the error from the returned promise.
			settled.catch(() => undefined);
			for (await idle(); !done; await idle()) {
				const next = timers.shift();
				if (next === undefined) throw new Error('Nothing is awaited that time could bring');
				const later = timers.findIndex(({ at }) => at > next.at + grainMs);
				const together = [next, ...timers.splice(0, later < 0 ? timers.length : later)];
				now = together[together.length - 1].at;
				for (const { wake } of together) wake();
			}
			return await settled;
		},
		remove() {
			Date.now = real.now;
			global.setTimeout = real.setTimeout;
		},
	};
}

/** Resolves when everything that does not need time to pass is done. */
async function idle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
