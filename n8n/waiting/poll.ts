/** Awaits one run within the execution, at an interval that follows its age. */
import type { AwaitedRun } from './contract';
import type { RunReading } from '../items/contract';
import { asInconclusive } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { quantity } from '../../core/text/words';
import { askedToWaitMs, isPassing, statusOf } from '../transport/errors';
import { pause } from '../transport/pause';
import { nextDelay, type Pace } from './schedule';

/** How to wait. */
export interface PollSettings {
	/** Milliseconds from the start of the wait. */
	timeoutMs: number;
	pace: Pace;
	/** Aborted when the execution is stopped. */
	signal?: AbortSignal;
	/** Whether to wait no longer with this reading; by default once the run has ended. */
	isEnough?(reading: RunReading): boolean;
}

/** Thrown when the execution is stopped while a run is awaited. */
export class WaitStopped extends Error {
	constructor() {
		super('The execution was stopped while the run was awaited');
	}
}

/**
 * Looks at the run until it has ended. A passing fault of the platform is waited out, and for as long as the platform
 * asks; so is a run that has just been started and was not found so far. Past the time limit the run is read once more.
 *
 * @returns the latest reading, of a run that has not ended when the time limit has passed
 * @throws WaitStopped when the execution is stopped; what `read` throws when waiting would not help
 */
export async function pollRun(run: AwaitedRun, settings: PollSettings): Promise<RunReading> {
	const { timeoutMs, pace, signal, isEnough = (reading) => hasEnded(reading.run) } = settings;
	const since = Date.now();
	const deadline = since + timeoutMs;
	let latest = run.started;
	for (;;) {
		const isLast = Date.now() >= deadline;
		let askedMs = 0;
		const reading = await run.read(isLast).catch((error: unknown) => {
			const wasFound = latest !== run.started;
			const passes = isPassing(error) || (!wasFound && isNotThereYet(error, run));
			if (!passes || (isLast && latest === undefined)) throw error;
			askedMs = askedToWaitMs(error) ?? 0;
			return isLast && latest
				? { ...latest, late: `The last look failed. ${(error as Error).message}.` }
				: undefined;
		});
		latest = reading ?? latest;
		if (latest && (isLast || (reading && isEnough(reading)))) return latest;

		const now = Date.now();
		const delay = Math.max(askedMs, nextDelay(ageOf(latest?.run, since, now), pace, Math.random()));
		const goOn = await pause(Math.max(0, Math.min(delay, deadline - now)), signal);
		if (!goOn) throw new WaitStopped();
	}
}

/** How long a platform may take until it finds a run that it has started. */
const FIRST_FOUND_MS = 30_000;

/** How platforms refuse an id that they do not know. */
const NOT_FOUND = [400, 404, 410, 422];

function isNotThereYet(error: unknown, { startedAt }: AwaitedRun): boolean {
	const isYoung = startedAt !== undefined && Date.now() - startedAt < FIRST_FOUND_MS;
	return isYoung && NOT_FOUND.includes(statusOf(error) ?? 0);
}

/** Whether a run has come to its end; a status the platform has not published may still change. */
export function hasEnded({ status }: TestRun): boolean {
	return status === 'finished' || status === 'canceled' || status === 'timedOut';
}

/** Age of a run in milliseconds: since it started where that is known, else since the wait began. */
export function ageOf(run: TestRun | undefined, waitingSince: number, now: number): number {
	const since = run?.startedAt ? Date.parse(run.startedAt) : waitingSince;
	// Clocks differ: a run cannot be younger than the wait, nor start in the future.
	return Math.max(now - waitingSince, now - since);
}

/** The reading as it comes out of a wait: past the time limit a run that has not ended is inconclusive. */
export function atLimit(reading: RunReading, timeoutMs: number): RunReading {
	const { run, late } = reading;
	if (hasEnded(run)) return reading;
	const minutes = Math.round(timeoutMs / 6_000) / 10;
	const state =
		run.status === 'unknown' ? 'has not ended as far as its status tells' : `is still ${run.status}`;
	const reason = `The run ${state} after the time limit of ${quantity(minutes, 'minute')}.`;
	return { ...reading, run: inDoubt(asInconclusive(run, late ? `${reason} ${late}` : reason), late) };
}

/** The run with one more reason why this may not be its true state. */
export function inDoubt(run: TestRun, reason: string | undefined): TestRun {
	return reason ? { ...run, doubt: run.doubt ? `${run.doubt} ${reason}` : reason } : run;
}
