/** Letting n8n's event loop go round during long work. */
import { sleep } from 'n8n-workflow';

import type { GiveWay } from '../core/text/inTurns';

/** Nothing may hold the event loop for more than 50 ms; the last entry of a stretch takes its time, too. */
const LONGEST_STRETCH_MS = 20;

let wentRoundAt = 0;
let goingRound: Promise<void> | null = null;

/** What lets the event loop go round once work, from now on, has held it long enough. */
export function givingWay(): GiveWay {
	const begunAt = performance.now();
	return () => {
		if (performance.now() - Math.max(begunAt, wentRoundAt) < LONGEST_STRETCH_MS) return undefined;
		return (goingRound ??= goRound());
	};
}

/** All work waits for the same timer: with one each, those that are due would follow each other without anything in between. */
async function goRound(): Promise<void> {
	await sleep(0);
	wentRoundAt = performance.now();
	goingRound = null;
}
