/** How long work keeps everything else waiting: other executions, deliveries, and n8n's own timers. */
import { setImmediate as turn } from 'node:timers/promises';

import { cpuTime } from './measure';

/** The longest stretch, in milliseconds of CPU time, for which nothing else could run in this process while the work was done. */
export async function longestStretch(work: () => unknown): Promise<number> {
	const watched = watchTurns();
	await turn();
	watched.forget();
	await work();
	await turn();
	return watched.end();
}

/** Goes round with the event loop, and keeps the longest time from one round to the next. */
function watchTurns() {
	let [last, longest, isOver] = [cpuTime(), 0, false];
	const look = () => {
		const now = cpuTime();
		longest = Math.max(longest, now - last);
		last = now;
	};
	const goRound = async () => {
		while (!isOver) {
			await turn();
			look();
		}
	};
	void goRound();
	return {
		forget() {
			look();
			longest = 0;
		},
		end() {
			isOver = true;
			return longest;
		},
	};
}
