/** Row 5: reading long lists with Return All. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type * as TestRunNode from '../../nodes/TestRun/TestRun.node';
import { built } from '../lib/built';
import { servePages, type Pages } from '../lib/currentsPages';
import { execute } from '../lib/engine';
import { compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';

const PROJECT = 'bench';
const PAGE_SIZE = 50;
const SPECS_AT_A_TIME = 5;
const CREDENTIAL = 'testRunCurrentsApi';
const LOOP = 'a bare loop over the same pages, with the same n8n helper';

const { TestRun } = built<typeof TestRunNode>('nodes/TestRun/TestRun.node');

interface Reading {
	name: string;
	parameters(count: number): { resource: string; operation: string; [name: string]: string | boolean };
	/** The same requests with nothing done to the answers. */
	loop(ctx: IExecuteFunctions, baseUrl: string, count: number): Promise<IDataObject[]>;
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
		async loop(ctx, baseUrl) {
			const all: IDataObject[] = [];
			for (let after = ''; ;) {
				const page = await get(ctx, `${baseUrl}/projects/${PROJECT}/runs?limit=${PAGE_SIZE}${after}`);
				const entries = page.data as IDataObject[];
				all.push(...entries);
				if (!page.has_more) return all;
				after = `&starting_after=${String(entries[entries.length - 1].cursor)}`;
			}
		},
	},
	{
		name: 'failures',
		parameters: (count) => ({
			resource: 'currents',
			operation: 'getManyFailures',
			runId: `failures-${count}`,
			returnAll: true,
		}),
		async loop(ctx, baseUrl, count) {
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
	},
];

export const bench: Bench = {
	row: 5,
	title: 'Reading long lists with Return All',
	async run({ quick }) {
		const figures: Figure[] = [];
		for (const count of [100, 1_000, 10_000]) {
			const pages = await servePages(count);
			try {
				for (const reading of readings) figures.push(...(await measure(reading, count, pages, quick)));
			} finally {
				await pages.close();
			}
		}
		return [...figures, ...readings.map(({ name }) => growth(figures, name))];
	},
};

async function measure(
	reading: Reading,
	count: number,
	{ baseUrl }: Pages,
	quick: boolean,
): Promise<Figure[]> {
	const ours = async (watchMemory = false) =>
		await execute(new TestRun(), reading.parameters(count), baseUrl, watchMemory);
	const loop = loopNode(async (ctx) => await reading.loop(ctx, baseUrl, count));
	const theirs = async (watchMemory = false) => await execute(loop, {}, baseUrl, watchMemory);
	for (const side of [ours, theirs, ours, theirs]) {
		const { items } = await side();
		if (items.length !== count) throw new Error(`${count} ${reading.name} wanted, ${items.length} read`);
	}

	const time = { ours: [] as number[], theirs: [] as number[] };
	const memory = { ours: [] as number[], theirs: [] as number[] };
	const turns = turnsFor(count, quick);
	for (let turn = 0; turn < turns; turn++) {
		// The memory is looked at in turns of their own, since looking takes time.
		const watch = turn % 3 === 2;
		for (const side of turn % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
			const { ms, peakBytes } = await (side === 'ours' ? ours : theirs)(watch);
			if (watch) memory[side].push(peakBytes / 1024 ** 2);
			else time[side].push(ms);
		}
	}
	const what = `Reading ${count.toLocaleString('en')} ${reading.name}`;
	return [
		compared({ row: 5, what, comparedWith: LOOP, unit: 'ms' }, time, ratioAtMost(1.2)),
		compared(
			{ row: 5, what: `${what}, peak memory`, comparedWith: LOOP, unit: 'MB' },
			memory,
			ratioAtMost(1.2),
		),
	];
}

/** Times of 10,000 against those of 1,000. */
function growth(figures: Figure[], name: string): Figure {
	const of = (count: string) => figures.find(({ what }) => what === `Reading ${count} ${name}`) as Figure;
	return compared(
		{ row: 5, what: `Reading ${name}, growth`, comparedWith: 'the same with 1,000', unit: 'ms' },
		{ ours: [of('10,000').ours], theirs: [of('1,000').ours] },
		ratioAtMost(11),
	);
}

function turnsFor(count: number, quick: boolean): number {
	if (count === 10_000) return quick ? 3 : 15;
	return quick ? 6 : 45;
}

/** A node that does no more than this. */
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

async function get(ctx: IExecuteFunctions, url: string): Promise<IDataObject> {
	return (await ctx.helpers.httpRequestWithAuthentication.call(ctx, CREDENTIAL, { url })) as IDataObject;
}
