/** Verifying and reading deliveries of TestCLIX: the worked vector, the age, hostile input. */
import fc from 'fast-check';
import { createHmac } from 'node:crypto';

import { type Delivery, DeliveryError } from '../../../../n8n/webhooks/contract';
import { detects, parse, verify } from '../../../../platforms/testclix/deliveries';
import { sample } from '../../../../platforms/testclix/samples';
import { buildRun } from '../../../../core/model/buildRun';

const ALL = { maxFailures: Infinity };
const SECRET = 'whsecret';
const RAW =
	'{"timestamp": 1696332892.123456, "test_id": "TEST_ID_EXAMPLE", "status": "pass", "created_at": "2022-08-17T09:57:39Z"}';
const HEX = 'c2af77a65e85ba2b4baab1602f65d44914f650a5';
const BASE64 = 'wq93pl6FuitLqrFgL2XUSRT2UKU=';
const SENT_AT = '2023-10-03T11:34:52.123Z';

/** A request with these bytes; n8n parses what is JSON. */
function delivery(raw: string | Buffer, signature?: string, receivedAt = SENT_AT): Delivery {
	const rawBody = Buffer.from(raw);
	let body: unknown;
	try {
		body = JSON.parse(rawBody.toString('utf8'));
	} catch {
		body = rawBody.toString('utf8');
	}
	return { headers: { 'x-clix-signature': signature }, query: {}, rawBody, body, receivedAt };
}

const signed = (raw: string | Buffer, secret: string) => createHmac('sha1', secret).update(raw).digest('hex');
const anyAge = (secret: string | null = SECRET) => ({ secret, maxAgeMs: null });

