/**
 * Which deliveries have been taken: a platform's repetitions are to start one execution. Kept in the memory of this
 * process, since n8n keeps nothing that a trigger writes when it emits.
 */
import { RecentKeys } from './duplicates';

const recentKeys = new RecentKeys();

/** Claims whose delivery is still being worked on, by key. */
const underWay = new Map<string, Claim>();

/** What one delivery has claimed. Without a key it does not keep others of its kind from being taken. */
export class Claim {
	private isRepeated = false;
	private readonly more: string[] = [];

	constructor(private readonly key?: string) {
		if (key !== undefined) underWay.set(key, this);
	}

	/** The delivery has come again. */
	repeat(): void {
		this.isRepeated = true;
	}

	/** Whether it has come again since this was asked last. */
	wasRepeated(): boolean {
		const wasRepeated = this.isRepeated;
		this.isRepeated = false;
		return wasRepeated;
	}

	/** Claims something else as well; `false` when that is claimed already. */
	claimAlso(key: string): boolean {
		const isFree = recentKeys.claim(key);
		if (isFree) this.more.push(key);
		return isFree;
	}

	/** Lets the next delivery of the key count. */
	release(): void {
		if (this.key !== undefined) recentKeys.release(this.key);
	}

	/** As if the delivery had never come. */
	undo(): void {
		this.release();
		for (const key of this.more) recentKeys.release(key);
	}

	/** The delivery has been worked off. */
	end(): void {
		if (this.key !== undefined && underWay.get(this.key) === this) underWay.delete(this.key);
	}
}

/** Claims a delivery; `null` when it was taken before. Synchronous, so that of parallel ones one alone can win. */
export function claimOf(key: string): Claim | null {
	if (recentKeys.claim(key)) return new Claim(key);
	underWay.get(key)?.repeat();
	return null;
}
