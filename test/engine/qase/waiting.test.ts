/** Wait for Run and Compare Runs on Qase. */
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { byId, complaint, NO_RUN, PROJECT, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const quickly = (seconds = 30, options = {}) => ({
	timeoutMinutes: seconds / 60,
	options: { minPollSeconds: 0.1, maxPollSeconds: 0.1, ...options },
});

describe('Wait for Run', () => {
	test.each(
		qaseVariants.statusWords.values.flatMap((words) => [
			[words, 'passed', 'passed'] as const,
			[words, 'failed', 'failed'] as const,
			[words, 'aborted', 'inconclusive'] as const,
		]),
	)('in %s words, a run that ends as %s comes out as %s', async (statusWords, outcome, verdict) => {
		await qase.setVariants({ statusWords });
		const { id: runId } = await qase.openRun();
		await qase.control().planFinish({ project: PROJECT, runId, outcome, afterReads: 2 });

		const result = await qase.run('waitForRun', {
			runId: byId(runId),
			...quickly(30, { includeFailures: 5 }),
		});

		expect(result.json).toMatchObject([{ id: String(runId), verdict }]);
		expect(runsOf(result)[0].failures).toHaveLength(outcome === 'failed' ? 1 : 0);
		const reads = (await qase.calls()).filter(({ path }) => path.startsWith('/v1/run/'));
		expect(reads).toHaveLength(3);
	});

	test('a result for every case alone does not end a run', async () => {
		const { id: runId } = await qase.openRun({ planId: 2 });
		for (const caseId of [1, 5, 8]) {
			await qase.control().addResult({ project: PROJECT, runId, caseId, status: 'passed' });
		}
		const { json } = await qase.run('waitForRun', { runId: byId(runId), ...quickly(0.3) });
		expect(json).toMatchObject([{ status: 'running', verdict: 'inconclusive', counts: { passed: 3 } }]);
	});

	test('waits for as long as Qase asks', async () => {
		await qase.setVariants({ retryAfter: '1' });
		const { id } = await qase.endedRun();
		await qase.fault({ times: 2, fault: { kind: 'status', status: 429 } });
		expect((await qase.run('waitForRun', { runId: byId(id), ...quickly() })).json).toMatchObject([
			{ verdict: 'passed' },
		]);
		const [first, second, third] = (await qase.calls()).map(({ at }) => Date.parse(at));
		expect(second - first).toBeGreaterThanOrEqual(990);
		expect(third - second).toBeGreaterThanOrEqual(990);
	});

	test('waits a fault of Qase out, and ends with a run that does not exist', async () => {
		const { id } = await qase.endedRun();
		await qase.fault({ times: 6, fault: { kind: 'status', status: 503 } });
		expect((await qase.run('waitForRun', { runId: byId(id), ...quickly() })).json).toMatchObject([
			{ verdict: 'passed' },
		]);
		expect(complaint(await qase.run('waitForRun', { runId: byId(NO_RUN), ...quickly() }))).toContain(
			'HTTP 404',
		);
	});
});

describe('Compare Runs', () => {
	const compared = async (runId: number, parameters: object) => {
		const { json, error } = await qase.run('compareRuns', { runId: byId(runId), ...parameters });
		expect(error).toBeNull();
		const { failures, comparison } = json[0] as unknown as {
			failures: Array<{ title: string; change?: string }>;
			comparison: { previousRun: { id: string } } | null;
		};
		return { changes: failures.map(({ title, change }) => [title, change]), comparison };
	};

	describe('which run is the earlier one', () => {
		test('tells new, still failing and recovered tests, against a chosen run', async () => {
			const before = await qase.endedRun({ outcome: 'failed', failingCases: [1, 2] });
			const now = await qase.endedRun({ outcome: 'failed', failingCases: [2, 3] });

			const { changes, comparison } = await compared(now.id, {
				compareWith: 'run',
				previousRunId: byId(before.id),
			});

			expect(changes).toEqual([
				['pays on invoice', 'stillFailing'],
				['refuses an expired card', 'new'],
				['pays with a saved card', 'recovered'],
			]);
			expect(comparison).toMatchObject({
				previousRun: { id: String(before.id) },
				newFailures: 1,
				stillFailing: 1,
				recovered: 1,
			});
		});

		test('finds the previous run of the same plan, past aborted and other ones', async () => {
			const startTime = Date.now() - 3_600_000;
			const before = await qase.endedRun({ outcome: 'failed' }, { planId: 2, startTime });
			await qase.endedRun({ outcome: 'aborted' }, { planId: 2, startTime: startTime + 1000 });
			await qase.endedRun({ outcome: 'failed' }, { planId: 1, startTime: startTime + 2000 });
			const now = await qase.endedRun({ outcome: 'failed' }, { planId: 2, startTime: startTime + 3000 });
			await qase.endedRun({ outcome: 'failed' }, { planId: 2 });

			const { comparison } = await compared(now.id, {});

			expect(comparison?.previousRun.id).toBe(String(before.id));
		});

		test('finds the previous run with the same title, and not one that only holds it', async () => {
			const before = await qase.endedRun({ outcome: 'passed' }, { title: 'Smoke' });
			await qase.endedRun({ outcome: 'passed' }, { title: 'Smoke of the basket' });
			const now = await qase.endedRun({ outcome: 'failed' }, { title: 'Smoke' });

			const { changes, comparison } = await compared(now.id, { compareWith: 'sameTitle' });

			expect(comparison?.previousRun.id).toBe(String(before.id));
			expect(changes).toEqual([['pays with a saved card', 'new']]);
		});
	});

	describe('how a test ended before and now', () => {
		test.each<[string, object, object, string]>([
			['skipped', { outcome: 'passed', skipped: 6 }, {}, 'notRun'],
			['left out', { outcome: 'passed' }, { caseIds: [2, 3] }, 'notRun'],
			['blocked', { outcome: 'failed', failures: 0, blocked: 1 }, {}, 'stillFailing'],
			['passed', { outcome: 'passed' }, {}, 'recovered'],
			['of a status that is not known', { outcome: 'passed', custom: 6 }, {}, 'nothing'],
		])('a test that failed before and now is %s', async (_, end, plan, change) => {
			await qase.endedRun({ outcome: 'failed', failingCases: [1] }, { title: 'Nightly of one' });
			const now = await qase.endedRun(end as never, { title: 'Nightly of one', ...plan });

			const { changes, comparison } = await compared(now.id, { compareWith: 'sameTitle' });

			const [label] = changes.map(([, label]) => label);
			if (change !== 'stillFailing') expect(label ?? 'nothing').toBe(change);
			expect(comparison).toMatchObject({
				recovered: change === 'nothing' ? null : Number(change === 'recovered'),
				notRun: change === 'nothing' ? null : Number(change === 'notRun'),
			});
		});

		test.each(
			qaseVariants.resultOrder.values.flatMap((order) => [
				[order, 'skipped', 'passed', 'recovered'] as const,
				[order, 'passed', 'skipped', 'notRun'] as const,
			]),
		)('the latest result of a test counts, in a list with the %s: %s, then %s', async (...row) => {
			const [resultOrder, first, then, change] = row;
			await qase.setVariants({ resultOrder });
			const title = 'Nightly with repetitions';
			await qase.endedRun({ outcome: 'failed', failingCases: [1] }, { title });
			const { id: runId } = await qase.openRun({ title });
			const result = { project: PROJECT, runId, caseId: 1 };
			await qase.control().addResult({ ...result, status: first, endTime: Date.now() - 20_000 });
			await qase.control().addResult({ ...result, status: then, endTime: Date.now() - 10_000 });

			const { changes } = await compared(runId, { compareWith: 'sameTitle' });

			expect(changes).toEqual([['pays with a saved card', change]]);
		});

		test('looks further back than a run of a few cases', async () => {
			const title = 'Nightly of many';
			const nightly = await qase.endedRun({ outcome: 'failed', failingCases: [1] }, { title });
			const smoke = await qase.endedRun({ outcome: 'passed' }, { title, caseIds: [3] });
			const now = await qase.endedRun({ outcome: 'failed', failingCases: [1, 3] }, { title });

			const { changes, comparison } = await compared(now.id, { compareWith: 'sameTitle' });

			expect(changes.map(([, change]) => change)).toEqual(['stillFailing', 'new']);
			expect(comparison).toMatchObject({
				previousRun: { id: String(smoke.id) },
				earlierRuns: [{ id: String(nightly.id) }],
			});
		});
	});

	describe('without an earlier run', () => {
		test('a run without an earlier one is compared with nothing', async () => {
			const only = await qase.endedRun({ outcome: 'failed' }, { title: 'First of its kind' });
			const { changes, comparison } = await compared(only.id, { compareWith: 'sameTitle' });
			expect(changes).toEqual([['pays with a saved card', undefined]]);
			expect(comparison).toBeNull();
		});

		test('refuses a run without a plan, and tells what Qase refuses', async () => {
			const { id } = await qase.endedRun({}, { planId: undefined });
			expect(complaint(await qase.run('compareRuns', { runId: byId(id) }))).toContain(
				"'Compare With' needs a run that was made from a plan",
			);
			const chosen = { compareWith: 'run', previousRunId: byId(NO_RUN) };
			expect(complaint(await qase.run('compareRuns', { runId: byId(id), ...chosen }))).toContain('HTTP 404');
		});

		test.each([
			['the run itself', 4, "'Earlier Run' is the run itself"],
			['a later run', 5, "'Earlier Run' is a run that started later"],
		])('refuses %s as the earlier one', async (_, earlier, message) => {
			const chosen = { compareWith: 'run', previousRunId: byId(earlier) };
			expect(complaint(await qase.run('compareRuns', { runId: byId(4), ...chosen }))).toContain(message);
		});
	});
});