describe('the worked vector', () => {
	test.each([HEX, HEX.toUpperCase(), BASE64, ` ${HEX} `])('verifies with %s', (signature) => {
		expect(verify(delivery(RAW, signature), anyAge())).toEqual({ ok: true });
	});

	test('fails after the body was parsed and written again', () => {
		const again = JSON.stringify(JSON.parse(RAW));

		expect(again).not.toBe(RAW);
		expect(verify(delivery(again, HEX), anyAge())).toMatchObject({ ok: false });
		// The signature that the sender would have made for it, so nothing but the bytes is to blame.
		expect(verify(delivery(again, '72d3c8fabf3065d457ff02c4e71d6faaf7c751a9'), anyAge())).toEqual({
			ok: true,
		});
	});

	test.each([
		['another secret', delivery(RAW, HEX), anyAge('whsecret '), /wrong/],
		['no secret', delivery(RAW, HEX), anyAge(null), /no webhook secret/],
		['no signature', delivery(RAW), anyAge(), /missing/],
		['an empty signature', delivery(RAW, ''), anyAge(), /missing/],
		['a signature cut short', delivery(RAW, HEX.slice(0, -1)), anyAge(), /wrong/],
		['a signature with more behind it', delivery(RAW, `${HEX}0`), anyAge(), /wrong/],
		['base64 in another letter case', delivery(RAW, BASE64.toLowerCase()), anyAge(), /wrong/],
		['one more byte', delivery(`${RAW}\n`, HEX), anyAge(), /wrong/],
		['no raw body', { ...delivery(RAW, HEX), rawBody: null }, anyAge(), /no raw body/],
	])('fails with %s', (_, given, secrets, reason) => {
		expect(verify(given, secrets)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
	});
});

describe('the age', () => {
	const hour = { secret: SECRET, maxAgeMs: 3_600_000 };

	test.each([
		['at once', SENT_AT, true],
		['within the hour', '2023-10-03T12:34:00Z', true],
		['later', '2023-10-03T12:35:00Z', false],
		['long before it was sent', '2023-10-03T10:34:00Z', false],
	])('counts by the signed timestamp: received %s', (_, receivedAt, ok) => {
		expect(verify(delivery(RAW, HEX, receivedAt), hour)).toMatchObject({ ok });
	});

	test.each([
		['is not there', '{"test_id":"a","status":"pass"}', true],
		['is null', '{"timestamp":null,"test_id":"a","status":"pass"}', true],
		['is no time', '{"timestamp":"soon","test_id":"a","status":"pass"}', false],
		['is negative', '{"timestamp":-5,"test_id":"a","status":"pass"}', false],
	])('of a timestamp that %s', (_, raw, ok) => {
		expect(verify(delivery(raw, signed(raw, SECRET)), hour)).toMatchObject({ ok });
	});
});

describe('reading', () => {
	const read = (body: unknown) => parse({ ...delivery(''), body }, {}, ALL);
	const documented = JSON.parse(RAW) as object;

	test('the documented example', () => {
		const { run, ...event } = read(documented);

		expect(event).toEqual({
			event: 'RUN_FINISH',
			platformEvent: 'RUN_FINISH',
			platform: 'testclix',
			deliveryKey: 'testclix:TEST_ID_EXAMPLE:2022-08-17T09:57:39.000Z:pass',
			occurredAt: SENT_AT,
			testId: 'TEST_ID_EXAMPLE',
		});
		expect(run && buildRun(run)).toMatchObject({
			key: 'testclix:TEST_ID_EXAMPLE',
			id: 'TEST_ID_EXAMPLE',
			status: 'finished',
			verdict: 'passed',
			startedAt: '2022-08-17T09:57:39.000Z',
			// What moment the timestamp stands for is not documented.
			finishedAt: null,
			durationMs: null,
			counts: { total: 1, passed: 1, failed: 0 },
		});
	});

	test.each([
		['pass', 'passed'],
		['Pass', 'passed'],
		['PASS ', 'passed'],
		['error', 'failed'],
		['Error', 'failed'],
		['Acknowledged', 'failed'],
		['queued', 'pending'],
		['not recorded', 'inconclusive'],
		['passed', 'inconclusive'],
		['toString', 'inconclusive'],
		['__proto__', 'inconclusive'],
	])('the result "%s" as %s', (status, verdict) => {
		const { run } = read({ ...documented, status });

		expect(run && buildRun(run)).toMatchObject({ verdict });
	});

	test('gives retries one key, whatever their timestamp, and each run and result its own', () => {
		const key = (changes: object) => read({ ...documented, ...changes }).deliveryKey;

		expect(key({ timestamp: 1696332999 })).toBe(key({}));
		expect(key({ status: 'Pass' })).toBe(key({}));
		expect(key({ created_at: '2022-08-17T11:57:39+02:00' })).toBe(key({}));
		const others = [{ status: 'error' }, { test_id: 'ANOTHER' }, { created_at: '2022-08-17T09:57:40Z' }];
		expect(new Set([{}, ...others].map(key)).size).toBe(4);
	});

	test.each([undefined, null, ''])('tells runs apart by their timestamp where the start is %p', (start) => {
		const key = (timestamp: number) => read({ ...documented, created_at: start, timestamp }).deliveryKey;

		expect(key(1696332892)).not.toBe(key(1696332893));
		expect(key(1696332892)).toBe(key(1696332892));
	});

	test.each([null, undefined, 'pass', 7, [], [documented], {}, { test_id: 'a' }, { status: 'pass' }])(
		'refuses %j',
		(body) => {
			expect(() => read(body)).toThrow(DeliveryError);
		},
	);
});

test.each(['passed', 'failed'] as const)('the sample of a run that %s reads as such', (verdict) => {
	const at = new Date('2026-05-01T08:00:00Z');
	const made = sample(verdict, at);
	const given = { ...delivery(''), body: made?.body };

	expect(detects(given)).toBe(true);
	const { run, occurredAt } = parse(given, {}, ALL);
	expect(run && buildRun(run)).toMatchObject({ verdict });
	expect(occurredAt).toBe(at.toISOString());
});

test('there is no sample of a run that TestCLIX never tells of', () => {
	expect(sample('pending', new Date())).toBeNull();
	expect(sample('inconclusive', new Date())).toBeNull();
});

describe('hostile input', () => {
	const hostileText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('__proto__'));
	const hostileBody = fc.oneof(
		fc.anything(),
		fc.record(
			{
				test_id: fc.oneof(hostileText, fc.anything()),
				status: fc.oneof(fc.constantFrom('pass', 'Error', 'queued'), hostileText, fc.anything()),
				timestamp: fc.oneof(fc.double(), fc.anything()),
				created_at: fc.oneof(fc.date().map(String), hostileText, fc.anything()),
			},
			{ requiredKeys: [] },
		),
	);

	test('is read to an event that keeps the model, or refused', () => {
		fc.assert(
			fc.property(hostileBody, (body) => {
				const given = { ...delivery(''), body };
				let event;
				try {
					event = parse(given, {}, ALL);
				} catch (error) {
					expect(error).toBeInstanceOf(DeliveryError);
					return;
				}
				expect(event.event).toBe('RUN_FINISH');
				expect(event.testId).toBeTruthy();
				expect(parse(given, {}, ALL).deliveryKey).toBe(event.deliveryKey);
				const run = event.run && buildRun(event.run);
				const word = String((body as { status: unknown }).status)
					.trim()
					.toLowerCase();
				// Nothing but the one word is ever a pass.
				expect(run?.verdict === 'passed').toBe(word === 'pass');
				expect(run?.status).not.toBe('unknown');
			}),
			{ numRuns: 500 },
		);
	});

	test('is verified only with the signature of its bytes', () => {
		const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
		fc.assert(
			fc.property(
				bytes,
				fc.string({ minLength: 1 }),
				fc.nat(),
				fc.integer({ min: 1, max: 255 }),
				(raw, secret, at, flip) => {
					const genuine = delivery(raw, signed(raw, secret));
					expect(verify(genuine, anyAge(secret))).toEqual({ ok: true });
					expect(verify(genuine, anyAge(`${secret}x`))).toMatchObject({ ok: false });
					const changed = Buffer.from(raw.length > 0 ? raw : [0]);
					changed[at % changed.length] ^= flip;
					expect(verify({ ...genuine, rawBody: changed }, anyAge(secret))).toMatchObject({ ok: false });
				},
			),
			{ numRuns: 200 },
		);
	});

	test('never passes with a made-up signature, and never throws', () => {
		fc.assert(
			fc.property(hostileText, hostileBody, (signature, body) => {
				const given = { ...delivery(RAW, signature), body };
				expect(verify(given, { secret: SECRET, maxAgeMs: 60_000 })).toMatchObject({ ok: false });
				expect(typeof detects(given)).toBe('boolean');
			}),
			{ numRuns: 500 },
		);
	});
});
