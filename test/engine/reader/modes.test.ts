/** The Reader in whatever way n8n executes it: after errors, again, in loops, and from data that was kept. */
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';

import { TestRunGate } from '../../../nodes/TestRunGate/TestRunGate.node';
import { connect, runWorkflow, startWorkflow } from '../harness';
import type * as OnError from '../../../n8n/items/onError';
import { breathe } from '../../../n8n/items/onError';
import { junit } from '../../smallReports';
import { giving, keepFilesIn, read, workflowOf, type Given } from './support';

jest.mock('../../../n8n/items/onError', () => {
	const real = jest.requireActual<typeof OnError>('../../../n8n/items/onError');
	return { ...real, breathe: jest.fn(real.breathe) };
});

beforeEach(() => jest.mocked(breathe).mockClear());

afterEach(async () => {
	jest.restoreAllMocks();
	await keepFilesIn('default');
});

const GREEN = junit('+adds');
const items: Given[] = [{ files: { a: GREEN, b: '<testsuite><testcase' } }, { files: { a: junit('-pays') } }];

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)('On Error: %s', (onError) => {
	const place = onError === 'continueErrorOutput' ? 1 : 0;
	const outcome = async (runPer: string) => {
		const { outputs, status } = await read(items, { onError, parameters: { runPer } });
		expect(status).toBe('success');
		const told = (list: INodeExecutionData[] = []) =>
			list.map(({ json, pairedItem }) => [json.verdict ?? json.error, pairedItem]);
		return place === 0 ? [[], told(outputs[0])] : [told(outputs[0]), told(outputs[1])];
	};
	const FAULT = expect.stringMatching(/^b, line 1, column 21, /);

	test('a damaged file is an error item, and no run is made of the others of its item', async () => {
		const [runs, others] = await outcome('item');
		expect([...(runs ?? []), ...(others ?? [])].sort()).toEqual(
			[
				[FAULT, { item: 0 }],
				['failed', { item: 1 }],
			].sort(),
		);
		if (place === 1) expect(others).toEqual([[FAULT, { item: 0 }]]);
	});

	test('with a run per file the others are read', async () => {
		const [runs, others] = await outcome('file');
		expect([...(runs ?? []), ...(others ?? [])]).toHaveLength(3);
		if (place === 1) {
			expect(runs).toEqual([
				['passed', { item: 0 }],
				['failed', { item: 1 }],
			]);
		}
	});

	test('with one run of all items none is made, and each item says so', async () => {
		const [runs, others] = await outcome('all');
		expect(runs).toEqual([]);
		expect(others).toEqual([
			[FAULT, { item: 0 }],
			['No run was read', { item: 1 }],
		]);
	});
});

test('an error says what is wrong, where, and what to do', async () => {
	const { error } = await read(items);
	expect(error?.message).toMatch(/^b, line 1, column 21, /);
	expect(error?.description).toMatch(/let the tool write it again/);
	expect(error?.context.itemIndex).toBe(0);
});

test('Retry On Fail reads a file that could not be loaded at first', async () => {
	await keepFilesIn('filesystem');
	const load = jest.spyOn(BinaryDataService.prototype, 'getAsStream');
	load.mockRejectedValueOnce(new Error('socket hang up'));
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const { error, runs } = await read([{ files: { a: GREEN } }], { settings });

	expect(error).toBeNull();
	expect(load).toHaveBeenCalledTimes(2);
	expect(runs).toEqual([expect.objectContaining({ verdict: 'passed' })]);
});

describe('a loop that leads errors back', () => {
	const parameters = { source: 'text', text: "={{ $json.report ?? '<testsuite>' }}" };
	const onError = 'continueErrorOutput';

	test('is given a moment in each round, and only where there is an error', async () => {
		await read([{ json: {} }, { json: { report: GREEN } }], { parameters, onError });
		expect(breathe).toHaveBeenCalledTimes(1);
		await read([{ json: { report: GREEN } }], { parameters, onError });
		expect(breathe).toHaveBeenCalledTimes(1);
	});

	test('can be stopped', async () => {
		const { nodeTypes, workflow } = workflowOf([], { onError, parameters });
		const nodes = [...workflow.nodes, { name: 'Again', type: 'test.noOp' }];
		const connections = connect(['Start', 'Reader'], ['Reader', 'Again', 1], ['Again', 'Reader']);
		const looping = startWorkflow({ nodeTypes, workflow: { nodes, connections }, abortAfterMs: 50 });
		expect((await looping.finished).status).toBe('canceled');
	});
});

test('in a loop each round gives its own run', async () => {
	const rounds: Given[] = [{ files: { a: GREEN } }, { files: { a: junit('-pays') } }];
	const { nodeTypes, workflow } = workflowOf([], {});
	let round = 0;
	const files = giving([]);
	files.execute = async function () {
		const given = rounds[round++];
		return given
			? ((await (giving([given]).execute as NonNullable<typeof files.execute>).call(
					this,
				)) as INodeExecutionData[][])
			: [[]];
	};
	const flow = await runWorkflow({
		nodeTypes: { ...nodeTypes, 'test.files': files },
		workflow: {
			...workflow,
			connections: connect(['Start', 'Files'], ['Files', 'Reader'], ['Reader', 'Files']),
		},
	});
	const verdicts = (flow.runData.Reader ?? []).map(({ data }) => data?.main[0]?.[0]?.json.verdict);
	expect(verdicts).toEqual(['passed', 'failed']);
});

describe('data that was kept', () => {
	const gated = (pinData: Record<string, INodeExecutionData[]>, parameters = {}) => {
		const { nodeTypes, workflow } = workflowOf([{ json: {} }], { parameters });
		return runWorkflow({
			mode: 'manual',
			nodeTypes: { ...nodeTypes, 'n8n-nodes-test-runs.testRunGate': new TestRunGate() },
			workflow: {
				...workflow,
				pinData,
				nodes: [...workflow.nodes, { name: 'Gate', type: 'n8n-nodes-test-runs.testRunGate' }],
				connections: connect(['Start', 'Files'], ['Files', 'Reader'], ['Reader', 'Gate']),
			},
		});
	};

	test('pinned data of the node before is read', async () => {
		const flow = await gated({ Files: [{ json: { report: junit('-pays') } }] }, { source: 'text' });
		expect(flow.output('Gate', 1)).toEqual([
			expect.objectContaining({ json: expect.objectContaining({ verdict: 'failed' }) }),
		]);
	});

	test('pinned runs of the Reader go on as they are', async () => {
		const { outputs } = await read([{ files: { a: junit('-pays') } }]);
		const flow = await gated({ Reader: JSON.parse(JSON.stringify(outputs[0])) as INodeExecutionData[] });
		expect(flow.output('Gate', 1)).toHaveLength(1);
	});

	test.each(['default', 'filesystem'] as const)(
		'a partial execution reads the files of an earlier one (%s)',
		async (storage) => {
			await keepFilesIn(storage);
			const first = await read([{ files: { a: GREEN } }]);
			const kept = JSON.parse(JSON.stringify(first.output('Files'))) as INodeExecutionData[];
			const flow = await gated({ Files: kept });
			expect(flow.output('Gate', 0)).toHaveLength(1);
		},
	);
});
