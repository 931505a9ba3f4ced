import * as fc from 'fast-check';

import { parse, verify } from '../../../../platforms/currents/deliveries';
import { SECRET_HEADER } from '../../../../platforms/currents/registrar';
import { DeliveryError, type Delivery } from '../../../../n8n/webhooks/contract';
import { buildRun } from '../../../../core/model/buildRun';

const receivedAt = '2026-05-01T12:00:00.000Z';
const SECRET = 'a-placeholder-secret';
const base = {
	event: 'RUN_FINISH',
	runUrl: 'https://app.currents.dev/run/r1',
	overall: 2,
	passes: 2,
	failures: 0,
};

const delivery = (body: unknown, headers: Delivery['headers'] = {}): Delivery => ({
	headers,
	query: {},
	rawBody: null,
	body,
	receivedAt,
});
const parsed = (changes: object = {}, headers: Delivery['headers'] = {}) =>
	parse(delivery({ ...base, ...changes }, headers), { projectId: 'p1' });

describe('reading a delivery', () => {
	describe('what it says', () => {
		test.each([
			['https://app.currents.dev/run/r1', 'r1'],
			['https://app.currents.dev/run/r1/', 'r1'],
			['https://app.currents.dev/run/r1?tab=overview#tests', 'r1'],
			['https://currents.example.com/app/run/r1#/a/b', 'r1'],
			['https://app.currents.dev/run/a%2Fb', 'a/b'],
			['https://app.currents.dev/run/100%', '100%'],
			[' https://app.currents.dev/run/r1 ', 'r1'],
		])('finds in %s the run %s', (runUrl, id) => {
			expect(parsed({ runUrl }).run).toMatchObject({ id, url: runUrl.trim() });
		});

		test('makes no link of what is no web address', () => {
			expect(parsed({ runUrl: 'javascript:alert(1)//r1' }).run).toMatchObject({ id: 'r1', url: null });
		});

		test.each<[string, string, string]>([
			['RUN_START', 'running', 'pending'],
			['RUN_FINISH', 'finished', 'passed'],
			['RUN_TIMEOUT', 'timedOut', 'inconclusive'],
			['RUN_CANCELED', 'canceled', 'inconclusive'],
			['RUN_EXPLODED', 'unknown', 'inconclusive'],
			['constructor', 'unknown', 'inconclusive'],
		])('%s tells of a run that is %s and %s', (event, status, verdict) => {
			const { run, ...told } = parsed({ event });

			expect(told).toMatchObject({ event, platformEvent: event, platform: 'currents' });
			expect(buildRun(run!)).toMatchObject({ status, verdict });
		});

		test('takes what the body tells', () => {
			const commit = { sha: 'abc', branch: 'main', authorName: 'Robin', message: 'fix', authorEmail: null };
			const body = { buildId: 'web-1', groupId: 'chromium', tags: ['smoke'], commit, failures: 1, passes: 1 };

			expect(parsed(body).run).toMatchObject({
				project: { id: 'p1', name: null },
				counts: { total: 2, passed: 1, failed: 1, skipped: null },
				branch: 'main',
				commit: { sha: 'abc', message: 'fix', author: 'Robin' },
				tags: ['smoke'],
				buildId: 'web-1',
				group: 'chromium',
			});
		});

		test.each([
			['1777636800000', '2026-05-01T12:00:00.000Z'],
			['1777636800', '2026-05-01T12:00:00.000Z'],
			[undefined, null],
			['soon', null],
		])('x-timestamp %j is when it happened: %j', (timestamp, occurredAt) => {
			expect(parsed({}, { 'x-timestamp': timestamp }).occurredAt).toBe(occurredAt);
		});
	});

	describe('what it cannot be', () => {
		test.each<[string, unknown]>([
			['nothing', undefined],
			['null', null],
			['a list', [base]],
			['a text', JSON.stringify(base)],
			['no event', { ...base, event: undefined }],
			['no address', { ...base, runUrl: undefined }],
			['a word for the address', { ...base, runUrl: 'r1' }],
			['slashes for the address', { ...base, runUrl: '///' }],
		])('refuses %s', (_, body) => {
			expect(() => parse(delivery(body), {})).toThrow(DeliveryError);
		});

		test('gives an event or a DeliveryError, whatever the body is', () => {
			const fields = [
				'event',
				'runUrl',
				'buildId',
				'groupId',
				'tags',
				'commit',
				'overall',
				'passes',
				'failures',
			];
			const odd = fc.record(Object.fromEntries(fields.map((name) => [name, fc.jsonValue()])), {
				requiredKeys: [],
			});
			const near = fc.record({
				event: fc.string({ minLength: 1 }),
				runUrl: fc.webUrl({ withFragments: true, withQueryParameters: true }),
				commit: fc.jsonValue(),
				tags: fc.jsonValue(),
			});
			fc.assert(
				fc.property(fc.oneof(fc.jsonValue(), odd, near), fc.string(), (body, timestamp) => {
					try {
						const { run } = parse(delivery(body, { 'x-timestamp': timestamp }), {});
						expect(buildRun(run!).verdict).not.toBe('passed');
					} catch (error) {
						expect(error).toBeInstanceOf(DeliveryError);
					}
				}),
			);
		});
	});
});

