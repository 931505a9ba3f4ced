import * as fc from 'fast-check';

import { isRecent } from '../../../../n8n/webhooks/age';

const receivedAt = '2026-05-01T12:00:00.000Z';
const now = Date.parse(receivedAt);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('isRecent', () => {
	test.each<[string, unknown, boolean]>([
		['now in milliseconds', `${now}`, true],
		['now in seconds', `${now / 1000}`, true],
		['now as a number', now, true],
		['now as a date', receivedAt, true],
		['just within the limit', `${now - HOUR}`, true],
		['a millisecond too old', `${now - HOUR - 1}`, false],
		['a clock that is ahead', `${now + HOUR}`, true],
		['a clock that is too far ahead', `${now + HOUR + 1}`, false],
		['an hour and more ago in seconds', `${now / 1000 - 3601}`, false],
		['nothing', undefined, true],
		['an empty header', '', true],
		['a word', 'yesterday', false],
		['zero', '0', false],
		['a negative number', '-1', false],
		['several values', [`${now}`, `${now}`], false],
		['null', null, false],
	])('%s', (_, timestamp, expected) => {
		expect(isRecent(timestamp, receivedAt, HOUR)).toBe(expected);
	});

	test('without a limit any age will do', () => {
		fc.assert(fc.property(fc.anything(), (timestamp) => isRecent(timestamp, receivedAt, null)));
	});

	test('depends on the distance alone, not on the unit', () => {
		const seconds = fc.integer({ min: -10_000, max: 10_000 });
		fc.assert(
			fc.property(seconds, fc.integer({ min: 1, max: 10_000 }), (distance, limit) => {
				const expected = Math.abs(distance) <= limit;
				const at = now / 1000 + distance;
				for (const sent of [`${at}`, `${at * 1000}`, at, new Date(at * 1000).toISOString()]) {
					expect(isRecent(sent, receivedAt, limit * 1000)).toBe(expected);
				}
			}),
		);
	});
});
