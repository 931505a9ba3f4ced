/**
 * Row 5: reading long lists with Return All.
 *
 * Both sides are nodes in the same engine with the same credential. They send the same requests through the same helper
 * of n8n, which also parses the responses. The measurement begins when the engine calls the node and ends when the node
 * returns its items. So only our side has to read the parameters, read the credential once more for its base URL, limit
 * the time of each request, and convert the responses to runs and failures.
 */
import { hash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type * as TestRunNode from '../../../nodes/TestRun/TestRun.node';
import type * as Instances from '../../../platforms/currents/instances';
import type * as Normalize from '../../../platforms/currents/normalize';
import type { FullRun } from '../../../platforms/currents/api';
import type * as BuildRun from '../../../core/model/buildRun';
import { built } from '../lib/built';
import { servePages, type Pages } from '../lib/currentsPages';
import { execute, type Look } from '../lib/engine';
import { compared, ratioAtMost, type Bench, type Figure, type Head, type Pairs } from '../lib/figure';
import { constantRun } from '../lib/leastDelivery';
import { timed } from '../lib/measure';
import { median } from '../lib/stats';

const PROJECT = 'bench';
const PLACE = { projectId: PROJECT, dashboard: 'https://app.currents.dev', buildId: null };
const PAGE_SIZE = 50;
const SPECS_AT_A_TIME = 5;
const LONGEST = 10_000;
const FAILURES_A_SPEC = 10;
const CREDENTIAL = 'testRunCurrentsApi';
const LOOP = 'a bare loop over the same pages, with the same n8n helper';

const LIVE =
	'Peak memory is what is in use: garbage is collected before each look, of which there are about eight while pages come and one at the end. With garbage it is what had been allocated by the time that the collector came, which for short lists is all. Of the time, the last lines of each list say how much goes into making runs and failures of the answers; the loop does nothing of the kind. The least is the loop with a time limit for each request, and a run with constant values, or a failure with its two hashes, for each entry.';

const { TestRun } = built<typeof TestRunNode>('nodes/TestRun/TestRun.node');
const { instanceFailures } = built<typeof Instances>('platforms/currents/instances');
const { runFacts } = built<typeof Normalize>('platforms/currents/normalize');
const { buildRun } = built<typeof BuildRun>('core/model/buildRun');

interface Reading {
	name: string;
	parameters(count: number): { resource: string; operation: string; [name: string]: string | boolean };
	/** Sends the same requests without processing the responses. */
	loop(ctx: IExecuteFunctions, baseUrl: string, count: number, get: Get): Promise<IDataObject[]>;
	/** The least that an entry can become. */
	least(entry: IDataObject): object;
	/** The number of requests that are sent. */
	requests(count: number): number;
	/** Converts the entries that the loop returns to our model. */
	normalise(entries: IDataObject[]): unknown;
}

const readings: Reading[] = [
	{
		name: 'runs',
		parameters: () => ({
			resource: 'currents',
			operation: 'getManyRuns',
			projectId: PROJECT,
			returnAll: true,
			simplify: true,
		}),
		async loop(ctx, baseUrl, _count, get) {
			const all: IDataObject[] = [];
			for (let after = ''; ;) {
				const page = await get(ctx, `${baseUrl}/projects/${PROJECT}/runs?limit=${PAGE_SIZE}${after}`);
				const entries = page.data as IDataObject[];
				all.push(...entries);
				if (!page.has_more) return all;
				after = `&starting_after=${String(entries[entries.length - 1].cursor)}`;
			}
		},
		least: ({ createdAt }) => constantRun(new Date(String(createdAt)).toISOString()),
		requests: (count) => count / PAGE_SIZE,
		normalise: (runs) =>
			(runs as FullRun[]).map((run) => buildRun(runFacts(run, 'https://app.currents.dev'))),
	},
	{
		name: 'failures',
		parameters: (count) => ({
			resource: 'currents',
			operation: 'getManyFailures',
			runId: `failures-${count}`,
			returnAll: true,
		}),
		async loop(ctx, baseUrl, count, get) {
			const { data: run } = await get(ctx, `${baseUrl}/runs/failures-${count}`);
			const { specs } = run as { specs: Array<{ instanceId: string }> };
			const all: IDataObject[] = [];
			for (let from = 0; from < specs.length; from += SPECS_AT_A_TIME) {
				const batch = specs.slice(from, from + SPECS_AT_A_TIME);
				const answers = await Promise.all(
					batch.map(async ({ instanceId }) => await get(ctx, `${baseUrl}/instances/${instanceId}`)),
				);
				for (const { data } of answers) {
					all.push(...(data as { results: { tests: IDataObject[] } }).results.tests);
				}
			}
			return all;
		},
		least: ({ testId }) => ({
			...{
				fingerprint: hash('sha256', `${String(testId)} problem`),
				testKey: hash('sha256', String(testId)),
			},
			...{ title: 't', suite: null, file: null, group: null, flaky: false, attempts: 2, durationMs: 1 },
			...{ url: null, tags: [], status: 'failed', error: { message: 'm', stack: 's' } },
		}),
		requests: (count) => 1 + count / FAILURES_A_SPEC,
		normalise: (tests) => instanceFailures({ spec: 'cart.spec.ts', results: { tests } }, PLACE),
	},
];

export const bench: Bench = {
	row: 5,
	title: 'Reading long lists with Return All',
	async run({ quick }) {
		const figures: Figure[] = [];
		for (const count of [100, 1_000, LONGEST]) {
			const pages = await servePages(count);
			try {
				for (const reading of readings) figures.push(...(await measure(reading, count, pages, quick)));
			} finally {
				await pages.close();
			}
		}
		return [...figures, ...readings.flatMap(({ name }) => growth(figures, name))];
	},
};

async function measure(
	reading: Reading,
	count: number,
	{ baseUrl }: Pages,
	quick: boolean,
): Promise<Figure[]> {
	const loop = loopNode(async (ctx) => await reading.loop(ctx, baseUrl, count, get));
	const leastNode = loopNode(async (ctx) =>
		(await reading.loop(ctx, baseUrl, count, getInTime)).map((entry) => reading.least(entry) as IDataObject),
	);
	const sides = {
		ours: async (look?: Look) => await execute(new TestRun(), reading.parameters(count), baseUrl, look),
		theirs: async (look?: Look) => await execute(loop, {}, baseUrl, look),
		least: async (look?: Look) => await execute(leastNode, {}, baseUrl, look),
	};
	// Warm up: an n8n that has been running for a while has compiled this code.
	const warmEntries = quick ? 1_000 : 3_000;
	for (let warmUp = 0; warmUp < Math.max(1, warmEntries / count); warmUp++) {
		for (const side of [sides.ours, sides.theirs, sides.least]) {
			const { items } = await side();
			if (items.length !== count) throw new Error(`${count} ${reading.name} wanted, ${items.length} read`);
		}
	}

	const inTurns = async (turns: number, look: Look, ours: 'ours' | 'least' = 'ours'): Promise<Pairs> => {
		const pairs: Pairs = { ours: [], theirs: [] };
		const work = { ours: sides[ours], theirs: sides.theirs };
		for (let turn = 0; turn < turns; turn++) {
			for (const side of turn % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
				const { ms, peakBytes } = await work[side](look);
				pairs[side].push(look === 'time' ? ms : peakBytes / 1024 ** 2);
			}
		}
		return pairs;
	};
	const what = `Reading ${count.toLocaleString('en')} ${reading.name}`;
	const head = (of: string, unit: string): Head => ({
		row: 5,
		what: what + of,
		comparedWith: LOOP,
		unit,
		note: LIVE,
	});
	const turns = turnsFor(count, quick);
	const time = await inTurns(turns, 'time');
	const judged = [compared(head('', 'ms'), time, ratioAtMost(1.15))];
	// Measuring the memory for the longest lists takes too long for a quick run.
	if (quick && count === LONGEST) return judged;
	const live = await inTurns(Math.ceil(turns / 5), { liveEvery: Math.ceil(reading.requests(count) / 8) });
	judged.push(compared(head(', peak memory', 'MB'), live, ratioAtMost(1.1)));
	if (quick) return judged;
	const heap = await inTurns(Math.ceil(turns / 3), 'heap');
	const entries = (await sides.theirs()).items;
	// In short batches, so that compiled code is not discarded between them.
	const least = await inTurns(turns, 'time', 'least');
	const normalising = await timed(() => reading.normalise(entries), { turns, batchMs: 20 });
	return [
		...judged,
		compared(head(', the least', 'ms'), least),
		compared(head(', of it normalising', 'ms'), {
			ours: [median(normalising)],
			theirs: [median(time.theirs)],
		}),
		compared(head(', peak memory with garbage', 'MB'), heap),
	];
}

/**
 * The times for 10,000 entries compared with 1,000, and the same for the loop, which shows how much the pages
 * themselves add.
 */
function growth(figures: Figure[], name: string): Figure[] {
	const [longest, shorter] = ['10,000', '1,000'].map(
		(count) => figures.find(({ what }) => what === `Reading ${count} ${name}`) as Figure,
	);
	const head = { row: 5, comparedWith: 'the same with 1,000', unit: 'ms' };
	return [
		compared(
			{ ...head, what: `Reading ${name}, growth` },
			{ ours: [longest.ours], theirs: [shorter.ours] },
			ratioAtMost(11),
		),
		compared(
			{ ...head, what: `Reading ${name}, growth of the bare loop` },
			{ ours: [Number(longest.theirs)], theirs: [Number(shorter.theirs)] },
		),
	];
}

function turnsFor(count: number, quick: boolean): number {
	if (count === LONGEST) return quick ? 1 : 16;
	return quick ? 4 : 40;
}

/** A node that only runs `loop`. */
function loopNode(loop: (ctx: IExecuteFunctions) => Promise<IDataObject[]>): INodeType {
	return {
		description: {
			displayName: 'Bare Loop',
			name: 'bareLoop',
			group: ['transform'],
			version: 1,
			description: 'Reads pages',
			defaults: { name: 'Bare Loop' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return [(await loop(this)).map((json) => ({ json, pairedItem: { item: 0 } }))];
		},
	};
}

/** Sends a request through n8n's helper. */
type Get = (ctx: IExecuteFunctions, url: string) => Promise<IDataObject>;

/** The same within a time limit for the whole answer, which n8n's own does not set. */
async function getInTime(ctx: IExecuteFunctions, url: string): Promise<IDataObject> {
	const stopped = ctx.getExecutionCancelSignal();
	const late = AbortSignal.timeout(30_000);
	const signal = stopped ? AbortSignal.any([stopped, late]) : late;
	return await get(
		Object.create(ctx, { getExecutionCancelSignal: { value: () => signal } }) as IExecuteFunctions,
		url,
	);
}

async function get(ctx: IExecuteFunctions, url: string): Promise<IDataObject> {
	return (await ctx.helpers.httpRequestWithAuthentication.call(ctx, CREDENTIAL, { url })) as IDataObject;
}
