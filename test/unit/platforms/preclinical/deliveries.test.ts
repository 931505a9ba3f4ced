/** Deliveries of Preclinical: who sent them and what they tell. */
import fc from 'fast-check';

import { DeliveryError, type Delivery } from '../../../../n8n/webhooks/contract';
import { parse, verify } from '../../../../platforms/preclinical/deliveries';
import { maskToken, splitToken, withToken } from '../../../../platforms/preclinical/token';
import { runJson } from './preclinicalRun';

const HOSTED = { flavour: 'hosted', baseUrl: 'https://app.preclinical.dev/api/v1' } as const;
const SECRET = 'a1'.repeat(32);
const RECEIVED = '2026-05-04T10:00:30.000Z';

function delivery(body: unknown, changes: Partial<Delivery> = {}): Delivery {
	return {
		headers: {},
		query: { token: SECRET },
		rawBody: Buffer.from(JSON.stringify(body) ?? ''),
		body,
		receivedAt: RECEIVED,
		...changes,
	};
}

describe('a delivery', () => {
	const body = {
		event: 'test_run_completed',
		timestamp: '2026-05-04T10:00:01Z',
		test_run: runJson,
		results_url: 'https://app.preclinical.dev/test/3f1c',
	};

	describe('what it says', () => {
		test('is read', () => {
			expect(parse(delivery(body), { origin: HOSTED.baseUrl })).toMatchObject({
				event: 'RUN_FINISH',
				platformEvent: 'test_run_completed',
				deliveryKey: `preclinical:${runJson.agent_id}:RUN_FINISH:${runJson.id}`,
				occurredAt: '2026-05-04T10:00:01.000Z',
				isTest: false,
				projectId: runJson.agent_id,
				run: { id: runJson.id, url: body.results_url, status: 'finished', counts: { failed: 1 } },
			});
		});

		test.each([
			['completed', 'RUN_FINISH'],
			['failed', 'RUN_FINISH'],
			['canceled', 'RUN_CANCELED'],
			['archived', 'RUN_FINISH'],
			[undefined, 'RUN_FINISH'],
		])('of a run that is %s is the event %s', (status, event) => {
			expect(parse(delivery({ ...body, test_run: { ...runJson, status } }), {})).toMatchObject({ event });
		});

		test('has a key of its own as long as its run is not known to have ended', () => {
			const statuses = ['completed', 'failed', 'canceled', 'running', 'archived'];
			const keys = statuses.map(
				(status) => parse(delivery({ ...body, test_run: { ...runJson, status } }), {}).deliveryKey,
			);
			expect(keys[0]).toBe(keys[1]);
			expect(new Set(keys).size).toBe(4);
		});

		test('takes no link over that is not to the web', () => {
			const parsed = parse(delivery({ ...body, results_url: 'javascript:alert(1)' }), {
				origin: HOSTED.baseUrl,
			});

			expect(parsed.run?.url).toBe(`https://app.preclinical.dev/test/${runJson.id}`);
		});
	});

	describe('whose it is, and whether it is genuine', () => {
		test('belongs to the agent of the trigger, or is a sample', () => {
			const scope = { projectId: 'another-agent' };
			expect(() => parse(delivery(body), scope)).toThrow(DeliveryError);
			expect(parse(delivery({ ...body, is_test: true }), scope)).toMatchObject({ isTest: true });
			const unnamed = { ...runJson, agent_id: undefined };
			expect(parse(delivery({ ...body, test_run: unnamed }), scope)).toMatchObject({
				projectId: 'another-agent',
				run: { project: { id: 'another-agent' } },
			});
		});

		test.each([
			['is_test', { is_test: true }],
			['its event', { event: 'test' }],
		])('is known as a sample by %s', (_, changes) => {
			expect(parse(delivery({ ...body, ...changes }), {})).toMatchObject({
				isTest: true,
				event: 'RUN_FINISH',
			});
		});

		test('of any content is read or refused, and never anything else', () => {
			fc.assert(
				fc.property(
					fc.oneof(fc.anything(), fc.record({ event: fc.anything(), test_run: fc.anything() })),
					(content) => {
						try {
							parse(delivery(undefined, { body: content }), {});
						} catch (error) {
							expect(error).toBeInstanceOf(DeliveryError);
						}
					},
				),
			);
		});

		test('is verified by the token, whatever else it holds', () => {
			const secrets = { secret: SECRET, maxAgeMs: 3_600_000 };
			expect(verify(delivery(body), secrets)).toEqual({ ok: true });
			expect(verify(delivery({ ...body, timestamp: undefined }), secrets)).toEqual({ ok: true });
			fc.assert(
				fc.property(fc.anything(), (token) => {
					fc.pre(token !== SECRET);
					expect(verify(delivery(body, { query: { token } }), secrets).ok).toBe(false);
				}),
			);
			expect(verify(delivery(body), { ...secrets, secret: null }).ok).toBe(false);
		});

		test('with an expected signature needs the bytes, the header and the secret', () => {
			const signature = { header: 'x-sig', algorithm: 'sha256', encoding: 'hex', secret: 'key' } as const;
			const signed = {
				rawBody: Buffer.from('The quick brown fox jumps over the lazy dog'),
				// HMAC-SHA256 of that sentence with the key "key", as published in many places.
				headers: { 'x-sig': 'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8' },
			};
			const secrets = { secret: SECRET, maxAgeMs: null, signature };
			const reason = (changes: Partial<Delivery>, more = {}) =>
				verify(delivery(body, { ...signed, ...changes }), { ...secrets, ...more });

			expect(reason({})).toEqual({ ok: true });
			expect(reason({ rawBody: null })).toMatchObject({
				ok: false,
				reason: expect.stringMatching(/raw body/),
			});
			expect(reason({ headers: {} })).toMatchObject({ ok: false, reason: 'the header x-sig is missing' });
			expect(reason({ rawBody: Buffer.from('other') })).toMatchObject({ reason: 'the signature is wrong' });
			expect(reason({}, { signature: { ...signature, secret: '' } })).toMatchObject({
				reason: 'the credential has no signing secret',
			});
			expect(reason({ query: {} })).toMatchObject({ reason: 'the token is missing' });
		});
	});
});

describe('the token in the URL', () => {
	test.each(['https://n8n.example.com/webhook/1', 'https://n8n.example.com/webhook/1?a=b'])(
		'goes in and comes off: %s',
		(url) => {
			const registered = withToken(url, SECRET);

			expect(splitToken(registered)).toEqual({ url, token: SECRET });
			expect(maskToken(registered)).not.toContain(SECRET);
			expect(new URL(registered).searchParams.get('token')).toBe(SECRET);
		},
	);

	test.each(['https://hooks.example.com/?token=short', 'https://hooks.example.com/', 'no url'])(
		'of somebody else is not taken for ours: %s',
		(url) => {
			expect(splitToken(url)).toEqual({ url, token: null });
			expect(maskToken(url)).toBe(url);
		},
	);
});
