/** Wait mode `suspend`: the execution is stored between two looks, and a loop with the Gate waits for hours. */
import { outOf, STILL_RUNNING, told, waitingForTests, WAIT } from './support';

const { sandbox, run, asTool, calls } = waitingForTests();
const qodex = () => sandbox().control.qodex;

const START = {
	resource: 'qodex',
	operation: 'startRunAndWait',
	environment: 'staging',
	scope: 'all',
	waitMode: 'suspend',
};
const byId = (runId: string) => ({ resource: 'qodex', operation: 'waitForRun', runId, waitMode: 'suspend' });

/** The loop's run id: the one it was started with, and then that of the item that comes back. */
const LOOP = byId('={{ $json.id }}');

const startedRun = async () => {
	await qodex().nextRuns({ outcome: 'stuck' });
	return (await qodex().startRun({})).testRunId;
};

afterEach(() => jest.restoreAllMocks());

describe('a run that has not ended', () => {
	test('is stored as it is, after one look', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const before = Date.now();
		const execution = await run(START);

		expect(execution.status).toBe('waiting');
		expect(Number(execution.waitTill) - before).toBeGreaterThanOrEqual(65_000);
		expect(Number(execution.waitTill) - before).toBeLessThan(75_000);
		expect((await calls('qodex')).map((call) => call.split(' ')[0])).toEqual(['POST', 'GET']);
	});

	test('comes out as pending when the time is over, and the Gate sends it to Still Running', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const execution = await run(START, { input: [{ order: 7 }] });
		const resumed = await execution.resume();

		const [{ testRunId }] = await qodex().runs();
		expect(resumed.status).toBe('success');
		expect(outOf(resumed)).toMatchObject({ id: testRunId, status: 'running', verdict: 'pending' });
		expect(resumed.output('Gate', STILL_RUNNING)).toHaveLength(1);
		expect(resumed.output(WAIT)[0]?.pairedItem).toEqual({ item: 0 });
		// The output of the node before is not touched.
		expect(resumed.items('Before')).toEqual([{ order: 7 }]);
		expect(await calls('qodex')).toHaveLength(2);
	});

	test.each([
		[2, 120_000],
		[1, 65_000],
	])('is looked at again after %d minutes, if that is wanted', async (lookAgainMinutes, least) => {
		const before = Date.now();
		const execution = await run({ ...byId(await startedRun()), options: { lookAgainMinutes } });

		expect(Number(execution.waitTill) - before).toBeGreaterThanOrEqual(least);
		expect(Number(execution.waitTill) - before).toBeLessThan(least + 10_000);
	});

	test('is not looked at long before it is expected to end, nor after the limit', async () => {
		const runId = await startedRun();
		const until = async (parameters: object) => {
			const before = Date.now();
			return Number((await run({ ...byId(runId), ...parameters })).waitTill) - before;
		};

		expect(await until({ options: { expectedMinutes: 200 } })).toBeGreaterThan(110_000);
		expect(await until({ timeoutMinutes: 3, options: { lookAgainMinutes: 60 } })).toBeLessThan(190_000);
	});

	test('is pending also with a status that nobody published', async () => {
		await qodex().nextRuns({ outcome: 'unknownStatus:archived', afterMs: 0 });
		const resumed = await (await run(START)).resume();

		expect(outOf(resumed)).toMatchObject({ status: 'unknown', verdict: 'pending' });
		expect(resumed.output('Gate', STILL_RUNNING)).toHaveLength(1);
	});
});

describe('a run that has ended', () => {
	test.each(['passed', 'failed'] as const)('as %s comes out at once', async (outcome) => {
		const runId = await startedRun();
		await qodex().finishRun({ testRunId: runId, outcome });
		const execution = await run(byId(runId));

		expect(execution.status).toBe('success');
		expect(outOf(execution)).toMatchObject({ id: runId, verdict: outcome });
		expect(outOf(execution)).not.toHaveProperty('waiting');
	});
});

