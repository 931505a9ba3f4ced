/** Row 3: how many requests it takes to notice the end of a run, and how late it is noticed. */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { AwaitOperation } from '../../../platforms/platform';
import type { CallbackSupport } from '../../../n8n/waiting/contract';
import type { OperationCall } from '../../../n8n/items/contract';
import type { RunStatus } from '../../../core/model/TestRun';
import type * as BuildRun from '../../../core/model/buildRun';
import type * as Callback from '../../../n8n/waiting/callback';
import type * as Poll from '../../../n8n/waiting/poll';
import type { Pace } from '../../../n8n/waiting/schedule';
import type { WaitSettings } from '../../../n8n/waiting/settings';
import { built } from '../lib/built';
import { alone, compared, type Bench, type Figure, type Head, type Reach } from '../lib/figure';
import { median, spreadOf } from '../lib/stats';
import { virtualClock } from '../lib/virtualClock';

const { buildRun } = built<typeof BuildRun>('core/model/buildRun');
const { pollRun } = built<typeof Poll>('n8n/waiting/poll');
const { awaitCallback, receiveCallback } = built<typeof Callback>('n8n/waiting/callback');

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A duration of runs, with its goal or notes. */
interface Duration {
	name: string;
	ms: number;
	mostRequests?: number;
	note?: string;
	/** A note for the case with an expected duration. */
	expectedNote?: string;
}

const DURATIONS: Duration[] = [
	{
		name: '10 s',
		ms: 10 * SECOND,
		note: 'A run of 10 s cannot be noticed within 10 % while looks are 2 s apart at first; Shortest Interval lowers that.',
		expectedNote:
			'Of a run of 10 s, 2 % is 0.2 s: less than the second between two looks around the expected end.',
	},
	{ name: '1 minute', ms: MINUTE },
	{ name: '5 minutes', ms: 5 * MINUTE },
	{ name: '30 minutes', ms: 30 * MINUTE, mostRequests: 70 },
	{ name: '120 minutes', ms: 120 * MINUTE, mostRequests: 160 },
];
const FIXED_SECONDS = [1, 5, 10];
/** The durations vary by this share, so that no figure depends on the exact moment at which a run ends. */
const VARIATION = 0.03;
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
		}
		return [...figures, ...(await withShortestInterval(rounds)), await byCallback()];
	},
};

/**
 * Without an expected duration: the interval depends on the age of the run. The goal is checked only once, not for each
 * comparison.
 */
async function byAge({ name, ms, mostRequests, note }: Duration, rounds: number): Promise<Figure[]> {
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
			delayOf(head('longest delay', 's'), ours, theirs, i === 0 ? delayReach(ours) : undefined, note),
		];
	});
}

/** The shortest run, with the interval that a user would set for it. */
async function withShortestInterval(rounds: number): Promise<Figure[]> {
	const [{ name, ms }] = DURATIONS;
	const waits: Wait[] = [];
	for (const length of lengthsAround(ms, rounds)) waits.push(await polled(length, { shortestMs: SECOND }));
	const what = `Run of ${name} with Shortest Interval 1 s`;
	const requests = waits.map((wait) => wait.requests);
	const delays = waits.map(({ delay }) => delay);
	return [
		alone({ row: 3, what: `${what}: requests`, unit: 'requests' }, requests),
		worst({ row: 3, what: `${what}: longest delay`, unit: 's' }, delays),
	];
}

function delayReach(waits: Wait[]): Reach {
	return within(
		'at most 10 % of the run, and 60 s',
		() => Math.max(...waits.map(({ share }) => share)) <= 0.1 && longest(waits) <= 60,
	);
}

/** With an expected duration that is wrong by up to 15 percent. */
async function expected({ name, ms, expectedNote }: Duration, rounds: number): Promise<Figure[]> {
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
			{ row: 3, what: `${what}: longest delay`, unit: '% of the run', note: expectedNote },
			shares,
			within('at most 2 %', ({ ours }) => ours <= 2),
		),
	];
}

/** With a callback: one read before the execution is stored, and one to verify the callback. */
async function byCallback(): Promise<Figure> {
	const clock = virtualClock();
	let requests = 0;
	const read = (status: RunStatus) => async () => {
		requests++;
		return { run: buildRun({ platform: 'qodex', platformName: 'Qodex', id: 'bench', status }), raw: {} };
	};
	const stored = { json: {} as IDataObject };
	let callbackUrl = '';
	const ctx = {
		evaluateExpression: (expression: string) =>
			expression.includes('resumeUrl') ? 'http://127.0.0.1/' : stored.json,
		getExecuteData: () => ({ data: { main: [[stored]] } }),
		putExecutionToWait: async () => undefined,
		getQueryData: () => Object.fromEntries(new URL(callbackUrl).searchParams),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getExecutionId: () => 'bench',
		getNode: () => ({ id: 'node' }),
		getResponseObject: () => ({ status: () => ({ json: () => undefined }) }),
	};
	const begin = async (_call: unknown, url?: string) => {
		callbackUrl = String(url);
		return { read: read('running') };
	};
	try {
		const call = { ctx, itemIndex: 0, input: { flag: () => true } } as unknown as OperationCall;
		const settings = { timeoutMs: 60 * MINUTE } as WaitSettings;
		const item = await clock.until(awaitCallback(call, { begin } as unknown as AwaitOperation, settings));
		stored.json = item?.json ?? {};
		const support = { platform: 'Qodex', read: read('finished') } as unknown as CallbackSupport;
		const { workflowData } = await clock.until(receiveCallback(ctx as unknown as IWebhookFunctions, support));
		if (!workflowData) throw new Error('The callback did not let the execution go on');
	} finally {
		clock.remove();
	}
	return alone(
		{
			row: 3,
			what: 'Callback: requests for a run of any length',
			unit: 'requests',
			note: 'Two requests, not one: a callback before n8n has stored the execution is refused and does not come again, so that the run is looked at once before; and a callback that is not signed is believed only after the run was read. There is no delay.',
		},
		[requests],
		within('1 request', ({ ours }) => ours <= 1),
	);
}

/** Waits for a run of this duration from its start, with the package's own code. */
async function polled(lengthMs: number, pace: Pace, timeoutMs = 24 * 60 * MINUTE): Promise<Wait> {
	const clock = virtualClock();
	let requests = 0;
	const startedAt = new Date(Date.now()).toISOString();
	const run = {
		read: async () => {
			requests++;
			const status: RunStatus = clock.elapsed() >= lengthMs ? 'finished' : 'running';
			return {
				run: buildRun({ platform: 'currents', platformName: 'Currents', id: 'bench', status, startedAt }),
				raw: {},
			};
		},
	};
	try {
		await clock.until(pollRun(run, { timeoutMs, pace }));
		return waitOf(requests, clock.elapsed(), lengthMs);
	} finally {
		clock.remove();
	}
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

function delayOf(head: Head, ours: Wait[], theirs: Wait[], reach?: Reach, more = ''): Figure {
	const [mine, other] = [longest(ours), longest(theirs)];
	const delays = ours.map(({ delay }) => delay);
	const figure = compared(head, { ours: [mine], theirs: [other] }, reach);
	return {
		...figure,
		spread: spreadOf(delays),
		note: `Of our delay is the spread; its median is ${median(delays).toFixed(1)} s. ${more}`.trim(),
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
