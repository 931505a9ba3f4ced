/** Workflows that lead an item back to where it came from: the run is awaited, and n8n gets its time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IExecuteFunctions, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../../nodes/TestRunGate/TestRunGate.node';
import { connect, startWorkflow } from '../harness';
import { credentialsFor, credentialTypes } from '../support';
import { outOf, STILL_RUNNING, waitingForTests, WAIT } from './support';

const { sandbox, run, start, calls } = waitingForTests();
const qodex = () => sandbox().control.qodex;

const START = { resource: 'qodex', operation: 'startRunAndWait', environment: 'staging', scope: 'all' };
const SUSPEND = { ...START, waitMode: 'suspend' };
const QUICK = { timeoutMinutes: 1, options: { minPollSeconds: 0.1, maxPollSeconds: 0.1 } };

afterEach(() => jest.restoreAllMocks());

const starts = async () => (await calls('qodex')).filter((call) => call.startsWith('POST')).length;

describe('a pending run that is led back to the node that started it', () => {
	test('is awaited until it has ended: one node and a Gate are enough', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const first = await run(SUSPEND, { loop: true });
		const second = await first.resume();
		expect(second.status).toBe('waiting');
		const [{ testRunId }] = await qodex().runs();
		await qodex().finishRun({ testRunId, outcome: 'failed' });
		const last = await second.resume();

		expect(outOf(last)).toMatchObject({ id: testRunId, verdict: 'failed' });
		expect(outOf(last)).not.toHaveProperty('waiting');
		expect(await starts()).toBe(1);
	});

	test('needs nothing of what the start was given, which the item no longer holds', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const parameters = { ...SUSPEND, environment: '={{ $json.target }}' };
		const first = await run(parameters, { loop: true, input: [{ target: 'staging' }] });

		expect((await first.resume()).status).toBe('waiting');
		expect(await starts()).toBe(1);
	});

	test('is inconclusive at the time limit, which counts from the start', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const first = await run({ ...SUSPEND, timeoutMinutes: 10 }, { loop: true });
		const later = Date.now() + 10.5 * 60_000;
		jest.spyOn(Date, 'now').mockImplementation(() => later);
		const last = await first.resume();

		expect(outOf(last)).toMatchObject({ status: 'running', verdict: 'inconclusive' });
		expect(await starts()).toBe(1);
	});

	test('is known by itself where a node in between has dropped what the wait noted', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const first = await startWorkflow({
			...settings(),
			workflow: {
				nodes: [
					{ name: WAIT, type: TYPE, parameters: SUSPEND },
					{ name: 'Gate', type: GATE },
					{ name: 'Set', type: 'test.set', parameters: { values: { waiting: null } } },
				],
				connections: connect([WAIT, 'Gate'], ['Gate', 'Set', STILL_RUNNING], ['Set', WAIT]),
			},
		}).finished;
		const second = await first.resume();

		expect(second.status).toBe('waiting');
		expect(await starts()).toBe(1);
	});

	test('is read by an operation that does not wait', async () => {
		await qodex().nextRuns({ outcome: 'passed', afterMs: 0 });
		const ended = await run({ ...START, operation: 'startRun' }, { loop: true });

		expect(ended.timesRun(WAIT)).toBe(2);
		expect(outOf(ended)).toMatchObject({ verdict: 'passed' });
		expect(await starts()).toBe(1);
	});
});

test.each(['poll', 'suspend'])(
	'an item of another execution of the same node starts a run of its own (mode %s)',
	async (waitMode) => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const stored = await run(SUSPEND);
		const [{ testRunId }] = await qodex().runs();
		const item = (await stored.resume()).items(WAIT)[0];
		expect(item).toMatchObject({ waiting: { runId: testRunId } });
		await qodex().finishRun({ testRunId, outcome: 'failed' });
		await qodex().nextRuns({ outcome: 'passed', afterMs: 0 });
		const other = await run({ ...START, ...QUICK, waitMode }, { input: [item ?? {}] });

		expect(outOf(other).id).not.toBe(testRunId);
		expect(outOf(other)).toMatchObject({ verdict: 'passed' });
		expect(await starts()).toBe(2);
	},
);

test('a run that failed may be followed by another one, round by round', async () => {
	await qodex().nextRuns({ outcome: 'failed', afterMs: 0, runs: 1 });
	await qodex().nextRuns({ outcome: 'passed', afterMs: 0 });
	await qodex().nextRuns({ outcome: 'failed', afterMs: 0, runs: 1 });
	const ended = await run({ ...START, ...QUICK }, { loop: 1 });

	expect(ended.timesRun(WAIT)).toBe(2);
	expect(outOf(ended)).toMatchObject({ verdict: 'passed' });
	expect(await starts()).toBe(2);
});

describe('a loop in which all goes wrong leaves n8n its time', () => {
	const byId = { resource: 'qodex', operation: 'waitForRun', runId: '={{ $json.id }}' };
	const faults: Array<[string, INodeParameters, number]> = [
		['too many items', { ...byId, waitMode: 'suspend' }, 2],
		['a time limit that only the first round had', { ...byId, timeoutMinutes: '={{ $json.limit }}' }, 1],
		['an operation that there is not', { resource: 'qodex', operation: 'pauseRun' }, 1],
		['a run that is not there', byId, 1],
		['a start that is refused', { ...START, environment: '={{ $json.nothing }}' }, 1],
	];

	test.each(faults)('%s, through the Gate', async (_, parameters, items) => {
		const { node, rounds } = counting(new TestRun());
		const onError = 'continueRegularOutput' as const;
		const input = Array.from({ length: items }, (__, index) => ({ id: `run_${index}` }));
		const running = start(parameters, {
			node,
			input,
			loop: 2,
			settings: { onError },
			gateSettings: { onError },
		});
		await sleep(200);
		running.cancel();
		await running.finished;

		expect(rounds()).toBeLessThan(5);
	});

	test.each(faults)('%s, from the error output', async (_, parameters, items) => {
		const { node, rounds } = counting(new TestRun());
		const running = startWorkflow({
			...settings(node),
			workflow: {
				nodes: [
					{ name: 'Before', type: 'test.noOp' },
					{ name: WAIT, type: TYPE, parameters, onError: 'continueErrorOutput' },
				],
				connections: connect(['Before', WAIT], [WAIT, WAIT, 1]),
			},
			input: Array.from({ length: items }, (__, index) => ({ id: `run_${index}` })),
		});
		await sleep(200);
		running.cancel();
		await running.finished;

		expect(rounds()).toBeLessThan(5);
	});
});

const TYPE = 'n8n-nodes-test-runs.testRun';
const GATE = 'n8n-nodes-test-runs.testRunGate';

const settings = (node: INodeType = new TestRun()) => ({
	nodeTypes: { [TYPE]: node, [GATE]: new TestRunGate() },
	credentials: credentialsFor(sandbox()),
	credentialTypes,
});

/** The node, which ends a loop by itself in the end: else a test that fails would never come back. */
function counting(node: INodeType): { node: INodeType; rounds(): number } {
	const { execute } = node;
	let rounds = 0;
	node.execute = async function (this: IExecuteFunctions) {
		if (++rounds > 500) return [[]] as INodeExecutionData[][];
		return await (execute as (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>).call(this);
	};
	return { node, rounds: () => rounds };
}
