/** Measures how long work blocks the event loop, and with it other executions, deliveries and n8n's own timers. */
import { setImmediate as turn } from 'node:timers/promises';

import { cpuTime } from './measure';

/** The longest time, in milliseconds of CPU time, during which `work` did not let anything else run in this process. */
export async function longestStretch(work: () => unknown): Promise<number> {
	const watched = watchTurns();
	await turn();
	watched.forget();
	await work();
	await turn();
	return watched.end();
}

/** Runs once per turn of the event loop and records the longest time between two turns. */
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
