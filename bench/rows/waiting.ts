/** Row 3: what it costs to notice the end of a run, by the number of requests and by the delay. */
import type { RunStatus } from '../../runs/TestRun';
import type * as BuildRun from '../../runs/buildRun';
import type * as CallbackTimes from '../../waiting/callbackTimes';
import type * as Poll from '../../waiting/poll';
import type { Pace } from '../../waiting/schedule';
import { built } from '../lib/built';
import { alone, compared, type Bench, type Figure, type Head, type Reach } from '../lib/figure';
import { median, spreadOf } from '../lib/stats';
import { virtualClock } from '../lib/virtualClock';

const { buildRun } = built<typeof BuildRun>('runs/buildRun');
const { pollRun } = built<typeof Poll>('waiting/poll');
const { FIRST_LOOKS_MS } = built<typeof CallbackTimes>('waiting/callbackTimes');

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DURATIONS = [
	{ name: '10 s', ms: 10 * SECOND },
	{ name: '1 minute', ms: MINUTE },
	{ name: '5 minutes', ms: 5 * MINUTE },
	{ name: '30 minutes', ms: 30 * MINUTE, mostRequests: 70 },
	{ name: '120 minutes', ms: 120 * MINUTE, mostRequests: 160 },
];
const FIXED_SECONDS = [1, 5, 10];
/** Runs of about the same length, so that no figure hangs on when exactly a run ends. */
const VARIATION = 0.03;
/** How far an expectation may be off. */
const TOLERANCE = 0.15;

/** What one wait took. */
interface Wait {
	requests: number;
	/** Seconds from the end of the run until it was noticed. */
	delay: number;
	/** The same as a share of the run. */
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
		}
		return [...figures, await byCallback()];
	},
};

/** Nothing is known of the run: the interval follows its age. */
async function byAge({ name, ms, mostRequests }: (typeof DURATIONS)[number], rounds: number) {
	const lengths = lengthsAround(ms, rounds);
	const ours: Wait[] = [];
	for (const length of lengths) ours.push(await polled(length, {}));
	const most = mostRequests ?? Infinity;
	const requestReach = mostRequests
		? within(`at most ${most} requests`, ({ ours: n }) => n <= most)
		: undefined;
	const delayReach = within(
		'at most 10 % of the run, and 60 s',
		() => Math.max(...ours.map(({ share }) => share)) <= 0.1 && longest(ours) <= 60,
	);
	const against = FIXED_SECONDS.map((seconds) => ({
		comparedWith: `polling each ${seconds} s`,
		theirs: lengths.map((length) => fixed(length, seconds * SECOND)),
	}));
	return against.flatMap(({ comparedWith, theirs }) => [
		requestsOf(
			{ row: 3, what: `Run of ${name}, requests`, unit: 'requests', comparedWith },
			ours,
			theirs,
			requestReach,
		),
		delayOf(
			{ row: 3, what: `Run of ${name}, longest delay`, unit: 's', comparedWith },
			ours,
			theirs,
			delayReach,
		),
	]);
}

/** How long the run takes is known up to 15 percent. */
async function expected({ name, ms }: (typeof DURATIONS)[number], rounds: number): Promise<Figure[]> {
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
			within('at most 2 %', ({ ours }) => ours <= 2),
		),
	];
}

/** The platform tells the end. What is asked before is for runs that end at once, what is asked after to verify it. */
async function byCallback(): Promise<Figure> {
	const { requests } = await polled(Infinity, {}, FIRST_LOOKS_MS);
	return alone(
		{
			row: 3,
			what: 'Callback: requests for a run of any length',
			unit: 'requests',
			note: `${requests} looks in the first ${FIRST_LOOKS_MS / SECOND} s, since a callback before n8n has stored the execution would be lost, and one when the callback has come; there is no delay.`,
		},
		[requests + 1],
		within('1 request', ({ ours }) => ours <= 1),
	);
}

/** Awaits a run of this length from its start, with the package's own loop. */
async function polled(lengthMs: number, pace: Pace, timeoutMs = 24 * 60 * MINUTE): Promise<Wait> {
	const clock = virtualClock();
	let requests = 0;
	const startedAt = new Date(Date.now()).toISOString();
	const run = {
		read: async () => {
			requests++;
			const status: RunStatus = clock.elapsed() >= lengthMs ? 'finished' : 'running';
			return { run: buildRun({ platform: 'currents', id: 'bench', status, startedAt }), raw: {} };
		},
	};
	try {
		await clock.until(pollRun(run, { timeoutMs, pace }));
		return waitOf(requests, clock.elapsed(), lengthMs);
	} finally {
		clock.remove();
	}
}

/** Asks at the start, and then each so many milliseconds. */
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

function delayOf(head: Head, ours: Wait[], theirs: Wait[], reach: Reach): Figure {
	const [mine, other] = [longest(ours), longest(theirs)];
	const delays = ours.map(({ delay }) => delay);
	const figure = compared(head, { ours: [mine], theirs: [other] }, reach);
	return {
		...figure,
		spread: spreadOf(delays),
		note: `Of our delay is the spread; its median is ${median(delays).toFixed(1)} s.`,
	};
}

/** The largest value counts, not the median. */
function worst(head: Head, values: number[], reach: Reach): Figure {
	return { ...alone(head, [Math.max(...values)], reach), spread: spreadOf(values) };
}

function longest(waits: Wait[]): number {
	return Math.max(...waits.map(({ delay }) => delay));
}

function within(words: string, holds: Reach['holds']): Reach {
	return { words, holds };
}
