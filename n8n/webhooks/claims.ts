/**
 * Remembers which deliveries were accepted, so that a platform's repetitions start only one execution. This is kept in
 * the memory of the process: n8n does not store static data that a trigger writes when it emits.
 */
import { RecentKeys } from './duplicates';

const recentKeys = new RecentKeys();

/** Claims of deliveries that are still being processed, by key. */
const underWay = new Map<string, Claim>();

/** The keys that one delivery has claimed. A claim without a key does not block other deliveries. */
export class Claim {
	private isRepeated = false;
	private readonly more: string[] = [];

	constructor(private readonly key?: string) {
		if (key !== undefined) underWay.set(key, this);
	}

	/** Notes that the same delivery has arrived again. */
	repeat(): void {
		this.isRepeated = true;
	}

	/** Whether the delivery has arrived again since the last call of this method. */
	wasRepeated(): boolean {
		const wasRepeated = this.isRepeated;
		this.isRepeated = false;
		return wasRepeated;
	}

	/** Claims another key as well; `false` if it is claimed already. */
	claimAlso(key: string): boolean {
		const isFree = recentKeys.claim(key);
		if (isFree) this.more.push(key);
		return isFree;
	}

	/** Releases the key of the delivery, so that the next one with it is accepted. */
	release(): void {
		if (this.key !== undefined) recentKeys.release(this.key);
	}

	/** Releases all keys, as if the delivery had never arrived. */
	undo(): void {
		this.release();
		for (const key of this.more) recentKeys.release(key);
	}

	/** Call this when the delivery has been processed. */
	end(): void {
		if (this.key !== undefined && underWay.get(this.key) === this) underWay.delete(this.key);
	}
}

/**
 * Claims a delivery; `null` if it was accepted before. Synchronous, so that only one of several parallel deliveries
 * succeeds.
 */
export function claimOf(key: string): Claim | null {
	if (recentKeys.claim(key)) return new Claim(key);
	underWay.get(key)?.repeat();
	return null;
}
