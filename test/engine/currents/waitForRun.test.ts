import type { INodeParameters } from 'n8n-workflow';

import { complaint, NO_RUN, project, PROJECT, runsOf, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

/** Looks often, so that tests are short. */
const quick = { minPollSeconds: 0.1, maxPollSeconds: 0.1 };
const byId = (runId: string, options = {}): INodeParameters => ({ runId, options: { ...quick, ...options } });
const byBuild = (buildId: string, options = {}): INodeParameters => ({
	waitBy: 'buildId',
	projectId: project(),
	buildId,
	options: { ...quick, ...options },
});

const goingRun = async (plan = {}) =>
	(await currents.control().createRun({ projectId: PROJECT, deliver: false, ...plan })).run.runId;
const endAfterReads = async (
	runId: string,
	afterReads: number,
	outcome: 'passed' | 'failed' | 'canceled' | 'timedOut',
) => await currents.control().planFinish({ runId, outcome, afterReads, deliver: false });
const reads = async (path: string) =>
	(await currents.calls()).filter((call) => call === `GET ${path}`).length;

describe('Wait for Run by its id', () => {
	describe('until the run has ended', () => {
		test.each([
			['passed', 'finished', 'passed'],
			['failed', 'finished', 'failed'],
			['canceled', 'canceled', 'inconclusive'],
			['timedOut', 'timedOut', 'inconclusive'],
		] as const)('goes on when the run has %s, which is no error', async (outcome, status, verdict) => {
			for (const statusCase of ['upper', 'lower'] as const) {
				await currents.sandbox().control.setVariants({ currents: { statusCase } });
				const runId = await goingRun();
				await endAfterReads(runId, 2, outcome);

				const run = await currents.run('waitForRun', byId(runId));

				expect(run).toMatchObject({ status: 'success', json: [{ id: runId, status, verdict }] });
				expect(await reads(`/runs/${runId}`)).toBe(3);
			}
		});

		test('gives a run that has ended at once', async () => {
			const { runId } = await currents.endedRun();

			const options = { minPollSeconds: 60 };
			expect((await currents.run('waitForRun', byId(runId, options))).json).toMatchObject([
				{ verdict: 'passed' },
			]);
		});

		test('reads the failures of the ended run', async () => {
			const runId = await goingRun();
			await endAfterReads(runId, 1, 'failed');

			const [run] = runsOf(await currents.run('waitForRun', byId(runId, { includeFailures: 5 })));

			expect(run?.failures).toHaveLength(1);
		});

		test('reads failures and tests once, when the run has ended', async () => {
			const runId = await goingRun();
			await currents.control().reportTests({ runId, tests: 4, failures: 1 });
			await endAfterReads(runId, 2, 'failed');

			const options = { includeFailures: 5, includeTests: true };
			const [run] = runsOf(await currents.run('waitForRun', byId(runId, options)));

			expect(run?.failures).toHaveLength(2);
			expect(run?.tests).toHaveLength(12);
			const calls = await currents.calls();
			expect(calls.filter((call) => call.startsWith('GET /instances/'))).toHaveLength(4);
			expect(calls.slice(0, 3)).toEqual(Array(3).fill(`GET /runs/${runId}`));
		});

		test('past the time limit reads what has failed so far', async () => {
			const runId = await goingRun();
			await currents.control().reportTests({ runId, tests: 4, failures: 2 });

			const parameters = { ...byId(runId, { includeFailures: 5 }), timeoutMinutes: 0 };

			expect((await currents.run('waitForRun', parameters)).json).toMatchObject([
				{ status: 'running', failures: [{}, {}] },
			]);
		});

		test('gives the JSON of Currents without Simplify', async () => {
			const runId = await goingRun();
			await endAfterReads(runId, 1, 'passed');

			const { json } = await currents.run('waitForRun', { ...byId(runId), simplify: false });

			expect(json).toMatchObject([{ runId, completionState: 'COMPLETE' }]);
		});
	});

	describe('limits and faults', () => {
		test('past the time limit the run is inconclusive, and says so', async () => {
			const runId = await goingRun();

			const run = await currents.run('waitForRun', { ...byId(runId), timeoutMinutes: 0.005 });

			expect(run).toMatchObject({
				status: 'success',
				json: [{ status: 'running', verdict: 'inconclusive' }],
			});
			expect(run.json[0]?.verdictReason).toMatch(/^The run is still running after the time limit of/);
		});

		test('with a time limit of 0 it looks once', async () => {
			const runId = await goingRun();

			await currents.run('waitForRun', { ...byId(runId), timeoutMinutes: 0 });

			expect(await reads(`/runs/${runId}`)).toBe(1);
		});

		test.each(['closeSocket', 'halfBody', 'invalidJson'] as const)(
			'waits a passing fault out: %s',
			async (kind) => {
				const runId = await goingRun();
				await endAfterReads(runId, 1, 'passed');
				await currents.fault({ match: { method: 'GET' }, skip: 1, times: 7, fault: { kind } });

				expect((await currents.run('waitForRun', byId(runId))).json).toMatchObject([{ verdict: 'passed' }]);
			},
		);

		test('does not wait where waiting does not help', async () => {
			const unknown = await currents.run('waitForRun', byId(NO_RUN));
			expect(complaint(unknown).message).toBe('Could not read the run: Currents did not find it (HTTP 404)');

			const runId = await goingRun();
			const refused = await currents.run('waitForRun', byId(runId), { apiKey: 'a-wrong-placeholder-key' });
			expect(complaint(refused).message).toBe(
				'Could not read the run: Currents did not accept the key (HTTP 401)',
			);
		});

		test('stops at once with the execution', async () => {
			const runId = await goingRun();
			const { cancel, finished } = currents.start(
				'waitForRun',
				byId(runId, { minPollSeconds: 600, maxPollSeconds: 600 }),
			);
			while ((await reads(`/runs/${runId}`)) === 0);

			cancel();

			expect((await finished).status).toBe('canceled');
		});
	});
});

describe('Wait for Run of a CI build', () => {
	test('waits until the build appears and then until it has ended', async () => {
		const runId = await goingRun({ ciBuildId: 'web-4711', hiddenReads: 2 });
		await endAfterReads(runId, 2, 'failed');

		const { json } = await currents.run('waitForRun', byBuild('web-4711'));

		expect(json).toMatchObject([{ id: runId, buildId: 'web-4711', verdict: 'failed' }]);
		expect(await reads('/runs/find')).toBe(5);
	});

	test('takes the run of that build alone', async () => {
		const runId = await goingRun({ ciBuildId: 'web-1' });
		await currents.endedRun({ ciBuildId: 'web-10' }, { outcome: 'failed' });
		await endAfterReads(runId, 1, 'passed');

		expect((await currents.run('waitForRun', byBuild('web-1'))).json).toMatchObject([{ id: runId }]);
	});

	test('a build that never appears is inconclusive, and the reason names it', async () => {
		const run = await currents.run('waitForRun', { ...byBuild('web-9'), timeoutMinutes: 0.005 });

		expect(run.json).toMatchObject([
			{
				id: '',
				key: `currents:${PROJECT}:build:web-9`,
				status: 'queued',
				verdict: 'inconclusive',
				buildId: 'web-9',
			},
		]);
		expect(run.json[0]?.verdictReason).toMatch(/^The run is still queued after the time limit of/);
	});
});

describe('Wait for Run with several items', () => {
	test('awaits all runs together and keeps the order of the items', async () => {
		const ids = [await goingRun(), await goingRun(), await goingRun()];
		for (const [index, runId] of ids.entries()) await endAfterReads(runId, 3 - index, 'passed');

		const items = ids.map((id) => ({ id }));
		const run = await currents.run('waitForRun', byId('={{ $json.id }}'), { items });

		expect(runsOf(run).map(({ id }) => id)).toEqual(ids);
		expect(run.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		const [firstRound] = [(await currents.calls()).slice(0, 3)];
		expect(new Set(firstRound)).toEqual(new Set(ids.map((id) => `GET /runs/${id}`)));
	});

	test('with Continue On Fail a run that cannot be read does not disturb the others', async () => {
		const runId = await goingRun();
		await endAfterReads(runId, 2, 'passed');

		const items = [{ id: NO_RUN }, { id: runId }, { id: '' }];
		const run = await currents.run('waitForRun', byId('={{ $json.id }}'), { items, continueOnFail: true });

		expect(run.outputs[0]).toMatchObject([
			{
				json: { error: 'Could not read the run: Currents did not find it (HTTP 404)' },
				pairedItem: { item: 0 },
			},
			{ json: { id: runId, verdict: 'passed' }, pairedItem: { item: 1 } },
			{ json: { error: "'Run ID' is empty" }, pairedItem: { item: 2 } },
		]);
	});

	test('without it, the first failure ends the wait for the others', async () => {
		const runId = await goingRun();

		const items = [{ id: runId }, { id: NO_RUN }];
		const run = await currents.run('waitForRun', byId('={{ $json.id }}'), { items });
		const readsThen = await reads(`/runs/${runId}`);
		await new Promise((resolve) => setTimeout(resolve, 250));

		expect(run.status).toBe('error');
		expect(await reads(`/runs/${runId}`)).toBe(readsThen);
	});
});

describe('Wait for Run refuses', () => {
	test.each<[string, INodeParameters, string]>([
		['an empty id', byId('={{ "" }}'), "'Run ID' is empty"],
		['an empty build', byBuild('={{ "" }}'), "'Build ID' is empty"],
		[
			'a negative time limit',
			{ ...byId(NO_RUN), timeoutMinutes: -1 },
			"'Time Limit (Minutes)' must be 0 or more",
		],
		[
			'a time limit that is no number',
			{ ...byId(NO_RUN), timeoutMinutes: '={{ "soon" }}' },
			"'Time Limit (Minutes)' is not a number",
		],
		[
			'an interval that is no number',
			byId(NO_RUN, { minPollSeconds: '={{ "often" }}' }),
			"'Shortest Interval (Seconds)' is not a number",
		],
	])('%s without a request', async (_, parameters, message) => {
		const run = await currents.run('waitForRun', parameters);

		expect(complaint(run).message).toBe(message);
		expect(await currents.calls()).toEqual([]);
	});
});
