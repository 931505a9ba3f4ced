/** Row 4: awaiting many runs of one project in one execution. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type * as TestRunNode from '../../nodes/TestRun/TestRun.node';
import { built } from '../lib/built';
import { counted, type Bench, type Figure } from '../lib/figure';
import { virtualClock } from '../lib/virtualClock';

const { TestRun } = built<typeof TestRunNode>('nodes/TestRun/TestRun.node');

const PAGE_SIZE = 50;
const WAITED_MS = 20 * 60_000;
const GRAIN_MS = 250;
const MOST_KILOBYTES = 10;
const LISTS_A_TICK = 3;

/** What awaiting so many runs took. */
interface Awaited {
	requests: number;
	/** Kilobytes on the heap while the runs are awaited, more than before. */
	kilobytes: number;
}

export const bench: Bench = {
	row: 4,
	title: 'Awaiting many runs of one project in one execution (simulated clock)',
	async run() {
		// What the first execution loads and compiles is not memory of a run.
		await awaitRuns(500);
		// A run alone is looked at once a tick.
		const { requests: ticks } = await awaitRuns(1);
		const figures: Figure[] = [];
		for (const count of [1, 10, 100, 500]) {
			const { requests, kilobytes } = await awaitRuns(count);
			figures.push(requestsPerTick(count, requests, ticks));
			if (count > 1) figures.push(memoryPerRun(count, kilobytes));
		}
		return figures;
	},
};

function requestsPerTick(count: number, requests: number, ticks: number): Figure {
	const pages = Math.ceil(count / PAGE_SIZE);
	return counted(
		{
			row: 4,
			what: `${count} runs, requests per tick`,
			comparedWith: 'one request per run',
			unit: 'requests',
			note: `One list is ${pages} pages; each run is read by its id once, at the beginning. Runs that are not in step have the list read more than once a tick.`,
		},
		requests / ticks,
		count,
		{
			words: `pages, not runs: at most ${LISTS_A_TICK} lists`,
			holds: ({ ours }) => ours <= LISTS_A_TICK * pages + count / ticks,
		},
	);
}

function memoryPerRun(count: number, kilobytes: number): Figure {
	return counted({ row: 4, what: `${count} runs, memory per run`, unit: 'kB' }, kilobytes / count, null, {
		words: `under ${MOST_KILOBYTES} kB`,
		holds: ({ ours }) => ours < MOST_KILOBYTES,
	});
}

/** Awaits runs that go on for longer than they are awaited. */
async function awaitRuns(count: number): Promise<Awaited> {
	const clock = virtualClock(GRAIN_MS);
	const stop = new AbortController();
	const seen = { requests: 0 };
	const ctx = context(count, stop.signal, () => seen.requests++);
	try {
		const before = liveBytes();
		const execution = new TestRun().execute.call(ctx).catch((error: unknown) => {
			if (!stop.signal.aborted) throw error;
		});
		await clock.until(Promise.race([execution, clock.sleep(WAITED_MS)]));
		const kilobytes = (liveBytes() - before) / 1024;
		const { requests } = seen;
		stop.abort();
		await clock.until(execution);
		return { requests, kilobytes };
	} finally {
		clock.remove();
	}
}

function liveBytes(): number {
	global.gc?.();
	return process.memoryUsage().heapUsed;
}

/** The part of n8n's context that the node uses, with runs of Currents that do not end. */
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
				// As the wire gives it: each answer is an object of its own.
				const body = JSON.parse(JSON.stringify(answer(new URL(url)))) as IDataObject;
				return { statusCode: 200, headers: {}, body };
			},
		},
	} as unknown as IExecuteFunctions;
}
