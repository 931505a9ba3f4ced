/** Runs that are not finalized: how far they have come, and those that are over although they are still called running. */
import type { INodeParameters } from 'n8n-workflow';

import { FLAVOURS, preclinicalForTests, quickly, type Flavour } from './support';

jest.setTimeout(30_000);

const { run, control, sandbox, toStart, spoil, asked } = preclinicalForTests();

const SCENARIOS = { hosted: '/scenario-runs', selfHosted: '/api/v1/scenario-runs' };
const NOT_COUNTED = { passed: null, failed: null, other: null, skipped: null, flaky: null, pending: null };
const DOUBT = 'Preclinical still calls the run "running", although all its scenarios have ended.';

beforeEach(async () => await sandbox().control.setVariants({ preclinical: { counts: 'atEnd' } }));

const surveys = async (flavour: Flavour) =>
	(await asked(flavour)).filter((call) => call === `GET ${SCENARIOS[flavour]}`).length;

const wait = async (flavour: Flavour, runId: string, seconds: number, options: INodeParameters = {}) =>
	await run(flavour, 'waitForRun', { runId, ...quickly(seconds, options) });

describe.each(FLAVOURS)('%s', (flavour) => {
	/** A run with one scenario that passed, one that failed, and others that have not ended. */
	const halfway = async (scenarios = 5) => {
		const { id } = await control(flavour).createRun({ scenarios });
		await control(flavour).endScenarios({ runId: id, scenarios: 2, failures: 1 });
		return id;
	};

	/** A run whose scenarios have all ended, which goes on. */
	const leftRunning = async (plan: { scenarios?: number; unlisted?: number } = {}) => {
		const { id } = await control(flavour).createRun({ scenarios: 4, ...plan });
		await control(flavour).endScenarios({ runId: id, failures: 1, errors: 1 });
		return id;
	};

	describe('counts', () => {
		test.each(['running', 'canceled'])('of a run that is %s are not known, and never 0', async (status) => {
			const id = await halfway();
			if (status === 'canceled') await run(flavour, 'cancelRun', { runId: id });
			const [read] = (await run(flavour, 'getRun', { runId: id })).json;

			expect(read).toMatchObject({ status, counts: { ...NOT_COUNTED, total: 5 }, passRate: null });
		});

		test.each(['running', 'canceled'])(
			'of a run that is %s come from its scenarios, once read',
			async (status) => {
				const id = await halfway();
				if (status === 'canceled') await run(flavour, 'cancelRun', { runId: id });
				const [read] = (await run(flavour, 'getRun', { runId: id, options: { includeFailures: 20 } })).json;

				expect(read).toMatchObject({
					status,
					counts: { total: 5, passed: 1, failed: 1, other: 0, pending: 3 },
					failures: [{ status: 'failed' }],
				});
			},
		);

		test('are told with a run of which a wait must come out before it has ended', async () => {
			const [read] = (await wait(flavour, await halfway(), 0.3)).json;

			expect(read).toMatchObject({
				status: 'running',
				verdict: 'inconclusive',
				counts: { passed: 1, failed: 1, pending: 3 },
			});
		});
	});

	describe('a run that is left running', () => {
		test('is over for a wait, in doubt, with the outcome of its scenarios', async () => {
			const { json, error } = await wait(flavour, await leftRunning(), 600, { includeFailures: 20 });

			expect(error).toBeNull();
			expect(json).toMatchObject([
				{
					status: 'finished',
					verdict: 'failed',
					verdictReason: '1 of 4 tests failed and 1 ended in error or was blocked.',
					doubt: expect.stringContaining(DOUBT),
					counts: { total: 4, passed: 2, failed: 1, other: 1, pending: 0 },
					finishedAt: expect.any(String),
					durationMs: expect.any(Number),
				},
			]);
			expect(json[0].failures).toHaveLength(2);
			expect(await surveys(flavour)).toBe(1);
		});

		test('is over for the wait that started it, which passes when all did', async () => {
			await control(flavour).nextRuns({ outcome: 'leftRunning', afterReads: 1 });
			const awaited = await run(flavour, 'startRunAndWait', { ...toStart(flavour), ...quickly(600) });

			expect(awaited.json).toMatchObject([
				{ verdict: 'passed', doubt: expect.stringContaining(DOUBT), failures: null },
			]);
		});

		test('is over at the time limit, however short', async () => {
			expect((await wait(flavour, await leftRunning(), 0)).json).toMatchObject([
				{ status: 'finished', verdict: 'failed', doubt: expect.stringContaining(DOUBT) },
			]);
		});

		test('is over for a wait that is put aside between two looks', async () => {
			const runId = await leftRunning();
			const awaited = await run(flavour, 'waitForRun', { runId, waitMode: 'suspend', timeoutMinutes: 60 });

			expect(awaited.json).toMatchObject([{ status: 'finished', doubt: expect.stringContaining(DOUBT) }]);
		});

		test('is over among many that are awaited by their list', async () => {
			const items: Array<{ id: string }> = [];
			for (let made = 0; made < 7; made++) items.push({ id: await leftRunning() });
			const going = await halfway();
			const ended = run(
				flavour,
				'waitForRun',
				{ runId: '={{ $json.id }}', ...quickly(600) },
				{ items: [...items, { id: going }] },
			);
			// Ends by itself only if those that are left running keep nobody waiting.
			await control(flavour).finishRun({ runId: going, outcome: 'completed' });
			const { json } = await ended;

			expect(json.map(({ doubt }) => doubt !== null)).toEqual([...items.map(() => true), false]);
		});

		test('has its own word when it is finalized meanwhile', async () => {
			const runId = await leftRunning();
			const awaited = wait(flavour, runId, 600);
			while ((await surveys(flavour)) === 0);
			await control(flavour).finishRun({ runId, outcome: 'completed' });

			expect((await awaited).json).toMatchObject([
				{ status: 'finished', doubt: null, counts: { failed: 1 } },
			]);
		});

		test.each<[string, () => Promise<string>]>([
			['a scenario has not ended', async () => await halfway()],
			['a scenario is not listed yet', async () => await leftRunning({ scenarios: 4, unlisted: 1 })],
			['it has no scenarios', async () => await leftRunning({ scenarios: 0 })],
		])('is not over when %s', async (_, make) => {
			const [read] = (await wait(flavour, await make(), 1)).json;

			expect(read).toMatchObject({ status: 'running', verdict: 'inconclusive', doubt: null });
		});

		test('is not over when its scenarios cannot be read, which ends no wait', async () => {
			await spoil(flavour, {
				match: { path: SCENARIOS[flavour] },
				fault: { kind: 'status', status: 403 },
				times: 100,
			});
			const { json, error } = await wait(flavour, await leftRunning(), 1);

			expect(error).toBeNull();
			expect(json).toMatchObject([{ status: 'running', verdict: 'inconclusive' }]);
		});

		test('takes few requests more than one that goes on', async () => {
			await wait(flavour, await halfway(), 2);

			const reads = (await asked(flavour)).length - (await surveys(flavour));
			// One in ten reads, and the last one.
			expect(await surveys(flavour)).toBe(Math.floor((reads - 1) / 10) + 1);
		});
	});

	test('an end is told although what failed cannot be read', async () => {
		const { id: runId } = await control(flavour).createRun({ scenarios: 4 });
		await control(flavour).finishRun({ runId, outcome: 'completed', failures: 1 });
		await spoil(flavour, {
			match: { path: SCENARIOS[flavour] },
			fault: { kind: 'status', status: 403 },
			times: 9,
		});
		const options = { includeFailures: 20 };
		const expected = {
			verdict: 'failed',
			failures: null,
			failuresNote: expect.stringMatching(/^Could not list the scenario runs: Preclinical does not allow it/),
		};

		expect((await run(flavour, 'getRun', { runId, options })).json).toMatchObject([expected]);
		expect((await wait(flavour, runId, 30, options)).json).toMatchObject([expected]);
	});

	test('what failed is read later where the platform is away for a while', async () => {
		const { id: runId } = await control(flavour).createRun({ scenarios: 4 });
		await control(flavour).finishRun({ runId, outcome: 'completed', failures: 1 });
		const fault = { kind: 'status' as const, status: 503, headers: { 'retry-after': '0' } };
		await spoil(flavour, { match: { path: SCENARIOS[flavour] }, fault, times: 5 });
		const { json } = await wait(flavour, runId, 30, { includeFailures: 20 });

		expect(json).toMatchObject([{ verdict: 'failed', failures: [{ status: 'failed' }], failuresNote: null }]);
	});
});
