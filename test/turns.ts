/** Counting the turns that long work leaves to others. */
import { setImmediate as turn } from 'node:timers/promises';

/** Never goes back, from one piece of work to the next either. */
let clock = performance.now();

/** How often the event loop went round during the work, by whose clock each look at it is 1 ms later than the last. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
	let [turns, isOver] = [0, false];
	void (async () => {
		for (; !isOver; turns++) await turn();
	})();
	const now = jest.spyOn(performance, 'now').mockImplementation(() => (clock += 1));
	try {
		await work();
	} finally {
		now.mockRestore();
		isOver = true;
	}
	return turns;
}
