import * as fc from 'fast-check';

import { queryString, type Query } from '../../../../n8n/transport/query';

describe('queryString', () => {
	test.each<[string, Query | undefined, string]>([
		['nothing', undefined, ''],
		['no names', {}, ''],
		['only what is not set', { a: undefined, b: '', c: [], d: [''] }, ''],
		['a text', { a: 'x' }, '?a=x'],
		['zero and false', { limit: 0, flag: false }, '?limit=0&flag=false'],
		['a list as a repeated name', { 'tags[]': ['x', 'y'] }, '?tags%5B%5D=x&tags%5B%5D=y'],
		['a list without brackets', { status: ['PASSED', 'FAILED'] }, '?status=PASSED&status=FAILED'],
		['signs of its own', { q: 'a&b=c d+e#f%', ü: 'é' }, '?q=a%26b%3Dc+d%2Be%23f%25&%C3%BC=%C3%A9'],
	])('writes %s', (_, query, expected) => {
		expect(queryString(query)).toBe(expected);
	});

	test('is read back as what was given', () => {
		const name = fc.string({ minLength: 1, unit: 'grapheme' });
		const text = fc.string({ minLength: 1, unit: 'grapheme' });
		const value = fc.oneof(text, fc.array(text), fc.integer(), fc.boolean());
		fc.assert(
			fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (query) => {
				const read = new URLSearchParams(queryString(query));
				for (const [key, given] of Object.entries(query)) {
					expect(read.getAll(key)).toEqual((Array.isArray(given) ? given : [given]).map(String));
				}
			}),
		);
	});
});
