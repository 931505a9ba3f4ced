/** Lists whose end a platform does not tell as it documents. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { logs, nodeRun, NODE_NAME } from './harness';
import { credentialsAt, plainServices, type Asked } from './plainService';
import { credentialTypes } from './support';

const startService = plainServices();

type Platform = 'currents' | 'qase' | 'preclinical';

/** How each platform tells the end of its list of runs, and where the next page begins. */
interface PagesOf {
	parameters: INodeParameters;
	/** An answer with these runs, of which `total` are left unsaid when it is `null`. */
	page(ids: number[], total: number | null): object;
	/** Index of the first run that is asked for. */
	from(query: URLSearchParams): number;
}

const project: INodeParameters = { __rl: true, mode: 'id', value: 'SHOP' };

const lists: Record<Platform, PagesOf> = {
	currents: {
		parameters: { projectId: project },
		page: (ids, total) => ({
			data: ids.map((id) => ({ runId: `r${id}`, projectId: 'SHOP', cursor: String(id + 1) })),
			...(total === null ? {} : { has_more: ids.length > 0 && Number(ids.at(-1)) + 1 < total }),
		}),
		from: (query) => Number(query.get('starting_after') ?? 0),
	},
	qase: {
		parameters: { projectCode: project },
		page: (ids, total) => ({
			status: true,
			result: { entities: ids.map((id) => ({ id })), filtered: total },
		}),
		from: (query) => Number(query.get('offset')),
	},
	preclinical: {
		parameters: {},
		page: (ids, total) => ({
			runs: ids.map((id) => ({ id: `r${id}`, status: 'completed' })),
			...(total === null ? {} : { total }),
		}),
		from: (query) => Number(query.get('offset')),
	},
};

async function runsOf(
	platform: Platform,
	answer: (asked: URLSearchParams) => object,
	more: INodeParameters = {},
) {
	const service = await startService(({ path }: Asked) => ({
		body: answer(new URL(path, 'http://127.0.0.1').searchParams),
	}));
	const { json, error, runData } = await nodeRun({
		node: new TestRun(),
		parameters: {
			resource: platform,
			operation: 'getManyRuns',
			returnAll: true,
			...lists[platform].parameters,
			...more,
		},
		credentials: credentialsAt(service.url),
		credentialTypes,
	});
	expect(error).toBeNull();
	return { json, hints: runData[NODE_NAME]?.[0]?.hints, requests: service.log.length };
}

const some = (from: number, size: number, end: number) =>
	Array.from({ length: Math.max(0, Math.min(size, end - from)) }, (_, index) => from + index);

describe.each(Object.keys(lists) as Platform[])('a list of %s', (platform) => {
	const { page, from } = lists[platform];
	const doubts = (json: IDataObject[]) => [...new Set(json.map(({ doubt }) => doubt))];

	test('without a total is read until a page is empty, however short the pages are', async () => {
		const { json, requests } = await runsOf(platform, (query) => page(some(from(query), 7, 25), null));

		expect(json).toHaveLength(25);
		expect(requests).toBeGreaterThanOrEqual(5);
		expect(doubts(json)).toEqual([null]);
	});

	test('whose pages repeat ends with doubt, in the item, in the log and for the person who looks', async () => {
		const { json, hints, requests } = await runsOf(platform, () => page(some(0, 50, 50), null));
		const doubt = 'The list may lack entries: one of its pages came a second time.';

		expect(json).toHaveLength(50);
		expect(requests).toBeLessThanOrEqual(3);
		expect(doubts(json)).toEqual([doubt]);
		expect(JSON.stringify(hints)).toContain(doubt);
		expect(logs.text('node')).toContain(doubt);
	});

	test('is as the platform sent it without Simplify', async () => {
		const { json } = await runsOf(platform, () => page(some(0, 50, 50), null), { simplify: false });

		expect(json).toHaveLength(50);
		expect(json[0]).not.toHaveProperty('doubt');
	});
});

test('a list of Currents that says there is more, but not where, ends with doubt', async () => {
	const { json } = await runsOf('currents', () => ({
		data: [{ runId: 'r1', projectId: 'SHOP' }],
		has_more: true,
	}));

	expect(json).toMatchObject([{ doubt: 'The list may lack entries: it does not say where it continues.' }]);
});
