import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { clearDuplicates, nodeRun, type NodeRunOptions } from './harness';

const node = new TestRun();

async function run(operation: string, parameters: INodeParameters = {}, more: Partial<NodeRunOptions> = {}) {
	return await nodeRun({ node, parameters: { resource: 'any', operation, ...parameters }, ...more });
}

describe('Drop Duplicates', () => {
	beforeEach(clearDuplicates);
	const keysOf = async (items: IDataObject[], parameters: INodeParameters = {}) => {
		const dropped = await run('dropDuplicates', parameters, { items });
		expect(dropped.error).toBeNull();
		return dropped.outputs[0]?.map(({ json, pairedItem }) => [json.deliveryKey, pairedItem]) ?? [];
	};

	test('lets each key through once, within an execution and across executions', async () => {
		const items = ['a', 'b', 'a'].map((deliveryKey) => ({ deliveryKey }));

		expect(await keysOf(items)).toEqual([
			['a', { item: 0 }],
			['b', { item: 1 }],
		]);
		expect(await keysOf([{ deliveryKey: 'b' }, { deliveryKey: 'c' }])).toEqual([['c', { item: 1 }]]);
	});

	test('compares by a key of the user', async () => {
		const items = [1, 2, 3].map((number) => ({
			deliveryKey: `d${number}`,
			run: { key: number < 3 ? 'same' : 'other' },
		}));

		expect((await keysOf(items, { key: '={{ $json.run.key }}' })).map(([key]) => key)).toEqual(['d1', 'd3']);
	});

	test('hands on items as they are', async () => {
		const item = { deliveryKey: 'a', run: null, raw: { nested: [1, null] } };

		expect((await run('dropDuplicates', {}, { items: [item] })).json).toEqual([item]);
	});

	test('forgets the oldest keys first', async () => {
		const options = { historySize: 2 };
		await keysOf(
			['a', 'b', 'c'].map((deliveryKey) => ({ deliveryKey })),
			{ options },
		);

		expect(await keysOf([{ deliveryKey: 'c' }, { deliveryKey: 'a' }], { options })).toEqual([
			['a', { item: 1 }],
		]);
	});

	test.each([
		['a{{ $json.commit }}', 'an object'],
		['a{{ $json.nothing }}', 'nothing'],
		['a{{ null }}', 'nothing'],
		['a{{ NaN }}', 'NaN'],
		['{{ NaN }}', 'NaN'],
		['{{ false }}', 'false'],
		['{{ "a" + $json.commit }}', 'a text with an object in it'],
		['{{ "a" + $json.nothing }}', "a text with 'undefined' in it"],
		['{{ `a-${null}` }}', "a text with 'null' in it"],
	])('refuses %s, which is the same key for all', async (expression, given) => {
		const items = [{ commit: { sha: '1' } }, { commit: { sha: '2' } }];
		const dropped = await run('dropDuplicates', { key: `=${expression}` }, { items });

		const [part] = /\{\{.*\}\}/.exec(expression) ?? [];
		expect(dropped.error?.message).toBe(`'Key' cannot be a key: ${part} gives ${given}`);
	});

	test.each([
		['={{ $json.branch }}', { branch: 'fix-null-pointer' }],
		['=run {{ $json.branch }}', { branch: 'undefined' }],
		['={{ $json.number }}', { number: 0 }],
		['={{ $json.number + 1 }}/{{ $json.branch }}', { number: 1, branch: 'null' }],
		['null', {}],
		['=at {{ $json.time.toDateTime() }}', { time: '2026-05-01T00:00:00Z' }],
		['={{ $json.a }}{{ $json.b }}', { a: 'a', b: '' }],
	])('takes %s of %j', async (key, item) => {
		expect((await run('dropDuplicates', { key }, { items: [item] })).json).toEqual([item]);
	});

	describe('loses no event', () => {
		const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const items = (...keys: Array<string | undefined>) => keys.map((deliveryKey) => ({ deliveryKey }));

		/** A node whose table of duplicates cannot be written at some of the calls, counted from 1. */
		function nodeWithBusyTable(...busyAt: number[]): TestRun {
			const busy = new TestRun();
			const { execute } = busy;
			let calls = 0;
			busy.execute = async function (this: IExecuteFunctions) {
				const { checkProcessedAndRecord } = this.helpers;
				const record: typeof checkProcessedAndRecord = async (...entry) => {
					if (busyAt.includes(++calls)) throw new Error('SQLITE_BUSY: database is locked');
					return await checkProcessedAndRecord(...entry);
				};
				const helpers = { value: { ...this.helpers, checkProcessedAndRecord: record } };
				return await execute.call(Object.create(this, { helpers }) as IExecuteFunctions);
			};
			return busy;
		}

		test('that a try of Retry On Fail has let through before another one failed', async () => {
			const busy = { node: nodeWithBusyTable(2), items: items('a', 'b', 'c'), settings: RETRY };
			const dropped = await run('dropDuplicates', {}, busy);

			expect(dropped.json).toEqual(items('a', 'b', 'c'));
			expect(await keysOf(items('a', 'b', 'c'))).toEqual([]);
		});

		test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
			'that comes after one without a key, with Retry On Fail and %s',
			async (onError) => {
				const more = { items: items(undefined, 'b', 'c', 'b'), settings: RETRY, onError };
				const dropped = await run('dropDuplicates', {}, more);

				const out = dropped.outputs.flat().map(({ json }) => json.deliveryKey);
				expect(out.filter(Boolean)).toEqual(['b', 'c']);
				expect(await keysOf(items('b', 'c'))).toEqual([]);
			},
		);

		test.each<[string, Partial<NodeRunOptions>]>([
			['a later one has no key', { items: items('a', undefined) }],
			['a later one cannot be kept', { items: items('a', 'b'), node: nodeWithBusyTable(2) }],
			[
				'none can be kept in any try',
				{ items: items('a', 'b'), node: nodeWithBusyTable(2, 4, 6), settings: RETRY },
			],
		])('when the node fails, since %s: it goes on the next time', async (_, more) => {
			expect((await run('dropDuplicates', {}, more)).status).toBe('error');
			expect((await keysOf(items('a'))).map(([key]) => key)).toEqual(['a']);
		});
	});

	test.each([
		['no key', {}, {}, "'Key' is empty"],
		['a key that is an object', { deliveryKey: { id: 1 } }, {}, "'Key' is not a text"],
		[
			'no room for keys',
			{ deliveryKey: 'a' },
			{ options: { historySize: 0 } },
			"'History Size' must be 1 or more",
		],
	])('refuses %s', async (_, item, parameters, complaint) => {
		expect((await run('dropDuplicates', parameters, { items: [item] })).error?.message).toBe(complaint);
	});
});
