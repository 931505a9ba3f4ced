/** A cache of limited size, e.g. for what a node has just done. */

const KEPT = 10_000;

/** Keeps the most recently set values by key. When it is full, the oldest one is removed. */
export class RecentValues<Value> {
	private readonly values = new Map<string, Value>();

	constructor(private readonly capacity = KEPT) {}

	get(key: string): Value | undefined {
		return this.values.get(key);
	}

	set(key: string, value: Value): void {
		this.values.delete(key);
		this.values.set(key, value);
		if (this.values.size > this.capacity) this.delete(this.values.keys().next().value as string);
	}

	delete(key: string): void {
		this.values.delete(key);
	}
}
