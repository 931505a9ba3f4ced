/** Reading failures and results of Qase. */
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { byId, complaint, failuresOf, NO_RUN, PROJECT, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

describe('Get Many Failures', () => {
	test('gives failed, blocked and invalid tests, the same ones on every run', async () => {
		const end = { outcome: 'failed', failures: 2, blocked: 1, invalid: 1 } as const;
		const [first, second] = [await qase.endedRun(end), await qase.endedRun(end)];
		const read = async (id: number) =>
			failuresOf(await qase.run('getManyFailures', { runId: byId(id), returnAll: true }));

		const failures = await read(first.id);
		expect(failures.map(({ title, status }) => [title, status])).toEqual([
			['pays with a saved card', 'failed'],
			['pays on invoice', 'failed'],
			['refuses an expired card', 'blocked'],
			['shows the total with delivery', 'error'],
		]);
		expect(failures[0].error.message).toContain('TimeoutError: locator.click');
		expect(failures[0].error.stack).toContain('shop.spec.ts:1:7');
		expect(failures[0].durationMs).toBe(437);
		const again = await read(second.id);
		expect(again.map(({ fingerprint }) => fingerprint)).toEqual(
			failures.map(({ fingerprint }) => fingerprint),
		);
	});

	test('leaves out a test that passed when it was repeated', async () => {
		const { id: runId } = await qase.openRun();
		const result = { project: PROJECT, runId };
		const at = Date.now();
		await qase.control().addResult({ ...result, caseId: 1, status: 'failed', endTime: at - 2000 });
		await qase.control().addResult({ ...result, caseId: 1, status: 'passed', endTime: at - 1000 });
		await qase.control().addResult({ ...result, caseId: 2, status: 'failed', endTime: at - 2000 });
		await qase.control().addResult({ ...result, caseId: 2, status: 'failed', endTime: at - 1000 });
		await qase.control().finishRun({ ...result, outcome: 'failed', failures: 0, deliver: false });

		const failures = failuresOf(await qase.run('getManyFailures', { runId: byId(runId) }));

		expect(failures.map(({ title }) => title)).toEqual(['pays on invoice']);
	});

	describe('of parametrised cases, whose results do not tell the variant', () => {
		const tell = async (
			...results: Array<[caseId: number, status: string, browser: string, secondsAgo: number]>
		) => {
			const { id: runId } = await qase.openRun();
			for (const [caseId, status, browser, secondsAgo] of results) {
				await qase.control().addResult({
					project: PROJECT,
					runId,
					caseId,
					status,
					params: { browser },
					endTime: Date.now() - secondsAgo * 1000,
				});
			}
			await qase
				.control()
				.finishRun({ project: PROJECT, runId, outcome: 'failed', failures: 0, deliver: false });
			const { json } = await qase.run('getManyFailures', { runId: byId(runId), returnAll: true });
			const [run] = runsOf(
				await qase.run('getRun', { runId: byId(runId), options: { includeFailures: 50 } }),
			);
			expect(run.failures).toHaveLength(json.length);
			return {
				titles: json.map(({ title }) => title),
				notes: json.map(({ failuresNote }) => failuresNote),
				run,
			};
		};

		test.each(qaseVariants.resultOrder.values)('no failing variant is lost (%s)', async (resultOrder) => {
			await qase.setVariants({ resultOrder });
			const { titles, notes } = await tell(
				[1, 'failed', 'Chromium', 30],
				[1, 'failed', 'Firefox', 20],
				[1, 'passed', 'Safari', 10],
			);
			expect(titles).toEqual(['pays with a saved card', 'pays with a saved card']);
			expect(notes).toEqual([undefined, undefined]);
		});

		test.each(qaseVariants.resultOrder.values)(
			'what cannot be told from a repetition says so (%s)',
			async (resultOrder) => {
				await qase.setVariants({ resultOrder });
				const { titles, notes, run } = await tell(
					[1, 'failed', 'Chromium', 50],
					[1, 'failed', 'Firefox', 40],
					[2, 'failed', 'Chromium', 30],
					[2, 'passed', 'Chromium', 20],
				);
				const note =
					'Qase counts 2 failed tests and lists 3 failing results. It does not tell variants of a case from ' +
					'repetitions, so all are shown: some of these tests may have passed since.';
				expect(run.counts.failed).toBe(2);
				expect([...titles].sort()).toEqual([
					'pays on invoice',
					'pays with a saved card',
					'pays with a saved card',
				]);
				expect(notes).toEqual([note, note, note]);
				expect(run).toMatchObject({ failuresTruncated: false, failuresNote: note });
			},
		);

		test.each(qaseVariants.resultOrder.values)(
			'repetitions within one second are told apart by their order (%s)',
			async (resultOrder) => {
				await qase.setVariants({ resultOrder });
				const { titles, notes } = await tell(
					[3, 'failed', 'Chromium', 90],
					[1, 'failed', 'Chromium', 30],
					[1, 'passed', 'Chromium', 30],
				);
				expect(titles).toEqual(['refuses an expired card']);
				expect(notes).toEqual([undefined]);
			},
		);
	});

	test('reads the titles of many cases from the list of cases', async () => {
		const titles = Array.from({ length: 130 }, (_, index) => `opens article ${index + 1}`);
		const caseIds = await qase.control().addCases({ project: PROJECT, titles });
		const { id } = await qase.endedRun({ outcome: 'failed', failures: 130 }, { planId: undefined, caseIds });
		await qase.sandbox().control.clearCalls();

		const failures = failuresOf(await qase.run('getManyFailures', { runId: byId(id), returnAll: true }));

		expect(failures.map(({ title }) => title)).toEqual(titles);
		const calls = (await qase.calls()).map(({ path }) => path);
		expect(calls.filter((path) => path.startsWith('/v1/case/'))).toEqual(['/v1/case/SHOP', '/v1/case/SHOP']);
	});

	test('a case that was deleted since keeps its number', async () => {
		const { id } = await qase.endedRun({ outcome: 'failed', failures: 1 });
		await qase.fault({ match: { path: '/v1/case/' }, fault: { kind: 'status', status: 404 } });
		expect(failuresOf(await qase.run('getManyFailures', { runId: byId(id) }))[0].title).toBe('Case 1');
	});

	test('a run that does not exist', async () => {
		expect(complaint(await qase.run('getManyFailures', { runId: byId(NO_RUN) }))).toContain('HTTP 404');
	});
});

describe('Get Many Results', () => {
	test('lists the results of a run as Qase tells them, page after page', async () => {
		const titles = Array.from({ length: 120 }, (_, index) => `opens article ${index + 1}`);
		const caseIds = await qase.control().addCases({ project: PROJECT, titles });
		const { id } = await qase.endedRun({}, { planId: undefined, caseIds });

		const { json } = await qase.run('getManyResults', { runIds: String(id), returnAll: true });

		expect(json).toHaveLength(120);
		expect(json[0]).toMatchObject({ run_id: id, status: 'passed', is_api_result: true });
	});

	test('filters by status, case, member, origin and time', async () => {
		const { id: runId } = await qase.openRun();
		const result = { project: PROJECT, runId };
		await qase.control().addResult({ ...result, caseId: 1, status: 'failed' });
		await qase.control().addResult({ ...result, caseId: 2, status: 'passed', byApi: false });
		const list = async (filters: object) => {
			const { json, error } = await qase.run('getManyResults', {
				runIds: String(runId),
				filters: { ...filters },
			});
			expect(error).toBeNull();
			return json.map(({ case_id: caseId }) => caseId);
		};
		expect(await list({ status: 'failed' })).toEqual([1]);
		expect(await list({ caseIds: '2, 3' })).toEqual([2]);
		expect(await list({ api: false })).toEqual([2]);
		expect(await list({ api: true })).toEqual([1]);
		expect(await list({ memberIds: '4' })).toEqual([]);
		expect(await list({ fromEndTime: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
		expect(await list({ toEndTime: new Date(Date.now() + 60_000).toISOString() })).toEqual([1, 2]);
	});

	test('refuses ids that are none, and tells what Qase refuses', async () => {
		expect(complaint(await qase.run('getManyResults', { runIds: '1, x' }))).toBe(
			"'Run IDs' has an entry that is not a number: x",
		);
		expect(complaint(await qase.run('getManyResults', { projectCode: byId('NOPE') }))).toContain(
			'Could not list the results',
		);
	});
});
