/**
 * Measures two sides alternately, so that other load on the machine affects both. Each turn runs one batch of each
 * side, and the order changes from turn to turn. Work that never waits is measured by the CPU time of this process,
 * which does not include the time of other processes.
 */
import type { Pairs } from './figure';

/** The work to be measured; called repeatedly. */
export type Work = () => unknown;

/** How long to measure. */
export interface Turns {
	turns: number;
	/** A batch repeats the call until it takes about this many milliseconds; if omitted, a batch is one call. */
	batchMs?: number;
	/** `wall` for work that waits for others, such as a server; the default is `cpu`. */
	clock?: 'cpu' | 'wall';
	/** Number of batches that are not measured, so that the code gets compiled first; the default is 3. */
	warmUps?: number;
}

/** Milliseconds per call of both sides, for each turn. */
export async function inTurns(ours: Work, theirs: Work, how: Turns): Promise<Pairs> {
	const sides = [await prepared(ours, how), await prepared(theirs, how)];
	const pairs: Pairs = { ours: [], theirs: [] };
	for (let turn = 0; turn < how.turns; turn++) {
		for (const side of turn % 2 === 0 ? [0, 1] : [1, 0]) {
			(side === 0 ? pairs.ours : pairs.theirs).push(await sides[side]());
		}
	}
	return pairs;
}

/** Milliseconds per call, for each turn. */
export async function timed(work: Work, how: Turns): Promise<number[]> {
	const batch = await prepared(work, how);
	const values: number[] = [];
	for (let turn = 0; turn < how.turns; turn++) values.push(await batch());
	return values;
}

/** Warms up, then returns a function that runs a batch and returns the milliseconds per call. */
async function prepared(
	work: Work,
	{ batchMs, clock = 'cpu', warmUps = 3 }: Turns,
): Promise<() => Promise<number>> {
	const now = clock === 'cpu' ? cpuTime : () => performance.now();
	let calls = 1;
	const batch = async () => {
		// Collect the garbage of a long call now, so that it does not slow down the next one.
		if (batchMs === undefined) global.gc?.();
		const startedAt = now();
		for (let call = 0; call < calls; call++) {
			const result = work();
			if (result instanceof Promise) await result;
		}
		return (now() - startedAt) / calls;
	};
	for (let warmUp = 0; warmUp < warmUps; warmUp++) {
		const ms = await batch();
		if (batchMs !== undefined) calls = Math.max(1, Math.round(batchMs / ms));
	}
	return batch;
}

/** CPU time of this process so far, in milliseconds. */
export function cpuTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
