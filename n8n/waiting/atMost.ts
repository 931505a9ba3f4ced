/** Limits how much is done at the same time. */

/** Gives a function that begins work at once while less than `count` is under way, else as soon as some is over. */
export function atMost(count: number): <T>(work: () => Promise<T>) => Promise<T> {
	const queue: Array<() => void> = [];
	let free = count;
	return async (work) => {
		if (free > 0) free--;
		else await new Promise<void>((begin) => queue.push(begin));
		try {
			return await work();
		} finally {
			const next = queue.shift();
			if (next) next();
			else free++;
		}
	};
}