describe('the key of a delivery', () => {
	const key = (changes: object = {}, headers = {}) => parsed(changes, headers).deliveryKey;

	test('is the same for what may differ between two attempts', () => {
		expect(key({}, { 'x-timestamp': '1777636800000' })).toBe(key({}, { 'x-timestamp': '1777636999000' }));
		expect(key({ tags: ['a'] })).toBe(key());
		expect(key({ runUrl: 'https://elsewhere.example.com/run/r1?x=1' })).toBe(key());
	});

	test.each<[string, object]>([
		['run', { runUrl: 'https://app.currents.dev/run/r2' }],
		['event', { event: 'RUN_TIMEOUT' }],
		['group', { groupId: 'chromium' }],
		['number of failures', { failures: 1 }],
		['number of skipped tests', { skipped: 0 }],
	])('differs by %s', (_, changes) => {
		expect(key(changes)).not.toBe(key());
	});

	test('does not mix up its parts', () => {
		const id = fc.stringMatching(/^[a-f0-9]{1,6}$/);
		const event = fc.constantFrom('RUN_START', 'RUN_FINISH');
		const group = fc.option(
			fc.stringMatching(/^[a-z ]{1,5}$/).filter((text) => text.trim() === text && text !== ''),
			{ nil: undefined },
		);
		const parts = fc.tuple(id, event, group);
		const keyOf = ([run, name, groupId]: [string, string, string | undefined]) =>
			key({ runUrl: `https://app.currents.dev/run/${run}`, event: name, groupId });
		fc.assert(
			fc.property(parts, parts, (a, b) => {
				expect(keyOf(a) === keyOf(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
			}),
		);
	});
});

describe('verifying the sender', () => {
	const now = `${Date.parse(receivedAt)}`;
	const outcome = (
		headers: Delivery['headers'],
		secret: string | null = SECRET,
		maxAgeMs: number | null = 60_000,
	) => {
		const verification = verify(delivery(base, headers), { secret, maxAgeMs });
		return verification.ok ? 'ok' : verification.reason;
	};

	test.each<[string, Delivery['headers'], string | null, string]>([
		['the secret', { [SECRET_HEADER]: SECRET }, SECRET, 'ok'],
		['the secret and a timestamp', { [SECRET_HEADER]: SECRET, 'x-timestamp': now }, SECRET, 'ok'],
		['a wrong secret', { [SECRET_HEADER]: 'x' }, SECRET, 'the secret is wrong'],
		['no secret', {}, SECRET, 'the secret header is missing'],
		['an empty secret', { [SECRET_HEADER]: '' }, SECRET, 'the secret header is missing'],
		[
			'a secret where none is stored',
			{ [SECRET_HEADER]: SECRET },
			null,
			'no secret is stored; activate the workflow again',
		],
		[
			'an empty secret where an empty one is stored',
			{ [SECRET_HEADER]: '' },
			'',
			'the secret header is missing',
		],
		[
			'a right secret that is too old',
			{ [SECRET_HEADER]: SECRET, 'x-timestamp': '1000000000' },
			SECRET,
			'its timestamp is too far from the time of receipt',
		],
		[
			'a wrong secret that is too old',
			{ [SECRET_HEADER]: 'x', 'x-timestamp': '1000000000' },
			SECRET,
			'the secret is wrong',
		],
	])('with %s: %s', (_, headers, secret, expected) => {
		expect(outcome(headers, secret)).toBe(expected);
	});

	test('takes nothing but the secret for it, and never tells it', () => {
		fc.assert(
			fc.property(fc.string(), (given) => {
				const result = outcome({ [SECRET_HEADER]: given });
				expect(result === 'ok').toBe(given === SECRET);
				expect(result).not.toContain(SECRET);
			}),
		);
	});
});
