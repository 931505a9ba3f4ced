/** The Test Run Trigger on Qase: the run of an event, and what becomes of it when it cannot be read. */
import * as n8n from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { TestRun } from '../../../core/model/TestRun';
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { byId, PROJECT } from './setup';
import { useQaseTrigger } from './triggerSetup';

const { answers, eventsOf, listening, qase } = useQaseTrigger();

describe('runs', () => {
	const run = (event: IDataObject) => event.run as unknown as TestRun;

	describe('the run of an event', () => {
		test('the verdict is read from the run, and not guessed from the counts of the delivery', async () => {
			const listener = await listening();
			const { id: runId } = await qase.openRun({ environmentId: 1, tags: ['nightly'] });
			await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.started' });
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'failed', failures: 0, invalid: 1 });

			const [started, finished] = await eventsOf(listener);

			expect(started).toMatchObject({
				event: 'RUN_START',
				platformEvent: 'run.started',
				run: { key: `qase:SHOP:${runId}`, name: 'Checkout', status: 'running', verdict: 'pending' },
			});
			expect(finished).toMatchObject({
				event: 'RUN_FINISH',
				platformEvent: 'run.completed',
				raw: { payload: { id: runId, cases: 12, passed: 11, failed: 0, blocked: 0 } },
				run: {
					key: `qase:SHOP:${runId}`,
					name: 'Checkout',
					status: 'finished',
					verdict: 'failed',
					counts: { total: 12, passed: 11, failed: 0, other: 1 },
					environment: 'staging',
					tags: ['nightly'],
				},
			});
			expect(run(finished).failures).toMatchObject([{ status: 'error' }]);
			expect(listener.deliveries.map(({ answeredBeforeReturn }) => answeredBeforeReturn)).toEqual([
				false,
				false,
			]);
		});

		test.each(
			qaseVariants.statusWords.values.flatMap((words) =>
				qaseVariants.skippedName.values.map((name) => [words, name] as const),
			),
		)('an aborted run is canceled (%s, %s)', async (statusWords, skippedName) => {
			await qase.setVariants({ statusWords, skippedName, durationUnit: 's' });
			const listener = await listening();
			const { id: runId } = await qase.openRun();
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'aborted', skipped: 2 });

			expect(await eventsOf(listener)).toMatchObject([
				{
					event: 'RUN_CANCELED',
					run: { status: 'canceled', verdict: 'inconclusive', counts: { total: 12, skipped: 2, pending: 6 } },
				},
			]);
		});

		test('no more failures are read than asked for', async () => {
			const listener = await listening({ options: { includeFailures: 1 } });
			const { id: runId } = await qase.openRun();
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'failed', failures: 2 });
			const [event] = await eventsOf(listener);
			expect(run(event).failures?.map(({ title }) => title)).toEqual(['pays with a saved card']);
			expect(run(event).failuresTruncated).toBe(true);
		});

		test.each(qaseVariants.casesAddedName.values)(
			'other events of a run carry it, too (%s)',
			async (casesAddedName) => {
				await qase.setVariants({ casesAddedName });
				const listener = await listening();
				const { id: runId } = await qase.endedRun({ outcome: 'failed' });
				await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.updated' });
				await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.report_changed' });
				expect(await eventsOf(listener)).toMatchObject([
					{ event: 'run.updated', run: { id: String(runId), verdict: 'failed' } },
					{ event: 'run.report_changed', run: { id: String(runId), verdict: 'failed' } },
				]);
			},
		);

		test('a deleted run is not looked for', async () => {
			const listener = await listening();
			const { id: runId } = await qase.endedRun();
			await qase.control().deleteRun({ project: PROJECT, runId });
			expect(await eventsOf(listener)).toMatchObject([
				{ event: 'run.deleted', run: { id: String(runId), verdict: 'inconclusive' } },
			]);
			expect(await qase.calls()).toEqual([]);
		});
	});

	describe('the verdict', () => {
		test('what the node does at Qase comes back as events', async () => {
			const listener = await listening();
			const { json } = await qase.run('startRun', { title: 'Empty', casesFrom: 'none' });
			const runId = byId(String(json[0].id));
			await qase.run('completeRun', { runId });
			await qase.run('publishRun', { runId });
			await qase.run('deleteRun', { runId });
			// Each comes once its run is read, which takes longer for some of them.
			expect((await eventsOf(listener)).map(({ event }) => event).sort()).toEqual([
				'RUN_FINISH',
				'RUN_START',
				'run.deleted',
				'run.report_changed',
			]);
		});

		test.each([
			['is down', { fault: { kind: 'status', status: 503 }, times: 20 }],
			['refuses the token', { fault: { kind: 'status', status: 401 }, times: 20 }],
		] as const)('when Qase %s, the event comes as inconclusive and says why', async (_, rule) => {
			const listener = await listening();
			const { id: runId } = await qase.openRun();
			await qase.fault(rule);
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });
			const [event] = await eventsOf(listener);
			expect(event).toMatchObject({
				event: 'RUN_FINISH',
				run: { status: 'finished', verdict: 'inconclusive', counts: { total: 12, passed: 12 } },
			});
			expect(run(event).doubt).toMatch(
				/^Could not read the run: Qase .*Only what the delivery reported is known\.$/,
			);
		});

		test('muted failures make no failed run where the verdict of Qase is trusted', async () => {
			const listener = await listening({
				options: { trustVerdict: true },
				filters: { verdicts: ['passed'] },
			});
			const { id: runId } = await qase.openRun();
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed', failures: 1 });
			expect(await eventsOf(listener)).toMatchObject([
				{
					event: 'RUN_FINISH',
					run: { verdict: 'passed', passedDespiteFailures: true, counts: { failed: 1 } },
				},
			]);
		});
	});

	describe('reads that fail or are late', () => {
		test('the run is read once Qase can be asked again, long after the answer', async () => {
			await qase.setVariants({ retryAfter: '1' });
			const listener = await listening();
			const { id: runId } = await qase.openRun();
			await qase.fault({ times: 3, fault: { kind: 'status', status: 429 } });
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });
			expect(await answers()).toMatchObject([{ status: 200 }]);
			expect(await eventsOf(listener)).toMatchObject([{ run: { verdict: 'passed' } }]);
		});

		test('the answer does not wait for long for Qase', async () => {
			const listener = await listening();
			const { id: runId } = await qase.openRun();
			await qase.fault({ fault: { kind: 'delay', ms: 700 } });
			const settled = listener.next();
			const waited = jest.spyOn(n8n, 'sleep').mockResolvedValue();
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });
			expect(await answers()).toMatchObject([{ status: 200 }]);
			expect(listener.deliveries).toEqual([]);
			waited.mockRestore();
			expect((await settled).items).toMatchObject([{ json: { run: { verdict: 'passed' } } }]);
		});

		test('a completed run that Qase shows in progress for a moment has its verdict', async () => {
			jest.spyOn(n8n, 'sleep').mockResolvedValue();
			const listener = await listening();
			const { id: runId } = await qase.openRun();
			const going = { id: runId, title: 'Checkout', status_text: 'in_progress', stats: { total: 12 } };
			await qase.fault({
				match: { path: '/v1/run/' },
				fault: { kind: 'status', status: 200, body: { status: true, result: going } },
				times: 2,
			});
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });

			expect(await eventsOf(listener)).toMatchObject([
				{ event: 'RUN_FINISH', run: { status: 'finished', verdict: 'passed', doubt: null } },
			]);
		});

		test('a completed run that Qase still shows in progress after ten seconds is inconclusive, and in doubt', async () => {
			const waited = jest.spyOn(n8n, 'sleep').mockResolvedValue();
			const listener = await listening();
			const { id: runId } = await qase.openRun();
			await qase.control().deliverRun({ project: PROJECT, runId, event: 'run.completed' });
			expect(await eventsOf(listener)).toMatchObject([
				{
					event: 'RUN_FINISH',
					run: {
						status: 'finished',
						verdict: 'inconclusive',
						doubt:
							'Qase still showed the run as running, although its end had been reported: the result is what the delivery reported.',
					},
				},
			]);
			expect(waited.mock.calls.filter(([ms]: unknown[]) => ms === 2_000)).toHaveLength(5);
		});

		test('without reading the run there is no verdict', async () => {
			const listener = await listening({ options: { fetchRun: false } });
			const { id: runId } = await qase.openRun();
			await qase.control().finishRun({ project: PROJECT, runId, outcome: 'passed' });
			expect(await eventsOf(listener)).toMatchObject([
				{ run: { status: 'finished', verdict: 'inconclusive', counts: { passed: 12, failed: 0 } } },
			]);
			expect(await qase.calls()).toEqual([]);
		});
	});
});
