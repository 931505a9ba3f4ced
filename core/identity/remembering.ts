/** Not doing the same twice for texts that come again and again. */

const MAX_KNOWN = 256;

/** A function that gives the same as `make`, and remembers what it made of the texts that were asked for last. */
export function remembering(make: (text: string) => string): (text: string) => string {
	// Two halves: when the newer one is full the older one is forgotten, so that what is asked for all the time stays.
	let newer = new Map<string, string>();
	let older = new Map<string, string>();
	return (text) => {
		const known = newer.get(text);
		if (known !== undefined) return known;
		const made = older.get(text) ?? make(text);
		if (newer.size >= MAX_KNOWN) {
			older = newer;
			newer = new Map();
		}
		newer.set(text, made);
		return made;
	};
}
