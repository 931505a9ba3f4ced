/** The gate in a workflow: four outputs, every rule, and items that it cannot judge. */
import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { noCounts } from '../../core/model/counts';
import { connect, runWorkflow } from './harness';
import { item, judgeOne, judge, OUTPUTS, type Judged } from './gateItems';

describe('the four outputs', () => {
	test.each<[string, IDataObject]>([
		['Passed', item(0)],
		['Failed', item(1)],
		['Inconclusive', item(0, { status: 'timedOut' })],
		['Inconclusive', item(0, { status: 'unknown', platformWords: 'archived' })],
		['Inconclusive', item(0, { counts: { ...noCounts(), total: 0, passed: 0, failed: 0 } })],
		['Still Running', item(1, { status: 'running' })],
		['Still Running', item(0, { status: 'queued' })],
	])('%s, without rules', async (output, json) => {
		const judged = await judgeOne(json);

		expect(judged.output).toBe(output);
		expect(judged.json.gate.reasons.length).toBeGreaterThan(0);
	});

	test('each item goes its own way, with its pair and all that it held', async () => {
		const items = [
			item(0),
			item(2),
			item(0, { status: 'canceled' }),
			item(0, { status: 'running' }),
			item(0),
		];
		const run = await judge(items.map((json, index) => ({ ...json, note: index })));

		const ways = run.outputs.map((output) => output.map(({ json, pairedItem }) => [json.note, pairedItem]));
		expect(ways).toEqual([
			[
				[0, { item: 0 }],
				[4, { item: 4 }],
			],
			[[1, { item: 1 }]],
			[[2, { item: 2 }]],
			[[3, { item: 3 }]],
		]);
		expect(run.outputs[1]?.[0]?.json).toMatchObject({ ...items[1], gate: { verdict: 'failed' } });
	});

	test('events of the trigger are judged by their run, and stay events', async () => {
		const event = {
			event: 'RUN_FINISH',
			platform: 'qodex',
			platformName: 'Qodex',
			deliveryKey: 'qodex:run_1:x',
			run: item(1),
			raw: { a: 1 },
		};
		const { output, json } = await judgeOne(event);

		expect(output).toBe('Failed');
		expect(json).toMatchObject({ ...event, gate: { verdict: 'failed' } });
	});

	test('are wired one by one in a workflow', async () => {
		const run = await runWorkflow({
			nodeTypes: { 'n8n-nodes-test-runs.testRunGate': new TestRunGate() },
			input: [item(0), item(1)],
			workflow: {
				nodes: [
					{ name: 'Start', type: 'test.start' },
					{ name: 'Gate', type: 'n8n-nodes-test-runs.testRunGate' },
					...OUTPUTS.map((name) => ({ name, type: 'test.noOp' })),
				],
				connections: connect(
					['Start', 'Gate'],
					...OUTPUTS.map((name, index) => ['Gate', name, index] as [string, string, number]),
				),
			},
		});

		expect(OUTPUTS.map((name) => run.items(name).length)).toEqual([1, 1, 0, 0]);
	});
});

describe('Stop on Failed', () => {
	test('ends the workflow with the reason', async () => {
		const run = await judge([item(0), item(3)], { stopOnFailed: true });

		expect(run.status).toBe('error');
		expect(run.error).toBeInstanceOf(NodeOperationError);
		expect(run.error?.message).toContain('3 of 10 tests failed');
		expect((run.error as NodeOperationError).context.itemIndex).toBe(1);
	});

	test.each([
		['passed', item(0)],
		['inconclusive', item(0, { status: 'timedOut' })],
		['pending', item(1, { status: 'running' })],
	])('lets a run through that is %s', async (verdict, json) => {
		const run = await judge([json], { stopOnFailed: true });

		expect(run.outputs.flat().map((one) => (one.json as unknown as Judged).gate.verdict)).toEqual([verdict]);
	});
});

describe('items without a run', () => {
	const strangers: Array<[string, IDataObject]> = [
		['nothing', {}],
		['something else', { verdict: 'passed' }],
		[
			'an event that is not about a run',
			{ event: 'defect.created', platform: 'qase', platformName: 'Qase', run: null },
		],
		['a run without a known verdict', { ...item(0), verdict: 'green' }],
	];

	test.each(strangers)('%s: an error that names the item', async (_, json) => {
		const run = await judge([item(0), json]);

		expect(run.status).toBe('error');
		expect(run.error?.message).toMatch(/holds no test run/);
		expect((run.error as NodeOperationError).context.itemIndex).toBe(1);
	});

	test('go to Inconclusive with Continue On Fail, never to Passed', async () => {
		const run = await judge([...strangers.map(([, json]) => json), item(0)], {}, true);

		expect(run.outputs.map(({ length }) => length)).toEqual([1, 0, strangers.length, 0]);
		expect(run.outputs[2]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual(
			strangers.map((_, index) => ['This item holds no test run', { item: index }]),
		);
	});

	test('Stop on Failed with Continue On Fail does not hide that a run failed', async () => {
		const run = await judge([item(1)], { stopOnFailed: true }, true);

		expect(run.outputs[0]).toEqual([]);
		expect(run.outputs.flat()).toHaveLength(1);
	});
});

describe('what is stored with the execution', () => {
	test('the decision and what the run is', async () => {
		const run = await judge([item(1, { branch: 'main' })]);

		expect(run.metadata).toEqual({
			verdict: 'failed',
			platform: 'qodex',
			branch: 'main',
			run: 'qodex:run_1',
		});
	});

	test('of several runs the worst decision, and only what they share', async () => {
		const run = await judge([item(0, { branch: 'main' }), item(1, { id: 'run_2', branch: 'main' }), item(0)]);

		expect(run.metadata).toEqual({ verdict: 'failed', platform: 'qodex' });
	});

	test('also with Stop on Failed, which ends the execution', async () => {
		const run = await judge([item(1)], { stopOnFailed: true });

		expect(run.status).toBe('error');
		expect(run.metadata).toMatchObject({ verdict: 'failed', run: 'qodex:run_1' });
	});

	test('an item about which nothing could be decided never counts as passed', async () => {
		expect((await judge([item(0), {}], {}, true)).metadata).toEqual({ verdict: 'inconclusive' });
	});
});