describe('a loop with the Gate', () => {
	test('goes round until the run has ended', async () => {
		const id = await startedRun();
		const first = await run(LOOP, { input: [{ id }], loop: true });
		const second = await first.resume();
		expect(second.status).toBe('waiting');
		await qodex().finishRun({ testRunId: id, outcome: 'failed' });
		const last = await second.resume();

		expect(last.status).toBe('success');
		expect(outOf(last)).toMatchObject({ id, verdict: 'failed' });
		expect(last.output('Gate', 1)).toHaveLength(1);
		expect(await calls('qodex')).toHaveLength(3);
	});

	test('ends with the time limit, which counts from the first look', async () => {
		const id = await startedRun();
		const first = await run({ ...LOOP, timeoutMinutes: 10 }, { input: [{ id }], loop: true });
		const start = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => start + 9 * 60_000);
		const second = await first.resume();
		expect(second.status).toBe('waiting');
		jest.spyOn(Date, 'now').mockImplementation(() => start + 10.5 * 60_000);
		const last = await second.resume();

		expect(last.status).toBe('success');
		expect(outOf(last)).toMatchObject({ id, status: 'running', verdict: 'inconclusive' });
		expect(outOf(last).verdictReason).toBe('The run is still running after the time limit of 10 minutes.');
		expect(last.output('Gate', 2)).toHaveLength(1);
	});

	test('survives an outage of the platform', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const id = await startedRun();
		const first = await run(LOOP, { input: [{ id }], loop: true });
		const fault = { kind: 'status', status: 503 } as const;
		await sandbox().control.addFault({ platform: 'qodex', times: 4, fault });
		const second = await first.resume();
		expect(second.status).toBe('waiting');
		await qodex().finishRun({ testRunId: id, outcome: 'passed' });

		expect(outOf(await second.resume())).toMatchObject({ id, verdict: 'passed' });
	});

	test('ends with an error when the platform no longer has the run', async () => {
		const id = await startedRun();
		const first = await run(LOOP, { input: [{ id }], loop: true });
		await sandbox().control.addFault({ platform: 'qodex', fault: { kind: 'status', status: 404 } });

		expect(told(await first.resume())).toMatch(/HTTP 404/);
	});

	test('does not take the time of another run for that of its own', async () => {
		const id = await startedRun();
		const waiting = { since: '2020-01-01T00:00:00.000Z', runId: 'another' };
		const execution = await run(LOOP, { input: [{ id, waiting }] });

		expect(execution.status).toBe('waiting');
	});
});

describe('of a started run', () => {
	test('an outage right after the start loses nothing', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		await sandbox().control.addFault({
			platform: 'qodex',
			match: { method: 'GET' },
			times: 99,
			fault: { kind: 'status', status: 503 },
		});
		const execution = await run(START);

		const [{ testRunId }] = await qodex().runs();
		expect(execution.status).toBe('waiting');
		expect(outOf(await execution.resume())).toMatchObject({ id: testRunId, verdict: 'pending' });
	});

	test('several items are refused before anything is started', async () => {
		expect(told(await run(START, { input: [{}, {}] }))).toMatch(/takes one item, but there are 2/);
		expect(await calls('qodex')).toEqual([]);
	});
});

describe('TestCLIX, where a status may be that of an earlier run', () => {
	const testId = () => sandbox().testclix.testId;
	const wait = () => ({
		resource: 'testclix',
		operation: 'waitForRun',
		testId: '={{ $json.id }}',
		waitMode: 'suspend',
		options: { settleSeconds: 0.5 },
	});

	test('suspends while the test is in a run, and tells the result once it stands', async () => {
		await sandbox().control.testclix.startRun({ testId: testId(), outcome: 'error', stuck: true });
		const first = await run(wait(), { input: [{ id: testId() }], loop: true });
		expect(first.status).toBe('waiting');
		await sandbox().control.testclix.finishRun({ testId: testId(), outcome: 'error' });

		expect(outOf(await first.resume())).toMatchObject({ id: testId(), verdict: 'failed' });
	});
});

test.each(['context', 'engine'] as const)('an agent is not suspended (%s)', async (via) => {
	const tool = await asTool(START, via);

	expect(tool.status).toBe('success');
	expect(JSON.stringify(tool.response)).toContain('"verdict":"passed"');
});
