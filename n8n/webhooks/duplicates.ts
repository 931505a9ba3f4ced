/**
 * Keys of deliveries that this process has accepted, so that a platform's retries start only one execution. They are
 * lost when the process ends: n8n does not store static data that a trigger writes when it emits.
 */

const KEPT = 10_000;

/** Remembers the most recent keys. When it is full, the oldest one is removed. */
export class RecentKeys {
	private readonly keys = new Set<string>();

	/**
	 * Returns the oldest key with each `next()`; that key is then deleted. The same iterator is used all the time,
	 * since a new one would have to skip all entries that were deleted before.
	 */
	private readonly oldestFirst = this.keys.values();

	constructor(private readonly capacity = KEPT) {}

	/**
	 * Adds a key; `false` if it was there already. Synchronous, so that only one of several parallel deliveries
	 * succeeds.
	 */
	claim(key: string): boolean {
		if (this.keys.has(key)) return false;
		this.keys.add(key);
		if (this.keys.size > this.capacity) this.keys.delete(this.oldestFirst.next().value as string);
		return true;
	}

	/** Whether the key was added, and is still remembered. */
	has(key: string): boolean {
		return this.keys.has(key);
	}

	/** Removes a key, so that the next delivery with it is accepted. */
	release(key: string): void {
		this.keys.delete(key);
	}
}
