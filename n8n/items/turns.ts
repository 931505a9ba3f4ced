/** Limits how many tasks run at the same time. Every task that has got its turn must end it, also after an error. */

/** Ends a turn, so that the next task can begin. */
export type EndTurn = () => void;

/** Returns a function that waits until fewer than `count` turns are taken, then takes one. First come, first served. */
export function turns(count: number): () => Promise<EndTurn> {
	const queue: Array<() => void> = [];
	let free = count;
	return async () => {
		if (free > 0) free--;
		else await new Promise<void>((begin) => queue.push(begin));
		return () => {
			const next = queue.shift();
			if (next) next();
			else free++;
		};
	};
}

const keyed = new Map<string, { take: () => Promise<EndTurn>; wanted: number }>();

/** Waits until every earlier task with this key has ended its turn, then takes the turn. */
export async function turnOf(key: string): Promise<EndTurn> {
	const line = keyed.get(key) ?? { take: turns(1), wanted: 0 };
	keyed.set(key, line);
	line.wanted++;
	const end = await line.take();
	return () => {
		if (--line.wanted === 0) keyed.delete(key);
		end();
	};
}
