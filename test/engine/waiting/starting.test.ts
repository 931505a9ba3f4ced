/** What can go wrong between a start and the first look at the run: no run is lost. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { connect, startWorkflow } from '../harness';
import { credentialsFor, credentialTypes } from '../support';
import { outOf, told, until, waitingForTests, WAIT } from './support';

// The time to the look after the start takes seconds, which the tests need not.
jest.mock('../../../n8n/waiting/callbackTimes', () => ({ FIRST_LOOK_MS: 0, LAST_LOOKS_MS: 0 }));

const { sandbox, run, start, calls } = waitingForTests();
const qodex = () => sandbox().control.qodex;

const QUICK = { minPollSeconds: 0.1, maxPollSeconds: 0.1 };
const AGENT = { __rl: true, mode: 'id', value: '={{ $json.agentId }}' };
const STARTS: Record<string, INodeParameters> = {
	qodex: { environment: '={{ $json.environment || "staging" }}', scope: 'all' },
	preclinical: { agentId: AGENT },
};
const starting = (resource: 'qodex' | 'preclinical', more: INodeParameters = {}): INodeParameters => ({
	resource,
	operation: 'startRunAndWait',
	...STARTS[resource],
	options: QUICK,
	...more,
});
const spoil = async (method: 'GET' | 'POST', status: number, times = 1, skip = 0) =>
	await sandbox().control.addFault({
		platform: 'qodex',
		match: { method },
		times,
		skip,
		fault: { kind: 'status', status },
	});

describe('a run that the platform does not find right after its start', () => {
	test.each([400, 404, 410, 422])('is waited for (HTTP %i)', async (status) => {
		await qodex().nextRuns({ outcome: 'passed', afterMs: 0 });
		await spoil('GET', status, 2);
		const ended = await run(starting('qodex'));

		expect(outOf(ended)).toMatchObject({ verdict: 'passed' });
		expect((await calls('qodex')).map((call) => call.split(' ')[0])).toEqual(['POST', 'GET', 'GET', 'GET']);
	});

	test('and that was there before has been deleted: an error at once', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		await spoil('GET', 404, 99, 1);
		const ended = await run(starting('qodex'));

		expect(told(ended)).toMatch(/HTTP 404/);
		expect((await calls('qodex')).filter((call) => call.startsWith('GET'))).toHaveLength(2);
	});

	test('is waited for at Preclinical, too', async () => {
		await sandbox().control.addFault({
			platform: 'preclinical',
			match: { method: 'GET' },
			times: 2,
			fault: { kind: 'status', status: 404 },
		});
		const input = [{ agentId: sandbox().preclinical.agentId }];

		expect(outOf(await run(starting('preclinical'), { input }))).toMatchObject({ verdict: 'passed' });
	});

	test.each(['suspend', 'callback'])('is stored as it was started, in mode %s', async (waitMode) => {
		await spoil('GET', 404, 99);
		const execution = await run(starting('qodex', { waitMode }));
		expect(execution.status).toBe('waiting');
		const [{ testRunId }] = await qodex().runs();

		const pending = outOf(await execution.resume());
		expect(pending).toMatchObject({ id: testRunId, status: 'running', verdict: 'pending' });
		expect(pending.doubt).toMatch(/^The last read failed\. Could not read the run/);
	});

	test('is waited for also by a node behind the one that started it', async () => {
		await spoil('GET', 404, 2);
		const type = 'n8n-nodes-test-runs.testRun';
		const wait = { resource: 'qodex', operation: 'waitForRun', runId: '={{ $json.id }}', options: QUICK };
		const ended = await startWorkflow({
			nodeTypes: { [type]: new TestRun() },
			credentials: credentialsFor(sandbox()),
			credentialTypes,
			workflow: {
				nodes: [
					{ name: 'Start', type, parameters: { ...starting('qodex'), operation: 'startRun', options: {} } },
					{ name: WAIT, type, parameters: wait },
				],
				connections: connect(['Start', WAIT]),
			},
		}).finished;

		expect(ended.items(WAIT)).toMatchObject([{ verdict: 'passed' }]);
	});

	test('is an error after half a minute, and at once where nobody here has started it', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		await spoil('GET', 404, 99);
		const now = Date.now();
		const running = start(starting('qodex'));
		await until(async () => (await calls('qodex')).length >= 3);
		jest.spyOn(Date, 'now').mockImplementation(() => now + 31_000);
		const ended = await running.finished;
		jest.restoreAllMocks();

		const [{ testRunId }] = await qodex().runs();
		expect(told(ended)).toMatch(/HTTP 404/);
		expect(told(ended)).toContain(`Run started before: ${testRunId}.`);
		const before = (await calls('qodex')).length;
		await run({ resource: 'qodex', operation: 'waitForRun', runId: 'run_of_others' });
		expect((await calls('qodex')).length - before).toBe(1);
	});
});

describe('when the third of five starts is refused', () => {
	const input = [{}, {}, {}, {}, {}];

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'the others are awaited and come out, the error is that of its item (%s)',
		async (onError) => {
			await spoil('POST', 422, 1, 2);
			const ended = await run(starting('qodex'), { input, settings: { onError } });
			const all = [...ended.output(WAIT, 0), ...ended.output(WAIT, 1)];

			expect(all.filter(({ json }) => json.verdict === 'passed').map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 3, 4].map((item) => ({ item })),
			);
			const [error, ...more] = all.filter(({ json }) => 'error' in json);
			expect(error).toMatchObject({
				json: { error: expect.stringMatching(/^Could not start a run: .*HTTP 422/) },
				pairedItem: { item: 2 },
			});
			expect(more).toEqual([]);
		},
	);

	test('the error that ends the workflow names the two that go on', async () => {
		await spoil('POST', 422, 1, 2);
		const ended = await run(starting('qodex'), { input });
		const ids = (await qodex().runs()).map(({ testRunId }) => testRunId);

		expect(ids).toHaveLength(2);
		expect(told(ended)).toMatch(/^Could not start a run: .* \| .* Runs started before: /);
		for (const id of ids) expect(told(ended)).toContain(id);
		expect(ended.stored).toContain(ids[1]);
	});

	test('so does an operation that does not wait', async () => {
		await spoil('POST', 422, 1, 2);
		const ended = await run(starting('qodex', { operation: 'startRun', options: {} }), { input });

		for (const { testRunId } of await qodex().runs()) expect(told(ended)).toContain(testRunId);
	});
});

describe('whatever ends the node names the runs that it has started', () => {
	test.each(['poll', 'suspend', 'callback'])('a look that is refused, in mode %s', async (waitMode) => {
		await qodex().nextRuns({ outcome: 'stuck' });
		await spoil('GET', 401, 99);
		const ended = await run(starting('qodex', { waitMode }));
		const [{ testRunId }] = await qodex().runs();

		expect(told(ended)).toMatch(/HTTP 401/);
		expect(told(ended)).toMatch(
			new RegExp(`Run started before: ${testRunId}\\. 'Wait for Run' awaits it by ID\\.$`),
		);
	});

	test('the same in the error item, which names the run of its item alone', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		await spoil('GET', 401, 99);
		const ended = await run(starting('qodex'), { input: [{}, {}], continueOnFail: true });
		const ids = (await qodex().runs()).map(({ testRunId }) => testRunId);

		for (const { message } of ended.items(WAIT)) {
			expect(ids.filter((id) => String(message).includes(id))).toHaveLength(1);
		}
	});

	test('and so does a stop by the user', async () => {
		await qodex().nextRuns({ outcome: 'stuck' });
		const { cancel, finished } = start(starting('qodex'), { input: [{}, {}] });
		await until(async () => (await calls('qodex')).filter((call) => call.startsWith('GET')).length >= 2);
		cancel();
		const ended = await finished;

		for (const { testRunId } of await qodex().runs()) expect(told(ended)).toContain(testRunId);
	});
});
