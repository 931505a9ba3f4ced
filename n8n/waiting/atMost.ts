/**
 * Returns a function that runs `work`: at once while fewer than `count` tasks are running, otherwise as soon as one of
 * them has settled. Tasks start in the order in which they were passed in.
 */
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
