import { sleep } from 'n8n-workflow';

/**
 * Length of one timer. `sleep` of n8n cannot be canceled, so a short one is used repeatedly: the last one ends soon
 * after the work.
 */
const SLICE_MS = 500;

/** Whether `work` settles, successfully or not, within about `ms` milliseconds. */
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
