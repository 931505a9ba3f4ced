/** Awaiting Qodex runs by polling: to the end, to the limit, through an outage, and until somebody presses Stop. */
import { logs } from '../harness';
import { ALL, qodexForTests, quickly, told } from './support';

const { run, start: begin, control, calls, spoil, sandbox } = qodexForTests();

const pollsSoFar = async () => (await calls('GET')).length;

/** Waits until the sandbox has seen so many polls. */
async function afterPolls(count: number) {
	while ((await pollsSoFar()) < count) await new Promise((resolve) => setTimeout(resolve, 10));
}

afterEach(() => jest.restoreAllMocks());

test('waits for a run that was started before', async () => {
	await control().nextRuns({ outcome: 'failed', failures: 2, afterPolls: 2 });
	const { testRunId: runId } = await control().startRun({});
	const awaited = await run('waitForRun', { runId, ...quickly() });

	expect(awaited.json).toMatchObject([
		{ id: runId, status: 'finished', verdict: 'failed', verdictReason: '2 of 7 tests failed.' },
	]);
	expect(awaited.outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
	expect(await pollsSoFar()).toBe(3);
});

test('gives the last answer itself without Simplify', async () => {
	const awaited = await run('startRunAndWait', { ...ALL, ...quickly(), simplify: false });

	const [{ poll }] = await control().runs();
	expect(awaited.json).toEqual([poll]);
});

test('awaits the runs of several items together, in the order of the items', async () => {
	// The first run ends only after the last: one after the other, the wait would never get there.
	for (const outcome of ['stuck', 'failed', 'passed'] as const) {
		await control().nextRuns({ outcome, afterPolls: 2, runs: 1 });
	}
	const running = begin('startRunAndWait', { ...ALL, ...quickly() }, { items: [{}, {}, {}] });
	const ended = async () => (await control().runs()).filter((one) => one.ended).length;
	while ((await ended()) < 2) await new Promise((resolve) => setTimeout(resolve, 10));
	const [first] = await control().runs();
	await control().finishRun({ testRunId: first.testRunId, outcome: 'budget_exceeded' });
	const awaited = await running.finished;

	expect(awaited.json.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'failed', 'passed']);
	expect(awaited.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(await calls('POST')).toHaveLength(3);
});

describe('the time limit', () => {
	test.each([
		['is still running', 'stuck', /is still running after the time limit of [\d.]+ minutes?\./],
		['has a status nobody published', 'unknownStatus:archived', /has not ended, according to its status/],
	] as const)('makes a run inconclusive that %s', async (_, outcome, reason) => {
		await control().nextRuns({ outcome });
		const awaited = await run('startRunAndWait', { ...ALL, ...quickly(0.6) });

		expect(awaited.status).toBe('success');
		expect(awaited.json).toMatchObject([
			{ verdict: 'inconclusive', verdictReason: expect.stringMatching(reason) },
		]);
		expect(await pollsSoFar()).toBeGreaterThan(3);
	});

	test('of zero looks at the run once', async () => {
		await control().nextRuns({ outcome: 'stuck' });
		const { testRunId: runId } = await control().startRun({});
		const awaited = await run('waitForRun', { runId, timeoutMinutes: 0 });

		expect(awaited.json).toMatchObject([{ status: 'running', verdict: 'inconclusive' }]);
		expect(await pollsSoFar()).toBe(1);
	});

	test.each([
		['negative', -1, /'Time Limit \(Minutes\)' must be 0 or more/],
		['no number', '={{ "soon" }}', /'Time Limit \(Minutes\)' is not a number/],
	])('is refused when it is %s, before anything is started', async (_, timeoutMinutes, complaint) => {
		const awaited = await run('startRunAndWait', { ...ALL, timeoutMinutes });

		expect(told(awaited)).toMatch(complaint);
		expect(await calls()).toEqual([]);
	});
});

describe('when the execution is stopped', () => {
	const patient = { timeoutMinutes: 5, options: { minPollSeconds: 60 } };

	// n8n's sleep cannot be taken back; what is left of it must not keep jest from ending.
	beforeEach(() => {
		const start = setTimeout;
		jest
			.spyOn(global, 'setTimeout')
			.mockImplementation(((run: () => void, ms: number) =>
				ms > 10_000 ? start(run, ms).unref() : start(run, ms)) as typeof setTimeout);
	});

	test('the wait ends, and nothing more is asked', async () => {
		await control().nextRuns({ outcome: 'stuck' });
		const running = begin('startRunAndWait', { ...ALL, ...patient }, { items: [{}, {}] });
		await afterPolls(2);
		running.cancel();
		const awaited = await running.finished;
		const seen = (await calls()).length;

		expect(awaited.status).toBe('canceled');
		expect(awaited.json).toEqual([]);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect((await calls()).length).toBe(seen);
	});

	test('a poll under way is given up', async () => {
		await control().nextRuns({ outcome: 'stuck' });
		await spoil('GET', { fault: { kind: 'hang' } });
		const running = begin('startRunAndWait', { ...ALL, ...patient }, { continueOnFail: true });
		await afterPolls(1);
		running.cancel();

		expect((await running.finished).status).toBe('canceled');
		expect(await pollsSoFar()).toBe(1);
	});

	test('no further run is started', async () => {
		await sandbox().control.setDelay({ platform: 'qodex', ms: 100 });
		const running = begin(
			'startRunAndWait',
			{ ...ALL, ...patient },
			{ items: [{}, {}, {}], continueOnFail: true },
		);
		while ((await calls('POST')).length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
		running.cancel();
		await running.finished;
		await new Promise((resolve) => setTimeout(resolve, 300));

		expect(await calls('POST')).toHaveLength(1);
	});
});

describe('while a run is awaited', () => {
	describe('outages', () => {
		test.each([
			['answers 503', { kind: 'status', status: 503 }],
			['asks for fewer requests', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
			['shows an error page', { kind: 'html', status: 502 }],
			['answers nonsense', { kind: 'invalidJson' }],
			['drops connections', { kind: 'closeSocket' }],
		] as const)('an outage in which Qodex %s is waited out', async (_, fault) => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			await control().nextRuns({ outcome: 'passed', afterPolls: 3 });
			await spoil('GET', { skip: 1, times: 9, fault });
			const awaited = await run('startRunAndWait', { ...ALL, ...quickly() });

			expect(awaited.error).toBeNull();
			expect(awaited.json).toMatchObject([{ verdict: 'passed' }]);
			expect(await pollsSoFar()).toBe(13);
		});

		test('an outage up to the limit leaves what was last known, as inconclusive', async () => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			await control().nextRuns({ outcome: 'stuck' });
			await spoil('GET', { skip: 1, times: 1000, fault: { kind: 'status', status: 503 } });
			const awaited = await run('startRunAndWait', { ...ALL, ...quickly(0.5) });

			expect(awaited.json).toMatchObject([{ status: 'running', verdict: 'inconclusive' }]);
		});

		test('an outage from first to last leaves the run as it was started, as inconclusive', async () => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			await spoil('GET', { times: 1000, fault: { kind: 'status', status: 503 } });
			const awaited = await run('startRunAndWait', { ...ALL, ...quickly(0.3) });

			const [{ testRunId }] = await control().runs();
			expect(awaited.json).toMatchObject([{ id: testRunId, status: 'running', verdict: 'inconclusive' }]);
			expect(awaited.json[0]?.verdictReason).toMatch(/The last read failed\. .*HTTP 503/);
		});

		test('an outage from first to last is an error when the run was started elsewhere', async () => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			const { testRunId: runId } = await control().startRun({});
			await spoil('GET', { times: 1000, fault: { kind: 'status', status: 503 } });
			const awaited = await run('waitForRun', { runId, ...quickly(0.3) });

			expect(awaited.status).toBe('error');
			expect(told(awaited)).toContain('HTTP 503');
			expect(told(awaited)).toContain(runId);
		});
	});

	describe('refusals', () => {
		test.each([401, 403, 404])(
			'a refusal with %i ends the wait at once, of a run that was found',
			async (status) => {
				const { apiKey } = sandbox().qodex;
				const body = { error: `not for ${apiKey}` };
				await control().nextRuns({ outcome: 'stuck' });
				await spoil('GET', { skip: 1, fault: { kind: 'status', status, body } });
				const awaited = await run('startRunAndWait', { ...ALL, ...quickly() });

				expect(awaited.status).toBe('error');
				expect(told(awaited)).toContain(`HTTP ${status}`);
				expect(await pollsSoFar()).toBe(2);
				expect(told(awaited) + awaited.stored + logs.text()).not.toContain(apiKey);
			},
		);

		test.each([401, 403])(
			'a refusal with %i ends the wait at once, right after the start as well',
			async (status) => {
				await spoil('GET', { fault: { kind: 'status', status } });
				const awaited = await run('startRunAndWait', { ...ALL, ...quickly() });

				expect(told(awaited)).toContain(`HTTP ${status}`);
				expect(await pollsSoFar()).toBe(1);
			},
		);

		test('a run that is not found right after its start is looked for again', async () => {
			await spoil('GET', { times: 3, fault: { kind: 'status', status: 404 } });
			const awaited = await run('startRunAndWait', { ...ALL, ...quickly() });

			expect(awaited.json).toMatchObject([{ verdict: 'passed' }]);
			expect(await pollsSoFar()).toBeGreaterThan(3);
		});

		test('a run that was started elsewhere and is not found ends the wait at once', async () => {
			const awaited = await run('waitForRun', { runId: 'run_of_nobody', ...quickly() });

			expect(told(awaited)).toContain('HTTP 404');
			expect(await pollsSoFar()).toBe(1);
		});

		test('the failure of one item ends the waits of the others', async () => {
			await control().nextRuns({ outcome: 'stuck' });
			await spoil('GET', { skip: 2, fault: { kind: 'status', status: 404 } });
			const awaited = await run('startRunAndWait', { ...ALL, ...quickly() }, { items: [{}, {}] });
			const pause = async () => await new Promise((resolve) => setTimeout(resolve, 400));
			// A read that was under way when the other item failed may still arrive.
			await pause();
			const seen = await pollsSoFar();
			await pause();

			expect(awaited.status).toBe('error');
			expect(await pollsSoFar()).toBe(seen);
		});

		test('with Continue On Fail the failure of one item is its own', async () => {
			await spoil('GET', { fault: { kind: 'status', status: 401 } });
			const more = { items: [{}, {}], continueOnFail: true };
			const awaited = await run('startRunAndWait', { ...ALL, ...quickly() }, more);

			const failed = awaited.json.filter(({ error }) => error !== undefined);
			expect(failed).toMatchObject([{ error: expect.stringContaining('HTTP 401') as string }]);
			expect(awaited.json.filter(({ verdict }) => verdict === 'passed')).toHaveLength(1);
		});
	});
});
