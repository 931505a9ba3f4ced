/** Starting and awaiting runs of Preclinical, hosted and self-hosted. */
import { FLAVOURS, preclinicalForTests, quickly, told, type Flavour } from './support';

const { run, control, sandbox, toStart, spoil, calls, asked } = preclinicalForTests();

const UUID = /^[0-9a-f-]{36}$/;
const START = { hosted: 'POST /runs', selfHosted: 'POST /start-run' };

async function bodies(flavour: Flavour) {
	return (await calls(flavour)).filter(({ method }) => method === 'POST').map(({ body }) => body);
}

describe.each(FLAVOURS)('%s', (flavour) => {
	describe('Start Run', () => {
		test('goes on at once with the run, its agent and its name', async () => {
			const started = await run(flavour, 'startRun', {
				...toStart(flavour),
				additionalFields: { name: 'Build 4711', maxScenarios: 3 },
			});

			expect(started.error).toBeNull();
			expect(started.json).toMatchObject([
				{
					platform: 'preclinical',
					id: expect.stringMatching(UUID),
					name: 'Build 4711',
					project: { id: sandbox().preclinical.agentId },
					verdict: 'pending',
					counts: { total: 3, passed: null },
				},
			]);
			expect(await asked(flavour)).toEqual([START[flavour]]);
			expect(await bodies(flavour)).toEqual([
				{ agent_id: sandbox().preclinical.agentId, name: 'Build 4711', max_scenarios: 3 },
			]);
		});

		test('says which agent is not there', async () => {
			const started = await run(
				flavour,
				'startRun',
				toStart(flavour, '11111111-2222-4333-8444-555555555555'),
			);

			expect(started.status).toBe('error');
			expect(told(started)).toMatch(/^Could not start a run: .*Agent not found/);
		});

		test('is sent once, whatever becomes of the answer', async () => {
			for (const fault of [{ kind: 'closeSocket' as const }, { kind: 'status' as const, status: 503 }]) {
				await sandbox().control.clearCalls();
				await spoil(flavour, { match: { method: 'POST' }, fault, afterEffect: true, times: 5 });
				const started = await run(flavour, 'startRun', toStart(flavour));
				await sandbox().control.clearFaults();
				expect(started.status).toBe('error');
				expect(await asked(flavour)).toEqual([START[flavour]]);
			}
		});

		test.each([
			['an empty agent', { agentId: { __rl: true, mode: 'id', value: '={{ "" }}' } }, /'Agent' is empty/],
			[
				'a scenario and a half',
				{ additionalFields: { maxScenarios: 1.5 } },
				/'Max Scenarios' must be a whole/,
			],
			['no turns', { additionalFields: { maxTurns: 0 } }, /'Max Turns' must be 1 or more/],
		])('refuses %s before any request', async (_, parameters, complaint) => {
			const started = await run(flavour, 'startRun', { ...toStart(flavour), ...parameters });

			expect(told(started)).toMatch(complaint);
			expect(await asked(flavour)).toEqual([]);
		});
	});

	describe('Start Run and Wait', () => {
		test.each([
			[{ outcome: 'completed' }, 'finished', 'passed'],
			[{ outcome: 'completed', failures: 2 }, 'finished', 'failed'],
			[{ outcome: 'completed', errors: 24 }, 'finished', 'failed'],
			[{ outcome: 'failed' }, 'finished', 'failed'],
			[{ outcome: 'canceled' }, 'canceled', 'inconclusive'],
		] as const)('awaits %j', async (ending, status, verdict) => {
			await control(flavour).nextRuns({ ...ending, afterReads: 2 });
			const awaited = await run(flavour, 'startRunAndWait', { ...toStart(flavour), ...quickly() });

			expect(awaited.error).toBeNull();
			expect(awaited.json).toMatchObject([{ status, verdict, failures: null }]);
			expect((await asked(flavour)).filter((call) => call === START[flavour])).toHaveLength(1);
		});

		test('reads the failures only once the run has ended', async () => {
			await control(flavour).nextRuns({ outcome: 'completed', failures: 2, errors: 1, afterReads: 3 });
			const awaited = await run(flavour, 'startRunAndWait', {
				...toStart(flavour),
				...quickly(30, { includeFailures: 2 }),
			});

			expect(awaited.json[0]).toMatchObject({ failuresTruncated: true, counts: { failed: 2, other: 1 } });
			expect(awaited.json[0].failures).toHaveLength(2);
			const lists = (await asked(flavour)).filter((call) => call.endsWith('/scenario-runs'));
			expect(lists).toHaveLength(1);
		});

		test('comes out inconclusive past the time limit', async () => {
			await control(flavour).nextRuns({ outcome: 'stuck' });
			const awaited = await run(flavour, 'startRunAndWait', { ...toStart(flavour), ...quickly(0.3) });

			expect(awaited.json).toMatchObject([{ status: 'running', verdict: 'inconclusive' }]);
		});

		test('does not take a status that is not known for a pass', async () => {
			await control(flavour).nextRuns({ outcome: 'unknownStatus:archived', afterReads: 1 });
			const awaited = await run(flavour, 'startRunAndWait', { ...toStart(flavour), ...quickly(0.5) });

			expect(awaited.json).toMatchObject([{ status: 'unknown', verdict: 'inconclusive' }]);
			// Its scenarios have all ended, which says nothing of a run that may not be running.
			expect((await asked(flavour)).filter((call) => call.endsWith('/scenario-runs'))).toEqual([]);
		});

		test('waits for nothing when the start was refused', async () => {
			const awaited = await run(flavour, 'startRunAndWait', {
				...toStart(flavour, '11111111-2222-4333-8444-555555555555'),
				...quickly(),
			});

			expect(told(awaited)).toMatch(/Agent not found/);
			expect(await asked(flavour)).toEqual([START[flavour]]);
		});
	});

	describe('Wait for Run', () => {
		test('outlasts a platform that is away for a while', async () => {
			await control(flavour).nextRuns({ outcome: 'completed', afterReads: 2 });
			const [{ id }] = (await run(flavour, 'startRun', toStart(flavour))).json;
			await spoil(flavour, { match: { method: 'GET' }, fault: { kind: 'closeSocket' }, times: 2 });
			const awaited = await run(flavour, 'waitForRun', { runId: String(id), ...quickly() });

			expect(awaited.json).toMatchObject([{ id, verdict: 'passed' }]);
		});

		test('ends when there is no such run', async () => {
			const awaited = await run(flavour, 'waitForRun', { runId: 'gone', ...quickly() });

			expect(told(awaited)).toMatch(/^Could not read the run: Preclinical did not find it/);
		});
	});
});
