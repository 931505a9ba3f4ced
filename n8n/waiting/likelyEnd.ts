/**
 * Guesses how long a run takes, from runs of its kind that ended before. It costs one request per list, only in waits
 * that last, and no error of it reaches the wait.
 */
import type { TestRun } from '../../core/model/TestRun';
import type { RunReading } from '../items/contract';
import type { AwaitedRun, EarlierRuns } from './contract';

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

/** What a guess needs of an earlier run. The lists are kept during the wait, and a run of a platform is large. */
interface Duration {
	kind: string;
	branch: string | null;
	startedAt: number;
	ms: number;
}

/** Returns a function that makes the guess for a run, and that reads each list only once for all runs. */
export function guesses(): (run: AwaitedRun) => GuessEnd {
	const lists = new Map<string, Promise<Duration[]>>();
	const guess = async (awaited: AwaitedRun, reading: RunReading, since: number) => {
		const earlier = awaited.earlier?.(reading) ?? null;
		if (earlier === null) return null;
		const list = lists.get(earlier.key) ?? durationsIn(earlier);
		lists.set(earlier.key, list);
		const alike = (await list).filter(({ kind }) => kind === earlier.kind);
		const ms = likelyDuration(alike, reading.run.branch);
		return ms && ms + beginIn(reading.run, since);
	};
	return (awaited) => async (reading, since) => await guess(awaited, reading, since).catch(() => null);
}

async function durationsIn({ read }: EarlierRuns): Promise<Duration[]> {
	const durations = (await read()).map(({ kind, run }) => ({
		kind,
		branch: run.branch,
		startedAt: run.startedAt === null ? 0 : Date.parse(run.startedAt),
		ms: durationOf(run),
	}));
	return durations.filter(({ ms }) => ms > 0);
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

/** The median of the latest durations, those on this branch first; `null` if they differ too much. */
function likelyDuration(durations: Duration[], branch: string | null): number | null {
	const isOn = (one: Duration) => Number(one.branch === branch);
	const latest = durations.sort((a, b) => isOn(b) - isOn(a) || b.startedAt - a.startedAt).slice(0, LATEST);
	const sorted = latest.map(({ ms }) => ms).sort((a, b) => a - b);
	const median = sorted[Math.ceil(sorted.length / 2) - 1];
	const close = sorted.filter((ms) => Math.abs(ms - median) <= CLOSE * median);
	return close.length * 2 > sorted.length ? median : null;
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
