/** Row 3: how many requests it takes to notice the end of a run, and how late it is noticed. */
import type { RunStatus } from '../../../core/model/TestRun';
import type * as BuildRun from '../../../core/model/buildRun';
import type { EarlierRuns } from '../../../n8n/waiting/contract';
import type * as LikelyEnd from '../../../n8n/waiting/likelyEnd';
import type * as Poll from '../../../n8n/waiting/poll';
import type { Pace } from '../../../n8n/waiting/schedule';
import { built } from '../lib/built';
import { alone, compared, type Bench, type Figure, type Head, type Reach } from '../lib/figure';
import { median, spreadOf } from '../lib/stats';
import { virtualClock } from '../lib/virtualClock';

const { buildRun } = built<typeof BuildRun>('core/model/buildRun');
const { guesses } = built<typeof LikelyEnd>('n8n/waiting/likelyEnd');
const { pollRun } = built<typeof Poll>('n8n/waiting/poll');

const CURRENTS = { platform: 'currents', platformName: 'Currents' };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A duration of runs, with its goal. */
interface Duration {
	name: string;
	ms: number;
	mostRequests?: number;
}

const DURATIONS: Duration[] = [
	{
		name: '10 s',
		ms: 10 * SECOND,
		mostRequests: 12,
	},
	{ name: '1 minute', ms: MINUTE },
	{ name: '5 minutes', ms: 5 * MINUTE },
	{ name: '30 minutes', ms: 30 * MINUTE, mostRequests: 76 },
	{ name: '120 minutes', ms: 120 * MINUTE, mostRequests: 168 },
];
const FIXED_SECONDS = [1, 5, 10];
/** The durations vary by this share, so that no figure depends on the exact moment at which a run ends. */
const VARIATION = 0.03;
/** Durations of earlier runs, as shares of the one that is awaited. */
const EARLIER = [0.95, 0.98, 1, 1.02, 1.05];
/** How wrong an expected duration may be, as a share. */
const TOLERANCE = 0.15;

/** The result of one wait. */
interface Wait {
	requests: number;
	/** Seconds from the end of the run until it was noticed. */
	delay: number;
	/** The delay as a share of the duration of the run. */
	share: number;
}

export const bench: Bench = {
	row: 3,
	title: 'Awaiting runs: requests, and delay to notice the end (simulated clock)',
	async run({ quick }) {
		const rounds = quick ? 12 : 60;
		const figures: Figure[] = [];
		for (const duration of DURATIONS) {
			figures.push(...(await byAge(duration, rounds)), ...(await expected(duration, rounds)));
			if (duration.ms > MINUTE) figures.push(...(await guessed(duration, rounds)));
		}
		return figures;
	},
};

/**
 * Without an expected duration: the interval depends on the age of the run. The goal is checked only once, not for each
 * comparison.
 */
async function byAge({ name, ms, mostRequests }: Duration, rounds: number): Promise<Figure[]> {
	const lengths = lengthsAround(ms, rounds);
	const ours: Wait[] = [];
	for (const length of lengths) ours.push(await polled(length, {}));
	const requestReach =
		mostRequests === undefined
			? undefined
			: within(`at most ${mostRequests} requests`, ({ ours: n }) => n <= mostRequests);
	return FIXED_SECONDS.flatMap((seconds, i) => {
		const theirs = lengths.map((length) => fixed(length, seconds * SECOND));
		const comparedWith = `polling each ${seconds} s`;
		const head = (what: string, unit: string): Head => ({
			row: 3,
			what: `Run of ${name}, ${what}, beside ${comparedWith}`,
			unit,
			comparedWith,
		});
		return [
			requestsOf(head('requests', 'requests'), ours, theirs, i === 0 ? requestReach : undefined),
			delayOf(head('longest delay', 's'), ours, theirs, i === 0 ? delayReach(ours) : undefined),
		];
	});
}

function delayReach(waits: Wait[]): Reach {
	return within(
		'at most 10 % of the run, and 60 s',
		() => Math.max(...waits.map(({ share }) => share)) <= 0.1 && longest(waits) <= 60,
	);
}

/** With an expected duration that is wrong by up to 15 percent. */
async function expected({ name, ms }: Duration, rounds: number): Promise<Figure[]> {
	const lengths = lengthsAround(ms, rounds);
	const waits: Wait[] = [];
	for (const [round, length] of lengths.entries()) {
		const wrongBy = TOLERANCE * ((2 * round) / (rounds - 1) - 1);
		waits.push(await polled(length, { expectedMs: length * (1 + wrongBy) }));
	}
	const requests = waits.map((wait) => wait.requests);
	const shares = waits.map(({ share }) => share * 100);
	const what = `Run of ${name} with an expected duration, right within 15 %`;
	return [
		worst(
			{ row: 3, what: `${what}: requests`, unit: 'requests' },
			requests,
			within('at most 30 requests', ({ ours }) => ours <= 30),
		),
		worst(
			{ row: 3, what: `${what}: longest delay`, unit: '% of the run' },
			shares,
			within('at most 2 %, or a second', ({ ours }) => ours <= Math.max(2, (100 * SECOND) / ms)),
		),
	];
}

