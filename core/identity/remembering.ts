/** Caches results for texts that occur again and again. */

const MAX_KNOWN = 256;

/**
 * Returns a function that gives the same results as `make` and caches at least the latest `most` of them, at most twice
 * as many.
 */
export function remembering<Made>(make: (text: string) => Made, most = MAX_KNOWN): (text: string) => Made {
	// Two halves: when the newer one is full, the older one is dropped, so that values in constant use stay cached.
	let newer = new Map<string, Made>();
	let older = new Map<string, Made>();
	return (text) => {
		const known = newer.get(text);
		if (known !== undefined) return known;
		const before = older.get(text);
		const made = before === undefined ? make(text) : before;
		if (newer.size >= most) {
			older = newer;
			newer = new Map();
		}
		newer.set(text, made);
		return made;
	};
}
