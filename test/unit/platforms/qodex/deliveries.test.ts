/** Deliveries of Qodex. */
import { DeliveryError, type Delivery } from '../../../../n8n/webhooks/contract';
import * as qodex from '../../../../platforms/qodex/deliveries';
import { buildRun } from '../../../../core/model/buildRun';
import { deliveredEvent } from '../../../../n8n/webhooks/deliveredEvent';

const { identify, parse } = qodex;

const summary = (total: number, passed: number, failed: number) => ({ total, passed, failed });

describe('a delivery', () => {
	const body = {
		event: 'test_run_completed',
		projectName: 'Web shop',
		projectSlug: 'web-shop',
		testRunId: 'tr_5e0c',
		policy: { id: 'pol_nightly', name: 'Nightly regression' },
		passed: false,
		summary: summary(42, 39, 3),
		failedScenarios: [{ name: 'Cancel an order', status: 'fail' }],
		environment: 'staging',
		durationMs: 86_420,
		runUrl: 'https://agents.qodex.ai/p/web-shop/test-runs/tr_5e0c',
		timestamp: 1767225686420,
	};
	const deliveryOf = (given: unknown): Delivery => ({
		headers: {},
		query: {},
		rawBody: null,
		body: given,
		receivedAt: '2026-01-01T00:01:27.000Z',
	});
	const scope = { projectId: 'web-shop', origin: 'https://agents.qodex.ai' };

	describe('what it says', () => {
		test('of a schedule becomes the end of a run', async () => {
			const want = { maxFailures: 20 };
			const { run, ...event } = await deliveredEvent(qodex, deliveryOf(body), scope, want);

			expect(event).toEqual({
				event: 'RUN_FINISH',
				platformEvent: 'test_run_completed',
				platform: 'qodex',
				deliveryKey: 'qodex:tr_5e0c:test_run_completed',
				occurredAt: '2026-01-01T00:01:26.420Z',
			});
			expect(run && buildRun(run)).toMatchObject({
				key: 'qodex:web-shop:tr_5e0c',
				status: 'finished',
				verdict: 'failed',
				verdictReason: '3 of 42 tests failed.',
				finishedAt: '2026-01-01T00:01:26.420Z',
				durationMs: 86_420,
				failures: [{ title: 'Cancel an order', status: 'failed' }],
			});
		});

		test.each(Object.keys(body).filter((name) => !['event', 'testRunId'].includes(name)))(
			'may hold null as %s',
			(name) => {
				const { run } = parse(deliveryOf({ ...body, [name]: null }), scope);
				expect(run && buildRun(run)).toMatchObject({ id: 'tr_5e0c', status: 'finished', verdict: 'failed' });
			},
		);

		test('of another event keeps its name', () => {
			const event = parse(deliveryOf({ ...body, event: 'test_run_started' }), scope);
			expect(event).toMatchObject({
				event: 'test_run_started',
				deliveryKey: 'qodex:tr_5e0c:test_run_started',
			});
		});

		test.each([
			{ status: 'aborted', summary: summary(3, 3, 0), passed: null },
			{ status: 'aborted', summary: summary(3, 3, 0), passed: true },
		])('with a status nobody published is no pass: %j', (odd) => {
			const { run } = parse(deliveryOf({ ...body, failedScenarios: [], ...odd }), scope);
			expect(run && buildRun(run)).toMatchObject({ status: 'unknown', verdict: 'inconclusive' });
		});
	});

	describe('what it is known by', () => {
		test('with the id alone is the end of a run of which nothing else is known', () => {
			const { run } = parse(deliveryOf({ testRunId: 'run_1' }), {});
			expect(run && buildRun(run)).toMatchObject({
				status: 'finished',
				verdict: 'inconclusive',
				failures: null,
			});
		});

		test.each([
			...[undefined, null, 'text', 7, [], [body], {}, { testRunId: null }, { testRunId: {} }],
			...[{ testRunId: '..' }, { testRunId: '%2e' }, { testRunId: 'x'.repeat(201) }],
		])('%j is none', (given) => {
			expect(() => parse(deliveryOf(given), scope)).toThrow(DeliveryError);
			expect(() => identify(deliveryOf(given), scope)).toThrow(DeliveryError);
		});

		test('is known by its ids alone until the run is confirmed', () => {
			const { run, ...event } = identify(deliveryOf(body), scope);

			expect(parse(deliveryOf(body), scope)).toMatchObject(event);
			expect(run && buildRun(run)).toMatchObject({
				...{ id: 'tr_5e0c', key: 'qodex:web-shop:tr_5e0c', status: 'finished', name: null },
				...{ counts: { failed: null }, failures: null, environment: null, durationMs: null },
			});
		});

		test('that is large is known by an id at its top alone', () => {
			const wrapped = { event: 'test_run_completed', data: { testRunId: 'run_1' } };
			const sized = (bytes: number) => ({ ...deliveryOf(wrapped), rawBody: Buffer.alloc(bytes) });

			expect(identify(sized(100_000), scope).run?.id).toBe('run_1');
			expect(() => identify(sized(300_000), scope)).toThrow(DeliveryError);
		});
	});
});
