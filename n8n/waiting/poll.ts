/** Polls one run within the execution; the older the run, the longer the interval. */
import type { AwaitedRun } from './contract';
import type { RunReading } from '../items/contract';
import type { EndTurn } from '../items/turns';
import { asInconclusive } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { quantity } from '../../core/text/words';
import { startTimeOf } from '../items/startedRuns';
import { askedToWaitMs, isPassing, NOT_FOUND, statusOf } from '../transport/errors';
import { pause } from '../transport/pause';
import { guessInBackground, type GuessEnd } from './likelyEnd';
import { nextDelay, type Pace } from './schedule';

/** How long and how often to poll. */
export interface PollSettings {
	/** Milliseconds from the start of the wait. */
	timeoutMs: number;
	pace: Pace;
	/** Aborted when the execution is stopped. */
	signal?: AbortSignal;
	/** Whether this reading is good enough to stop polling; by default, when the run has ended. */
	isEnough?(reading: RunReading): boolean;
	/** How the reads are shared with those of other runs; by default, they are not. */
	shared?: SharedReads;
	/** Guesses when the run ends; called at most once, and only without an expected duration. */
	guess?: GuessEnd;
}

/** What one run shares with the others of a wait. */
export interface SharedReads {
	/** The run as a list shows it that was read for several runs; `null` if it has to be read by its id. */
	fromList(): Promise<RunReading | null>;
	/** Waits until few enough other runs are being read by their ids. */
	takeTurn(): Promise<EndTurn>;
	/** Called with each reading by id, which says in which list the run is. */
	noteReading(reading: RunReading): void;
}

/** Thrown when the execution is stopped during the wait. */
export class WaitStopped extends Error {
	constructor() {
		super('The execution was stopped while the run was awaited');
	}
}

/**
 * Reads the run until it has ended. Neither temporary errors of the platform (whose Retry-After is respected) end the
 * wait, nor "not found" for a run that was started a moment ago and has not been read yet. When the time limit has
 * passed, the run is read one last time.
 *
 * @returns the latest reading; if the time limit has passed, the run in it may not have ended
 * @throws WaitStopped when the execution is stopped; whatever `read` throws when waiting longer would not help
 */
export async function pollRun(run: AwaitedRun, settings: PollSettings): Promise<RunReading> {
	const { timeoutMs, pace, signal, shared, guess, isEnough = (reading) => hasEnded(reading.run) } = settings;
	const since = Date.now();
	const deadline = since + timeoutMs;
	const likelyEnd = guessInBackground(pace.expectedMs === undefined ? guess : undefined, since);
	let latest = run.started;
	for (;;) {
		const isLast = Date.now() >= deadline;
		let askedMs = 0;
		const reading = await readOnce(run, isLast, shared).catch((error: unknown) => {
			const wasFound = latest !== run.started;
			const passes = isPassing(error) || (!wasFound && isNotThereYet(error, run));
			if (!passes || (isLast && latest === undefined)) throw error;
			askedMs = askedToWaitMs(error) ?? 0;
			return isLast && latest
				? { ...latest, late: `The last read failed. ${(error as Error).message}.` }
				: undefined;
		});
		latest = reading ?? latest;
		if (latest && (isLast || (reading && isEnough(reading)))) return latest;

		const now = Date.now();
		const paceNow = { ...pace, likelyMs: likelyEnd(latest, now) };
		const delay = Math.max(askedMs, nextDelay(ageOf(latest?.run, since, now), paceNow, Math.random()));
		const goOn = await pause(Math.max(0, Math.min(delay, deadline - now)), signal);
		if (!goOn) throw new WaitStopped();
	}
}

async function readOnce(run: AwaitedRun, isLast: boolean, shared?: SharedReads): Promise<RunReading> {
	if (shared === undefined) return await run.read(isLast);
	const listed = isLast ? null : await shared.fromList();
	if (listed !== null) return listed;
	const endTurn = await shared.takeTurn();
	const reading = await run.read(isLast).finally(endTurn);
	shared.noteReading(reading);
	return reading;
}

/** A new run may be missing from the platform's API for this long. */
const FIRST_FOUND_MS = 30_000;

function isNotThereYet(error: unknown, run: AwaitedRun): boolean {
	const startedAt = run.startedAt ?? startTimeOf(run.runId ?? '');
	const isYoung = startedAt !== undefined && Date.now() - startedAt < FIRST_FOUND_MS;
	return isYoung && NOT_FOUND.includes(statusOf(error) ?? 0);
}

/** Whether a run has ended. An unknown status does not count as ended: it may still change. */
export function hasEnded({ status }: TestRun): boolean {
	return status === 'finished' || status === 'canceled' || status === 'timedOut';
}

/** Age of a run in milliseconds: since it started if that is known, otherwise since the wait began. */
export function ageOf(run: TestRun | undefined, waitingSince: number, now: number): number {
	const since = run?.startedAt ? Date.parse(run.startedAt) : waitingSince;
	// The clocks of the platform and of this machine may differ, but a run is at least as old as the wait for it.
	return Math.max(now - waitingSince, now - since);
}

/** The reading that a wait returns: a run that has not ended within the time limit becomes inconclusive. */
export function atLimit(reading: RunReading, timeoutMs: number): RunReading {
	const { run, late } = reading;
	if (hasEnded(run)) return reading;
	const minutes = Math.round(timeoutMs / 6_000) / 10;
	const state =
		run.status === 'unknown' ? 'has not ended, according to its status' : `is still ${run.status}`;
	const reason = `The run ${state} after the time limit of ${quantity(minutes, 'minute')}.`;
	return { ...reading, run: inDoubt(asInconclusive(run, late ? `${reason} ${late}` : reason), late) };
}

/** The run with `reason` added to its `doubt`, i.e. one more reason why this may not be its true state. */
export function inDoubt(run: TestRun, reason: string | undefined): TestRun {
	return reason ? { ...run, doubt: run.doubt ? `${run.doubt} ${reason}` : reason } : run;
}
