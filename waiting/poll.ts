/** Awaits runs within the execution: the runs of all items together, each at its own interval. */
import type { TestRun } from '../runs/TestRun';
import type { AwaitedRun, RunReading } from '../platforms/platform';
import { asInconclusive } from '../runs/buildRun';
import { isPassing } from '../transport/errors';
import { quantity } from '../runs/words';
import { pause } from './pause';
import { nextDelay, type PollBounds } from './schedule';

/** How to wait. */
export interface PollSettings {
	/** Milliseconds from the start of the wait. */
	timeoutMs: number;
	bounds: PollBounds;
	/** Aborted when the execution is stopped. */
	signal?: AbortSignal;
}

/** Thrown when the execution is stopped while a run is awaited. */
export class WaitStopped extends Error {}

/**
 * Reads the run until it has ended. A passing fault of the platform is waited out. Past the time limit the run
 * is read once more, and is inconclusive unless it has ended.
 *
 * @throws WaitStopped when the execution is stopped; what `read` throws when waiting would not help
 */
export async function pollRun(awaited: AwaitedRun, settings: PollSettings): Promise<RunReading> {
	const startedAt = Date.now();
	const deadline = startedAt + settings.timeoutMs;
	let latest: RunReading | undefined;
	for (;;) {
		const isLast = Date.now() >= deadline;
		latest =
			(await awaited.read().catch((error: unknown) => {
				if (!isPassing(error) || (isLast && latest === undefined)) throw error;
				return undefined;
			})) ?? latest;
		if (latest && hasEnded(latest.run)) return latest;
		if (isLast && latest) return { ...latest, run: atDeadline(latest, settings.timeoutMs) };

		const now = Date.now();
		const delay = nextDelay(ageOf(latest?.run, startedAt, now), settings.bounds, Math.random());
		const goOn = await pause(Math.max(0, Math.min(delay, deadline - now)), settings.signal);
		if (!goOn) throw new WaitStopped('The execution was stopped while the run was awaited');
	}
}

/** Whether a run has come to its end; a status the platform has not published may still change. */
export function hasEnded({ status }: TestRun): boolean {
	return status === 'finished' || status === 'canceled' || status === 'timedOut';
}

/** Age of a run in milliseconds: since it started where that is known, else since the wait began. */
function ageOf(run: TestRun | undefined, waitingSince: number, now: number): number {
	const since = run?.startedAt ? Date.parse(run.startedAt) : waitingSince;
	// Clocks differ: a run cannot be younger than the wait, nor start in the future.
	return Math.max(now - waitingSince, now - since);
}

function atDeadline({ run, late }: RunReading, timeoutMs: number): TestRun {
	const minutes = Math.round(timeoutMs / 6_000) / 10;
	const state =
		run.status === 'unknown' ? 'has not ended as far as its status tells' : `is still ${run.status}`;
	const reason = `The run ${state} after the time limit of ${quantity(minutes, 'minute')}.`;
	return asInconclusive(run, late ? `${reason} ${late}` : reason);
}
