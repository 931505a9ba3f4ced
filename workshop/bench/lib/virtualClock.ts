/** Time that passes as soon as nothing is left to be done, so that a wait of two hours takes a moment. */

/** A clock that stands in for the real one. */
export interface VirtualClock {
	/** Milliseconds since the clock was put in place. */
	elapsed(): number;
	/** Resolves after so much of its time. */
	sleep(ms: number): Promise<void>;
	/** Lets time pass until the work is done. */
	until<T>(work: Promise<T>): Promise<T>;
	/** Puts the real clock back. */
	remove(): void;
}

interface Timer {
	at: number;
	wake: () => void;
}

/**
 * Replaces `Date.now` and `setTimeout` for everything in this process.
 *
 * @param grainMs timers that are due so close together go off together, which is quicker where there are many
 */
export function virtualClock(grainMs = 0): VirtualClock {
	const real = { now: Date.now, setTimeout: global.setTimeout };
	const startedAt = real.now();
	let now = startedAt;
	// Ascending by time, and in the order of their making where that is the same.
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
			// The caller is told of a failure by the promise that is given back.
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

/** Resolves when all that can go on without time passing has gone on. */
async function idle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