/** Without one, but the platform lists earlier runs: beside a wait that does not ask for them. */
async function guessed({ name, ms }: Duration, rounds: number): Promise<Figure[]> {
	const lengths = lengthsAround(ms, rounds);
	const theirs: Wait[] = [];
	for (const length of lengths) theirs.push(await polled(length, {}));
	const figures: Figure[] = [];
	for (const [times, what] of [
		[1, 'five runs within 5 % of it'],
		[3, 'five runs of three times that'],
	] as const) {
		const ours: Wait[] = [];
		for (const length of lengths)
			ours.push(
				await polled(
					length,
					{},
					EARLIER.map((share) => times * ms * share),
				),
			);
		const comparedWith = 'the same without asking for them';
		const head = (figure: string, unit: string): Head => ({
			row: 3,
			what: `Run of ${name} after ${what}, not given: ${figure}`,
			unit,
			comparedWith,
		});
		figures.push(
			requestsOf(head('requests', 'requests'), ours, theirs),
			delayOf(head('longest delay', 's'), ours, theirs, times === 1 ? closeReach(ours) : delayReach(ours)),
		);
	}
	return figures;
}

/** The interval is a share of the expected duration, which differs from that of the run. */
function closeReach(waits: Wait[]): Reach {
	return within(
		'at most 1.1 % of the run, and 60 s',
		() => Math.max(...waits.map(({ share }) => share)) <= 0.011 && longest(waits) <= 60,
	);
}

/**
 * Waits for a run of this duration from its start, with the package's own code.
 *
 * @param earlier durations of runs that the platform lists
 */
async function polled(lengthMs: number, pace: Pace, earlier?: number[]): Promise<Wait> {
	const timeoutMs = 24 * 60 * MINUTE;
	const clock = virtualClock();
	let requests = 0;
	const startedAt = new Date(Date.now()).toISOString();
	const run = {
		read: async () => {
			requests++;
			const status: RunStatus = clock.elapsed() >= lengthMs ? 'finished' : 'running';
			return {
				run: buildRun({ ...CURRENTS, id: 'bench', status, startedAt }),
				raw: {},
			};
		},
	};
	const guess = earlier && guesses()({ ...run, earlier: () => listOf(earlier, () => requests++) });
	try {
		await clock.until(pollRun(run, { timeoutMs, pace, guess }));
		return waitOf(requests, clock.elapsed(), lengthMs);
	} finally {
		clock.remove();
	}
}

function listOf(durations: number[], onRead: () => void): EarlierRuns {
	return {
		...{ key: '', kind: '' },
		async read() {
			onRead();
			return durations.map((durationMs) => ({
				run: buildRun({
					...CURRENTS,
					id: 'earlier',
					status: 'finished',
					platformVerdict: 'passed',
					durationMs,
				}),
				kind: '',
			}));
		},
	};
}

/** The result of polling at the start and then at a fixed interval. */
function fixed(lengthMs: number, intervalMs: number): Wait {
	const looks = Math.ceil(lengthMs / intervalMs);
	return waitOf(looks + 1, looks * intervalMs, lengthMs);
}

function waitOf(requests: number, noticedMs: number, lengthMs: number): Wait {
	const delayMs = noticedMs - lengthMs;
	return { requests, delay: delayMs / SECOND, share: delayMs / lengthMs };
}

function lengthsAround(ms: number, rounds: number): number[] {
	return Array.from({ length: rounds }, (_, i) => ms * (1 + VARIATION * ((2 * i) / (rounds - 1) - 1)));
}

function requestsOf(head: Head, ours: Wait[], theirs: Wait[], reach?: Reach): Figure {
	const requests = (waits: Wait[]) => waits.map((wait) => wait.requests);
	return compared(head, { ours: requests(ours), theirs: requests(theirs) }, reach);
}

function delayOf(head: Head, ours: Wait[], theirs: Wait[], reach?: Reach): Figure {
	const [mine, other] = [longest(ours), longest(theirs)];
	const delays = ours.map(({ delay }) => delay);
	const figure = compared(head, { ours: [mine], theirs: [other] }, reach);
	return {
		...figure,
		spread: spreadOf(delays),
		note: `${head.what.split(',')[0]}: the spread is that of our delay, whose median is ${median(delays).toFixed(1)} s.`,
	};
}

/** A figure whose value is the largest measurement, not the median. */
function worst(head: Head, values: number[], reach?: Reach): Figure {
	return { ...alone(head, [Math.max(...values)], reach), spread: spreadOf(values) };
}

function longest(waits: Wait[]): number {
	return Math.max(...waits.map(({ delay }) => delay));
}

function within(words: string, holds: Reach['holds']): Reach {
	return { words, holds };
}
