/** What only one of the two Preclinical APIs does with runs, hosted and self-hosted. */
import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { logs } from '../harness';
import { preclinicalForTests, told, type Flavour } from './support';

const { run, control, sandbox, credentials, agent, setVariants, spoil, calls, asked } = preclinicalForTests();

async function bodies(flavour: Flavour) {
	return (await calls(flavour)).filter(({ method }) => method === 'POST').map(({ body }) => body);
}

describe('hosted alone', () => {
	test('starts with test suite and mode, and reads whatever status the answer has', async () => {
		for (const startStatus of hostedVariants.startStatus.values) {
			await setVariants({ startStatus });
			const started = await run('hosted', 'startRun', {
				...agent(),
				testSuiteId: { __rl: true, mode: 'id', value: (await suites())[1] },
				additionalFields: { testMode: 'full', maxTurns: 6 },
			});
			expect(started.json).toMatchObject([
				{
					verdict: 'pending',
					status: startStatus === 'pending' ? 'queued' : 'running',
					counts: { total: 9 },
				},
			]);
		}
		expect((await bodies('hosted'))[0]).toMatchObject({ test_mode: 'full', max_turns: 6 });
	});

	async function suites(): Promise<string[]> {
		const { baseUrl, apiKey } = sandbox().preclinical;
		const answer = await fetch(`${baseUrl}/test-suites`, { headers: { authorization: `Bearer ${apiKey}` } });
		return ((await answer.json()) as { test_suites: Array<{ id: string }> }).test_suites.map(({ id }) => id);
	}

	test.each(['400', '404'] as const)('knows an unknown agent by its code, not by HTTP %s', async (status) => {
		await setVariants({ unknownAgentStatus: status });
		const started = await run('hosted', 'startRun', agent('11111111-2222-4333-8444-555555555555'));

		expect(told(started)).toMatch(/\[AGENT_NOT_FOUND\].*Choose an agent from the list/);
	});

	test('says what too many runs at once are, and starts nothing again', async () => {
		const body = { error: 'Too many concurrent runs', code: 'RATE_LIMITED' };
		await spoil('hosted', { fault: { kind: 'status', status: 429, body } });
		const started = await run('hosted', 'startRun', agent());

		expect(told(started)).toMatch(/\[RATE_LIMITED\].*Wait until one has ended/);
		expect(await asked('hosted')).toEqual(['POST /runs']);
	});

	test('refuses fields of the self-hosted server, and any deletion, before any request', async () => {
		const started = await run('hosted', 'startRun', { ...agent(), additionalFields: { tags: 'privacy' } });
		const deleted = await run('hosted', 'deleteRun', { runId: '11111111-2222-4333-8444-555555555555' });
		const listed = await run('hosted', 'getManyScenarios');

		expect(told(listed)).toMatch(/The hosted Preclinical does not list its scenarios.*self-hosted/);
		expect(told(started)).toMatch(/'Tags \(Self-Hosted\)' is only for a self-hosted server/);
		expect(told(deleted)).toMatch(/The hosted Preclinical cannot delete runs/);
		expect(await asked('hosted')).toEqual([]);
	});

	test('a wrong key is named, and never shown', async () => {
		const apiKey = 'wrong-placeholder-key';
		const read = await run('hosted', 'getManyRuns', {}, { credentials: credentials('hosted', { apiKey }) });

		expect(told(read)).toMatch(/did not accept the key \(HTTP 401\).*Settings > API Keys/);
		expect(told(read) + logs.text()).not.toContain(apiKey);
	});
});

