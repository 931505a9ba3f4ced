/**
 * Deliveries seen by this process, so that a platform's retries start one execution.
 * n8n keeps nothing that a trigger writes when it emits, so this does not outlive the process.
 */

const KEPT = 10_000;

/** Remembers the latest keys; the oldest are forgotten first. */
export class RecentKeys {
	private readonly keys = new Set<string>();

	/** Stands before the oldest key, since what it gives is forgotten. A new iterator would pass all that was deleted. */
	private readonly oldestFirst = this.keys.values();

	constructor(private readonly capacity = KEPT) {}

	/** Notes a key; `false` when it was there already. Synchronous, so that parallel deliveries cannot both win. */
	claim(key: string): boolean {
		if (this.keys.has(key)) return false;
		this.keys.add(key);
		if (this.keys.size > this.capacity) this.keys.delete(this.oldestFirst.next().value as string);
		return true;
	}

	/** Forgets a key, so that the next delivery with it counts. */
	release(key: string): void {
		this.keys.delete(key);
	}
}
