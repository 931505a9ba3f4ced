/** Deliveries of Qase: who sent them and what they tell. */
import fc from 'fast-check';

import { DeliveryError, type Delivery } from '../../../../n8n/webhooks/contract';
import { parse, verify } from '../../../../platforms/qase/deliveries';
import { buildRun } from '../../../../core/model/buildRun';

describe('a delivery', () => {
	const delivery = (body: unknown, headers = {}): Delivery => ({
		headers,
		query: {},
		rawBody: null,
		body,
		receivedAt: '2026-05-01T10:00:00.000Z',
	});
	const completed = {
		event_name: 'run.completed',
		timestamp: 1_777_629_600,
		payload: { id: 12, cases: 5, passed: 3, failed: 1, blocked: 1, duration: 4711 },
		team_member_id: 1,
		project_code: 'SHOP',
	};

	describe('what it says', () => {
		test('tells what is in it, and no verdict', () => {
			const event = parse(delivery(completed), { origin: 'https://app.qase.io' });
			expect(event).toMatchObject({
				event: 'RUN_FINISH',
				platformEvent: 'run.completed',
				projectId: 'SHOP',
				occurredAt: '2026-05-01T10:00:00.000Z',
			});
			expect(buildRun(event.run!)).toMatchObject({
				key: 'qase:SHOP:12',
				url: 'https://app.qase.io/run/SHOP/dashboard/12',
				status: 'finished',
				verdict: 'inconclusive',
				counts: { total: 5, passed: 3, failed: 1, other: 1, skipped: null, pending: null },
				durationMs: null,
				finishedAt: '2026-05-01T10:00:00.000Z',
			});
		});

		test.each(['skipped', 'skiped'])('tells skipped tests by the name %s', (name) => {
			const payload = { id: 12, cases: 5, passed: 3, untested: 1, failed: 0, blocked: 0, [name]: 1 };
			const { run } = parse(delivery({ ...completed, event_name: 'run.aborted', payload }), {});
			expect(buildRun(run!).counts).toEqual({
				total: 5,
				passed: 3,
				failed: 0,
				skipped: 1,
				flaky: null,
				pending: 1,
				other: 0,
			});
		});
	});

	describe('its key', () => {
		const key = (body: unknown) => parse(delivery(body), {}).deliveryKey;

		test('of an event of the run model has a key of the project, the event and the run, as a poll makes it', () => {
			expect(key(completed)).toBe('qase:SHOP:RUN_FINISH:12');
			expect(key({ ...completed, timestamp: 1_777_629_601, team_member_id: 9 })).toBe(key(completed));
			const others = [
				{ ...completed, project_code: 'APP' },
				{ ...completed, payload: { ...completed.payload, id: 13 } },
				{ ...completed, event_name: 'run.aborted' },
			];
			expect(new Set([completed, ...others].map(key)).size).toBe(4);
		});

		test('of any other event has the same key when it is repeated, and another one when anything differs', () => {
			const updated = { ...completed, event_name: 'run.updated' };
			expect(key(updated)).toBe(key({ ...updated }));
			const others = [
				{ ...updated, timestamp: 1_777_629_601 },
				{ ...updated, project_code: 'APP' },
				{ ...updated, payload: { ...completed.payload, id: 13 } },
				{ ...updated, event_name: 'run.deleted' },
			];
			expect(new Set([updated, ...others].map(key)).size).toBe(5);
		});
	});

	describe('whether it is genuine', () => {
		test.each([
			['run.started', { id: 1, title: 'Smoke', cases_count: 3, environment: 'staging' }, 'pending'],
			['run.completed', { id: 1, cases: 3, passed: 3, failed: 0, blocked: 0 }, 'inconclusive'],
			['run.completed', { id: 1, cases: 3, passed: 2, failed: 1, blocked: 0 }, 'inconclusive'],
			['run.aborted', { id: 1, cases: 3, passed: 3 }, 'inconclusive'],
			['run.updated', { id: 1, cases_added: 3 }, 'inconclusive'],
			['run.deleted', { id: '1' }, 'inconclusive'],
		])('of %s with %j is %s by itself', (name, payload, verdict) => {
			const event = parse(delivery({ ...completed, event_name: name, payload }), {});
			expect(buildRun(event.run!)).toMatchObject({ id: '1', verdict });
		});

		test('of any shape is read, or is no delivery; it is never a pass or a failure', () => {
			const names = fc.constantFrom(
				'run.started',
				'run.completed',
				'run.aborted',
				'case.updated',
				'__proto__',
				'',
			);
			const body = fc.oneof(
				fc.anything(),
				fc.record({
					event_name: fc.oneof(names, fc.anything()),
					payload: fc.oneof(
						fc.object(),
						fc.record({ id: fc.anything(), passed: fc.anything(), failed: fc.anything() }),
					),
					project_code: fc.oneof(fc.constant('SHOP'), fc.anything()),
					timestamp: fc.anything(),
				}),
			);
			fc.assert(
				fc.property(body, (given) => {
					try {
						const { run } = parse(delivery(given), {});
						if (run) expect(['pending', 'inconclusive']).toContain(buildRun(run).verdict);
					} catch (error) {
						expect(error).toBeInstanceOf(DeliveryError);
					}
				}),
			);
		});

		test('is verified by its secret and its age', () => {
			const secrets = { secret: 'placeholder-secret', maxAgeMs: 60_000 };
			const header = (secret: string) => ({ 'x-qase-secret': secret });
			const good = delivery(completed, header('placeholder-secret'));
			expect(verify(good, secrets)).toEqual({ ok: true });
			expect(verify({ ...good, body: { ...completed, timestamp: undefined } }, secrets)).toEqual({
				ok: true,
			});
			expect(verify({ ...good, body: { ...completed, timestamp: 1_777_629_400 } }, secrets).ok).toBe(false);
			expect(verify({ ...good, body: { ...completed, timestamp: 'soon' } }, secrets).ok).toBe(false);
			expect(verify(good, { ...secrets, secret: null }).ok).toBe(false);
			fc.assert(
				fc.property(fc.string(), (secret) => {
					expect(verify(delivery(completed, header(secret)), secrets).ok).toBe(
						secret === 'placeholder-secret',
					);
				}),
			);
		});
	});
});
