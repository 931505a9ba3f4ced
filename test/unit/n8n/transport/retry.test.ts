import * as fc from 'fast-check';

import type { Fault } from '../../../../n8n/transport/fault';
import { mayRepeat, pauseBefore, retryAfterMs } from '../../../../n8n/transport/retry';

const refused = (status: number, retryAfter?: unknown): Fault => ({
	kind: 'refused',
	status,
	words: null,
	retryAfter,
});

const passing: Array<[string, Fault]> = [
	['429', refused(429)],
	['a connection that never opened', { kind: 'network', code: 'ECONNREFUSED', neverOpened: true }],
];
const ambiguous: Array<[string, Fault]> = [
	['502', refused(502)],
	['503', refused(503)],
	['504', refused(504)],
	['a connection that broke off', { kind: 'network', code: 'ECONNRESET', neverOpened: false }],
	['an answer that cannot be read', { kind: 'unreadable', status: 200 }],
];
const final: Array<[string, Fault]> = [
	...[400, 401, 402, 403, 404, 409, 410, 422, 500, 501].map((status): [string, Fault] => [
		`${status}`,
		refused(status),
	]),
	['a redirect', { kind: 'redirect', status: 302 }],
	['a stopped execution', { kind: 'canceled' }],
	['a bad credential', { kind: 'setup', words: 'x' }],
];

describe('a request may be repeated', () => {
	test.each(passing)('after %s, by every rule but never', (_, fault) => {
		expect(mayRepeat('reads', fault)).toBe(true);
		expect(mayRepeat('undelivered', fault)).toBe(true);
		expect(mayRepeat('never', fault)).toBe(false);
	});

	test.each(ambiguous)('after %s, when it only reads', (_, fault) => {
		expect(mayRepeat('reads', fault)).toBe(true);
		expect(mayRepeat('undelivered', fault)).toBe(false);
		expect(mayRepeat('never', fault)).toBe(false);
	});

	test.each(final)('never after %s', (_, fault) => {
		for (const rule of ['reads', 'undelivered', 'never'] as const) expect(mayRepeat(rule, fault)).toBe(false);
	});
});

describe('the pause before a request is repeated', () => {
	test.each([
		[1, 500],
		[2, 1000],
		[3, 2000],
	])('after attempt %d is up to %d milliseconds, spread evenly', (attempt, longest) => {
		const own = (ms: number) => ({ ms, isAsked: false });
		expect(pauseBefore(attempt, refused(503), () => 0)).toEqual(own(0));
		expect(pauseBefore(attempt, refused(503), () => 0.5)).toEqual(own(longest / 2));
		expect(pauseBefore(attempt, refused(503), () => 1)).toEqual(own(longest));
	});

	test('is none after the fourth attempt, whatever the platform asks for', () => {
		expect(pauseBefore(4, refused(503))).toBeNull();
		expect(pauseBefore(4, refused(429, '1'))).toBeNull();
		expect(pauseBefore(9, { kind: 'unreadable', status: 200 })).toBeNull();
	});

	test('is what the platform asks for', () => {
		expect(pauseBefore(1, refused(429, '7'))).toEqual({ ms: 7000, isAsked: true });
		expect(pauseBefore(1, refused(503, '60'))).toEqual({ ms: 60_000, isAsked: true });
	});

	test('never exceeds its bounds', () => {
		const attempt = fc.integer({ min: 1, max: 3 });
		const random = fc.double({ min: 0, max: 1, noNaN: true });
		const header = fc.oneof(fc.string(), fc.integer(), fc.constant(undefined));
		fc.assert(
			fc.property(attempt, random, header, (n, r, after) => {
				const { ms, isAsked } = pauseBefore(n, refused(429, after), () => r) ?? { ms: NaN };
				expect(ms >= 0 && (isAsked || ms <= 8_000)).toBe(true);
			}),
		);
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-05-01T12:00:00Z');

	test.each<[unknown, number | null]>([
		['0', 0],
		['1', 1000],
		[' 30 ', 30_000],
		['1.5', 1500],
		['-5', 0],
		['Fri, 01 May 2026 12:00:10 GMT', 10_000],
		['Fri, 01 May 2026 11:59:00 GMT', 0],
		['', null],
		['   ', null],
		['soon', null],
		['Infinity', null],
		[undefined, null],
		[null, null],
		[5, null],
		[['5'], null],
		[{}, null],
	])('%j means %j milliseconds', (header, expected) => {
		expect(retryAfterMs(header, now)).toBe(expected);
	});
});
