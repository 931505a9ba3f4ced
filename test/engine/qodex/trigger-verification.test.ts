/** Qodex signs nothing: a delivery is believed only as far as the run that is read back bears it out. */
import { qodexVariants } from '../../../workshop/sandbox/platforms/qodex/variants';
import { WebhookContext } from 'n8n-core';
import * as n8n from 'n8n-workflow';

import { logs } from '../harness';
import { triggersForTests } from './listening';
import { qodexForTests } from './support';

const { sandbox, control, calls, setVariants, spoil, endedRun } = qodexForTests();
const { listening, events, answers } = triggersForTests(sandbox);

afterEach(() => jest.restoreAllMocks());

test('the credential is read anew for each delivery, once for all requests', async () => {
	const listener = listening();
	const read = jest.spyOn(WebhookContext.prototype, 'getCredentials');
	const readsOfDelivery = async () => {
		const before = read.mock.calls.length;
		const testRunId = await endedRun('failed');
		const going = { testRunId, status: 'running' };
		await spoil('GET', { times: 1, fault: { kind: 'status', status: 200, body: going } });
		jest.spyOn(n8n, 'sleep').mockResolvedValue();
		await control().deliverCompletion({ url: listener.webhookUrl, testRunId });
		await events(listener);
		return read.mock.calls.length - before;
	};
	await readsOfDelivery();
	// The scope is remembered from the first one.
	expect(await readsOfDelivery()).toBe(1);
});

