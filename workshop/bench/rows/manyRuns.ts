/** Row 4: waiting for many runs of one project in one execution. */
import v8 from 'node:v8';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type * as TestRunNode from '../../../nodes/TestRun/TestRun.node';
import { built } from '../lib/built';
import { alone, compared, type Bench, type Figure } from '../lib/figure';
import { median } from '../lib/stats';
import { virtualClock } from '../lib/virtualClock';

const { TestRun } = built<typeof TestRunNode>('nodes/TestRun/TestRun.node');

const PAGE_SIZE = 50;
const WAITED_MS = 20 * 60_000;
const GRAIN_MS = 250;
const MOST_KILOBYTES = 10;
/** Intervals vary by two percent, so some runs are read once more than others. */
const LISTS_A_TICK = 1.2;

/** What waiting for the runs took. */
interface Awaited {
	/** Without the first read of each run. */
	requests: number;
	/** Kilobytes on the heap during the wait, minus those after it. */
	kilobytes: number;
}

// Compiling code, or discarding it, would change the heap by more than a run takes.
for (const flag of ['--no-opt', '--no-sparkplug', '--no-maglev', '--no-flush-bytecode']) {
	v8.setFlagsFromString(flag);
}

export const bench: Bench = {
	row: 4,
	title: 'Awaiting many runs of one project in one execution (simulated clock)',
	async run({ quick }) {
		// The first executions load and compile code, which does not count as memory of a run.
		for (const count of [100, 10, 1]) await awaitRuns(count);
		const rounds = quick ? 1 : 5;
		const single = await inRounds(1, rounds);
		// A single run is read once per tick.
		const ticks = median(single.map(({ requests }) => requests));
		const figures = [requestsPerTick(1, single, ticks)];
		for (const count of [10, 100, 500]) {
			const many = await inRounds(count, rounds);
			figures.push(requestsPerTick(count, many, ticks), memoryPerRun(count, many, single));
		}
		return figures;
	},
};

async function inRounds(count: number, rounds: number): Promise<Awaited[]> {
	const all: Awaited[] = [];
	while (all.length < rounds) all.push(await awaitRuns(count));
	return all;
}

function requestsPerTick(count: number, rounds: Awaited[], ticks: number): Figure {
	const pages = Math.ceil(count / PAGE_SIZE);
	return compared(
		{
			row: 4,
			what: `${count} runs, requests per tick`,
			comparedWith: 'one request per run',
			unit: 'requests',
			note: `A tick is one look at a single run: ${ticks} in ${WAITED_MS / 60_000} minutes. Each run is read by its ID once at the beginning, which is not counted here; then a list of 50 runs is one request.`,
		},
		{ ours: rounds.map(({ requests }) => requests / ticks), theirs: rounds.map(() => count) },
		{
			words: `pages, not runs: at most ${LISTS_A_TICK} lists`,
			holds: ({ ours }) => ours <= LISTS_A_TICK * pages,
		},
	);
}

function memoryPerRun(count: number, rounds: Awaited[], single: Awaited[]): Figure {
	const [ofOne, ofMany] = [single, rounds].map((all) => all.map(({ kilobytes }) => kilobytes));
	return alone(
		{
			row: 4,
			what: `${count} runs, memory per run`,
			unit: 'kB',
			note: `Memory is the heap between two looks, all of the execution divided by its runs; one run alone takes ${median(ofOne).toFixed(1)} kB. While a list is read its pages come on top.`,
		},
		ofMany.map((kilobytes) => kilobytes / count),
		{ words: `under ${MOST_KILOBYTES} kB`, holds: ({ ours }) => ours < MOST_KILOBYTES },
	);
}

/** Waits for runs that do not end before the measurement does. */
async function awaitRuns(count: number): Promise<Awaited> {
	const clock = virtualClock(GRAIN_MS);
	const stop = new AbortController();
	const seen = { requests: 0 };
	const ctx = context(count, stop.signal, () => seen.requests++);
	try {
		const execution = new TestRun().execute.call(ctx).catch((error: unknown) => {
			if (!stop.signal.aborted) throw error;
		});
		await clock.until(Promise.race([execution, clock.sleep(WAITED_MS)]));
		const held = await liveBytes();
		const requests = seen.requests - count;
		stop.abort();
		await clock.until(execution);
		return { requests, kilobytes: (held - (await liveBytes())) / 1024 };
	} finally {
		clock.remove();
	}
}

/**
 * Several rounds, since some objects become garbage only after others have been collected, and after a turn of the
 * event loop (timers of requests).
 */
async function liveBytes(): Promise<number> {
	for (let round = 0; round < 4; round++) {
		global.gc?.();
		await new Promise((resolve) => setImmediate(resolve));
	}
	return process.memoryUsage().heapUsed;
}

/** A minimal replacement for n8n's context with only what the node uses, and with runs of Currents that never end. */
function context(count: number, signal: AbortSignal, onRequest: () => void): IExecuteFunctions {
	const parameters: IDataObject = {
		resource: 'currents',
		operation: 'waitForRun',
		waitBy: 'runId',
		simplify: true,
		waitMode: 'poll',
		timeoutMinutes: 120,
		options: {},
	};
	const createdAt = new Date(Date.now()).toISOString();
	const run = (serial: number) => ({
		runId: `run-${serial}`,
		cursor: String(serial),
		projectId: 'bench',
		createdAt,
		status: 'RUNNING',
		completionState: 'IN_PROGRESS',
		tags: ['nightly'],
		groups: [],
		specs: [],
		meta: { ciBuildId: `build-${serial}`, commit: { branch: 'main', sha: '5a7edc9a156e417068060d67' } },
	});
	const answer = (url: URL) => {
		const [, kind, id] = url.pathname.split('/');
		if (kind === 'runs') return { status: 'OK', data: run(Number(id.split('-')[1])) };
		const after = url.searchParams.get('starting_after');
		const from = after === null ? 0 : Number(after) + 1;
		const to = Math.min(count, from + Number(url.searchParams.get('limit')));
		const data = Array.from({ length: to - from }, (_, i) => run(from + i));
		return { status: 'OK', has_more: to < count, data };
	};
	return {
		getInputData: () => Array.from({ length: count }, () => ({ json: {} })),
		getNodeParameter: (name: string, item: number) => (name === 'runId' ? `run-${item}` : parameters[name]),
		getNode: () => ({ name: 'Test Run', type: 'n8n-nodes-test-runs.testRun' }),
		getCredentials: async () => ({ apiKey: 'bench-only-key', baseUrl: 'http://127.0.0.1' }),
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => false,
		logger: { warn: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { url }: { url: string }) => {
				onRequest();
				// As with real HTTP, each response is a new object.
				const body = JSON.parse(JSON.stringify(answer(new URL(url)))) as IDataObject;
				return { statusCode: 200, headers: {}, body };
			},
		},
	} as unknown as IExecuteFunctions;
}
