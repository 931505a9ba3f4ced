/** How long a test takes, and whether it has become slower. */
import type { Observation } from './collect';
import { median, medianDeviation, nearestRank } from './statistics';
import { FEWEST_RUNS } from './testHistory';
import type { Timeline } from './timeline';

/** Durations are in milliseconds. Only runs count in which the test passed at the first attempt. */
export interface Durations {
	/** The median; `null` for fewer than 5 runs. */
	p50: number | null;
	/** 95 % of the runs took no longer; `null` for fewer than 5 runs. */
	p95: number | null;
	/** The newest 3 runs against the up to 20 before them: 0.5 is half as long again, -0.5 half as long. */
	trend: number | null;
	/** True if each of the newest two runs took clearly longer than usual. */
	slower: boolean;
	/** The median of the up to 20 runs before the newest two; `null` for fewer than 5. */
	usual: number | null;
}

const NEWEST_FOR_TREND = 3;
const NEWEST_FOR_SLOWER = 2;
const LONGEST_BASE = 20;

/** A run that is slower than usual takes more than this many times as long, and that much longer. */
const TIMES_AS_LONG = 1.5;
const MS_LONGER = 1_000;

/** Makes the median deviation comparable to a standard deviation; three of those are hardly ever exceeded by chance. */
const DEVIATIONS = 3 * 1.4826;

/** The durations of a test at the end of its newest run. */
export function durationsOf({ rated, own }: Timeline): Durations {
	const timed = rated.filter(isTimed);
	const all = timed.map(durationIn);
	const isEnough = all.length >= FEWEST_RUNS;
	const ordered = timed.filter(({ run }) => run.at !== null);
	return {
		p50: isEnough ? median(all) : null,
		p95: isEnough ? nearestRank(all, 0.95) : null,
		trend: trendOf(ordered.map(durationIn)),
		...slowingOf(ordered, own.filter(isTimed)),
	};
}

function isTimed({ outcome, flaky, durationMs }: Observation): boolean {
	return outcome === 'passed' && !flaky && durationMs !== null;
}

function durationIn({ durationMs }: Observation): number {
	return durationMs as number;
}

function trendOf(all: number[]): number | null {
	const before = all.slice(0, -NEWEST_FOR_TREND).slice(-LONGEST_BASE);
	if (before.length < FEWEST_RUNS) return null;
	const usual = median(before) as number;
	return usual === 0 ? null : (median(all.slice(-NEWEST_FOR_TREND)) as number) / usual - 1;
}

/** One slow run is noise, so it takes two in a row on the branch itself. */
function slowingOf(timed: Observation[], own: Observation[]): Pick<Durations, 'slower' | 'usual'> {
	const newest = own.slice(-NEWEST_FOR_SLOWER);
	const base = timed
		.slice(0, Math.max(0, timed.indexOf(newest[0])))
		.slice(-LONGEST_BASE)
		.map(durationIn);
	if (newest.length < NEWEST_FOR_SLOWER || base.length < FEWEST_RUNS) return { slower: false, usual: null };
	const usual = median(base) as number;
	const limit = Math.max(usual * TIMES_AS_LONG, usual + DEVIATIONS * (medianDeviation(base) as number));
	const isSlow = (duration: number) => duration > limit && duration - usual >= MS_LONGER;
	return { slower: newest.map(durationIn).every(isSlow), usual };
}
