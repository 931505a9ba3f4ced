/** The first of many entries in an order, without sorting all of them at once. */

/** Entries that come first, and the number of all that were added. */
export interface Ranking<T> {
	add(entry: T): void;
	first(): T[];
	total(): number;
}

/** Keeps the first `max` entries in the order of `compare`. */
export function ranking<T>(max: number, compare: (a: T, b: T) => number): Ranking<T> {
	let kept: T[] = [];
	let total = 0;
	const first = () => kept.sort(compare).slice(0, max);
	return {
		add(entry) {
			total++;
			kept.push(entry);
			// Room for several times as many, so that sorting is rare.
			if (kept.length > 4 * max + 100) kept = first();
		},
		first,
		total: () => total,
	};
}
