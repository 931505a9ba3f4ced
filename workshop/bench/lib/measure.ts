/**
 * Timing two sides in turns, so that what else the machine does hits both: each turn runs one batch of either side
 * and the order changes from turn to turn. Work that never waits is timed by the CPU time of this process, which
 * does not count what others do in between.
 */
import type { Pairs } from './figure';

/** Something to be timed; called again and again. */
export type Work = () => unknown;

/** How long to measure. */
export interface Turns {
	turns: number;
	/** Calls of a batch are repeated until it takes about so many milliseconds; without it a batch is one call. */
	batchMs?: number;
	/** `wall` for work that waits for others, such as a server; `cpu` unless told. */
	clock?: 'cpu' | 'wall';
	/** Untimed batches at first, until the code is compiled; 3 unless told. */
	warmUps?: number;
}

/** Milliseconds per call of either side, turn by turn. */
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

/** Milliseconds per call, turn by turn. */
export async function timed(work: Work, how: Turns): Promise<number[]> {
	const batch = await prepared(work, how);
	const values: number[] = [];
	for (let turn = 0; turn < how.turns; turn++) values.push(await batch());
	return values;
}

/** A warm batch that gives the milliseconds per call. */
async function prepared(
	work: Work,
	{ batchMs, clock = 'cpu', warmUps = 3 }: Turns,
): Promise<() => Promise<number>> {
	const now = clock === 'cpu' ? cpuTime : () => performance.now();
	let calls = 1;
	const batch = async () => {
		// What a long call leaves behind must not be collected at the expense of the next.
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

/** Milliseconds that this process has computed so far. */
export function cpuTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
