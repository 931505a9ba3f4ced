/** Waiting for something, but not for long. */
import { sleep } from 'n8n-workflow';

/** n8n gives nodes no timer that can be cleared: one of this length, when it is not needed any more, soon ends by itself. */
const SLICE_MS = 500;

/** Whether `work` is over, with whatever outcome, within about so many milliseconds. */
export async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
	let isOver = false;
	const over = work.then(
		() => void (isOver = true),
		() => void (isOver = true),
	);
	for (let left = ms; left > 0 && !isOver; left -= SLICE_MS) {
		await Promise.race([over, sleep(Math.min(left, SLICE_MS))]);
	}
	return isOver;
}
