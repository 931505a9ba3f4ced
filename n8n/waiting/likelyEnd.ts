/**
 * Guesses how long a run takes, from runs of its kind that ended before. It costs one request per list, only in waits
 * that last, and no error of it reaches the wait.
 */
import type { TestRun } from '../../core/model/TestRun';
import type { RunReading } from '../items/contract';
import type { AwaitedRun } from './contract';

/** Shorter waits ask for nothing: with looks a few seconds apart there is little to gain. */
const WORTH_ASKING_MS = 60_000;

/** Of so many earlier runs the median is taken: the last one alone may have failed early. */
const LATEST = 5;

/** Most of the earlier durations have to be this close to their median, as a share; otherwise they tell nothing. */
const CLOSE = 0.15;

/**
 * Guesses the age, as `ageOf` counts it in a wait that has lasted since `since`, at which a run ends, in milliseconds;
 * `null` if that is not clear. Never rejects.
 */
export type GuessEnd = (reading: RunReading, since: number) => Promise<number | null>;

/** Returns a function that makes the guess for a run, and that reads each list only once for all runs. */
export function guesses(): (run: AwaitedRun) => GuessEnd {
	const lists = new Map<string, Promise<RunReading[]>>();
	return (awaited) => async (reading, since) => {
		const earlier = awaited.earlier?.(reading) ?? null;
		if (earlier === null) return null;
		const list = lists.get(earlier.key) ?? earlier.read().catch(() => []);
		lists.set(earlier.key, list);
		const durationMs = likelyDuration(reading.run, (await list).filter(earlier.isAlike));
		return durationMs && durationMs + beginIn(reading.run, since);
	};
}

/** The age of a wait at which the run begins: CI may report the awaited build long after the wait for it began. */
function beginIn(run: TestRun, since: number): number {
	return run.startedAt === null ? 0 : Math.max(0, Date.parse(run.startedAt) - since);
}

/** Whether the guess is to be made by now, in a wait that has lasted since `since`. */
export function isWorthGuessing({ status, startedAt }: TestRun, since: number, now: number): boolean {
	if (status !== 'running' || startedAt === null) return false;
	return now - Math.max(since, Date.parse(startedAt)) >= WORTH_ASKING_MS;
}

/**
 * Returns a function that is called with each reading of a wait, makes the guess when it is time and returns the age at
 * which the run is likely to end; `undefined` until it is known. The guess is made in the background: no look waits for it.
 */
export function guessInBackground(guess: GuessEnd | undefined, since: number) {
	let ask = guess;
	let likelyMs: number | undefined;
	return (reading: RunReading | undefined, now: number): number | undefined => {
		if (ask && reading && isWorthGuessing(reading.run, since, now)) {
			void ask(reading, since).then((ms) => (likelyMs = ms ?? undefined));
			ask = undefined;
		}
		return likelyMs;
	};
}

/** The median of the latest durations, those on the branch of the run first; `null` if they differ too much. */
function likelyDuration({ branch }: TestRun, earlier: RunReading[]): number | null {
	const latest = earlier
		.map(({ run }) => run)
		.filter((run) => durationOf(run) > 0)
		.sort((a, b) => Number(b.branch === branch) - Number(a.branch === branch) || startOf(b) - startOf(a))
		.slice(0, LATEST);
	const durations = latest.map(durationOf).sort((a, b) => a - b);
	const median = durations[Math.ceil(durations.length / 2) - 1];
	const close = durations.filter((ms) => Math.abs(ms - median) <= CLOSE * median);
	return close.length * 2 > durations.length ? median : null;
}

/**
 * From the start to the end, as a wait counts; 0 if unknown, or if the run was cut off: canceled, timed out or without
 * a result.
 */
function durationOf({ status, verdict, startedAt, finishedAt, durationMs }: TestRun): number {
	if (status !== 'finished' || (verdict !== 'passed' && verdict !== 'failed')) return 0;
	if (startedAt === null || finishedAt === null) return durationMs ?? 0;
	return Date.parse(finishedAt) - Date.parse(startedAt);
}

function startOf({ startedAt }: TestRun): number {
	return startedAt === null ? 0 : Date.parse(startedAt);
}