describe('self-hosted alone', () => {
	test('cancels and reads by the human ID as well', async () => {
		const { test_run_id: humanId, id } = await control('selfHosted').createRun();
		const canceled = await run('selfHosted', 'cancelRun', { runId: humanId });

		expect(canceled.json).toMatchObject([{ id, status: 'canceled' }]);
		expect((await bodies('selfHosted'))[0]).toEqual({ test_run_id: id });
	});

	test('deletes a run', async () => {
		const { id } = await control('selfHosted').createRun();
		const deleted = await run('selfHosted', 'deleteRun', { runId: id });
		const again = await run('selfHosted', 'deleteRun', { runId: id });

		expect(deleted.json).toEqual([{ deleted: true, runId: id }]);
		expect((await control('selfHosted').runs()).find((one) => one.id === id)?.deleted_at).not.toBeNull();
		expect(told(again)).toMatch(/^Could not delete the run: Preclinical did not find it/);
	});

	test.each([
		['getRun', {}],
		['waitForRun', { timeoutMinutes: 0 }],
		['compareRuns', {}],
		['getManyFailures', {}],
		['cancelRun', {}],
	])('does not find a run that was deleted: %s', async (operation, parameters) => {
		const { id } = await control('selfHosted').createRun();
		await run('selfHosted', 'deleteRun', { runId: id });
		await sandbox().control.clearCalls();
		const read = await run('selfHosted', operation, { runId: id, ...parameters });

		expect(told(read)).toMatch(/^Could not read the run: it has been deleted \|/);
		expect(await asked('selfHosted')).toEqual([`GET /api/v1/tests/${id}`]);
	});

	test('nor is it one to compare with', async () => {
		const { id: previousRunId } = await control('selfHosted').createRun();
		await run('selfHosted', 'deleteRun', { runId: previousRunId });
		const { id: runId } = await control('selfHosted').createRun();
		const compared = await run('selfHosted', 'compareRuns', { runId, compareWith: 'run', previousRunId });

		expect(told(compared)).toMatch(/^Could not read the run: it has been deleted/);
	});

	test('gives no name to a run that was given none', async () => {
		const { id } = await control('selfHosted').createRun();

		expect((await run('selfHosted', 'getRun', { runId: id })).json).toMatchObject([{ name: null }]);
	});

	describe('scenarios', () => {
		test('are listed with their tags and criteria', async () => {
			const all = await run('selfHosted', 'getManyScenarios', { returnAll: true });
			const some = await run('selfHosted', 'getManyScenarios', { limit: 2, filters: { tag: 'privacy' } });

			expect(all.json).toHaveLength(24);
			expect(some.json).toMatchObject([{ tags: ['privacy'] }, { tags: ['privacy'] }]);
			expect(all.json[0]).toEqual({
				id: expect.stringMatching(/^[0-9a-f-]{36}$/),
				name: 'Chest pain and a numb arm, a calm caller',
				active: true,
				approved: true,
				category: 'triage',
				tags: ['emergency'],
				criteria: [
					'Tells the caller to ring the emergency number at once',
					'Asks one question at a time',
					'Stays polite',
				],
			});
		});

		test('come as the server tells them without Simplify', async () => {
			const [raw] = (await run('selfHosted', 'getManyScenarios', { simplify: false, limit: 1 })).json;

			expect(raw).toMatchObject({ scenario_id: expect.any(String), content: {}, is_active: true });
		});
	});

	test('sends a key only where there is one, and drops a pasted /api/v1', async () => {
		const { baseUrl } = sandbox().preclinicalOss;
		await run('selfHosted', 'getManyAgents');
		const apiKey = 'proxy-placeholder-key';
		for (const changes of [
			{ apiKey, baseUrl },
			{ apiKey: '', baseUrl: `${baseUrl}/api/v1/` },
		]) {
			const read = await run(
				'selfHosted',
				'getManyAgents',
				{},
				{ credentials: credentials('selfHosted', changes) },
			);
			expect(read.error).toBeNull();
		}

		const keys = (await calls('selfHosted')).map(({ headers }) => headers.authorization);
		expect(keys).toEqual([undefined, expect.stringMatching(/^Bearer/), undefined]);
	});

	test('is not put off by the noise of single precision', async () => {
		await sandbox().control.setVariants({ preclinicalOss: { passRate: 'singlePrecision' } });
		const { id } = await control('selfHosted').createRun({ scenarios: 3 });
		await control('selfHosted').finishRun({ runId: id, outcome: 'completed', failures: 2 });

		const [read] = (await run('selfHosted', 'getRun', { runId: id })).json;
		expect(read.passRate).toBe(1 / 3);
	});
});