describe('what the read says', () => {
	const forged = { passed: true, summary: { total: 7, passed: 7, failed: 0 }, failedScenarios: [] };

	describe('contradicts the delivery', () => {
		test.each(['404', '400'] as const)(
			'no such run (HTTP %s): answered, and nothing starts',
			async (unknownRunStatus) => {
				await setVariants({ unknownRunStatus });
				const listener = listening();
				await control().deliverCompletion({ url: listener.webhookUrl });

				expect(await answers()).toEqual([200]);
				expect(await events(listener)).toEqual([]);
				expect(logs.text('node')).toContain('no run tr_forged');
			},
		);

		test.each(qodexVariants.pollCounters.values)(
			'another verdict than the delivery: the read counts (counters: %s)',
			async (pollCounters) => {
				await setVariants({ pollCounters });
				const listener = listening();
				const testRunId = await endedRun('failed', 2);
				await control().deliverCompletion({ url: listener.webhookUrl, testRunId, changes: forged });

				expect(await events(listener)).toMatchObject([{ run: { verdict: 'failed' } }]);
			},
		);

		test('nothing but that the budget ran out: the delivery makes no pass of it', async () => {
			const listener = listening();
			const testRunId = await endedRun('budget_exceeded');
			await control().deliverCompletion({ url: listener.webhookUrl, testRunId, changes: forged });

			expect(await events(listener)).toMatchObject([{ run: { verdict: 'inconclusive' } }]);
		});
	});

	describe('still running', () => {
		test('still running: a pending event in doubt, and the genuine end is not taken for a duplicate', async () => {
			const waited = jest.spyOn(n8n, 'sleep').mockResolvedValue();
			const listener = listening();
			await control().nextRuns({ outcome: 'stuck' });
			const { testRunId } = await control().startRun({ callbackUrl: listener.webhookUrl });
			await control().deliverCompletion({ url: listener.webhookUrl, testRunId, changes: forged });
			await events(listener);
			await control().finishRun({ testRunId, outcome: 'failed' });

			expect(await events(listener)).toMatchObject([
				{
					run: {
						verdict: 'pending',
						doubt: 'Qodex still showed the run as running, although its end had been reported.',
					},
				},
				{ run: { verdict: 'failed', doubt: null } },
			]);
			expect(waited.mock.calls.filter(([ms]: unknown[]) => ms === 2_000)).toHaveLength(5);
		});

		test('still running for a moment: the run as it ended', async () => {
			jest.spyOn(n8n, 'sleep').mockResolvedValue();
			const listener = listening();
			const testRunId = await endedRun('passed');
			const going = { testRunId, status: 'running' };
			await spoil('GET', { times: 2, fault: { kind: 'status', status: 200, body: going } });
			await control().deliverCompletion({ url: listener.webhookUrl, testRunId });

			expect(await events(listener)).toMatchObject([{ run: { verdict: 'passed', doubt: null } }]);
		});

		test('still running, ten times told: one execution, and the genuine end is one more', async () => {
			jest.spyOn(n8n, 'sleep').mockResolvedValue();
			const listener = listening();
			await control().nextRuns({ outcome: 'stuck' });
			const { testRunId } = await control().startRun({});
			for (let time = 0; time < 10; time++) {
				await control().deliverCompletion({ url: listener.webhookUrl, testRunId, changes: forged });
			}
			expect(await events(listener)).toHaveLength(1);
			await control().finishRun({ testRunId, outcome: 'passed' });
			await control().deliverCompletion({ url: listener.webhookUrl, testRunId });

			expect(await events(listener)).toMatchObject([
				{ run: { verdict: 'pending' } },
				{ run: { verdict: 'passed' } },
			]);
		});

		test('still running, and told again while that is read: the run as it has ended by then', async () => {
			const listener = listening();
			const testRunId = await endedRun('failed');
			const going = { testRunId, status: 'running' };
			await spoil('GET', { times: 6, fault: { kind: 'status', status: 200, body: going } });
			const deliver = async () =>
				await control().deliverCompletion({ url: listener.webhookUrl, testRunId, changes: forged });
			// Before the last of six looks that find the run going on its true end is told: it seems to be a repetition.
			let pauses = 0;
			jest.spyOn(n8n, 'sleep').mockImplementation(async (ms: number) => {
				if (ms === 2_000 && ++pauses === 5) await deliver();
			});
			await deliver();
			while (listener.deliveries.length < 2) await listener.next();

			expect(await events(listener)).toMatchObject([{ run: { verdict: 'failed', doubt: null } }]);
		});
	});

	describe('cannot be read', () => {
		test('nothing, since Qodex is down: inconclusive, whatever the delivery told', async () => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			const listener = listening();
			const testRunId = await endedRun('passed');
			await spoil('GET', { times: 100, fault: { kind: 'status', status: 503 } });
			await control().deliverCompletion({ url: listener.webhookUrl, testRunId, changes: forged });

			expect(await events(listener)).toMatchObject([
				{
					run: {
						id: testRunId,
						status: 'unknown',
						verdict: 'inconclusive',
						verdictReason: 'The delivery could not be confirmed.',
						doubt: expect.stringMatching(/HTTP 503.*Nothing from the delivery is used/) as string,
						counts: { passed: null },
					},
				},
			]);
			expect(await answers()).toEqual([200]);
		});

		test('nothing, since the key was revoked: inconclusive, and the key stays out of it', async () => {
			const listener = listening();
			const testRunId = await endedRun('passed');
			const { apiKey } = sandbox().qodex;
			await spoil('GET', { fault: { kind: 'status', status: 401, body: { error: `revoked: ${apiKey}` } } });
			await control().deliverCompletion({ url: listener.webhookUrl, testRunId });

			expect(await events(listener)).toMatchObject([{ run: { verdict: 'inconclusive' } }]);
			expect(JSON.stringify(listener.deliveries) + logs.text()).not.toContain(apiKey);
		});

		test('a passing fault is waited out', async () => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			const listener = listening();
			await spoil('GET', { times: 2, fault: { kind: 'closeSocket' } });
			await control().deliverCompletion({ url: listener.webhookUrl, testRunId: await endedRun('passed') });

			expect(await events(listener)).toMatchObject([{ run: { verdict: 'passed' } }]);
		});

		test.each([{ fetchRun: false }, { allowUnverified: true }])(
			'is asked for with %j all the same',
			async (options) => {
				const listener = listening({ options });
				await control().deliverCompletion({ url: listener.webhookUrl });
				await control().deliverCompletion({ url: listener.webhookUrl, testRunId: await endedRun('passed') });

				expect(await events(listener)).toMatchObject([{ run: { verdict: 'passed' } }]);
				expect(await calls('GET')).toHaveLength(2);
			},
		);
	});
});
