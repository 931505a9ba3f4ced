/** Not doing the same twice for texts that come again and again. */

const MAX_KNOWN = 256;

/** A function that gives the same as `make`, and remembers what it made of the last `most` texts or more, at most twice as many. */
export function remembering<Made>(make: (text: string) => Made, most = MAX_KNOWN): (text: string) => Made {
	// Two halves: when the newer one is full the older one is forgotten, so that what is asked for all the time stays.
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
