import * as fc from 'fast-check';

import { sameSecret } from '../../../webhooks/secrets';

const text = fc.string({ unit: 'binary' });

describe('sameSecret', () => {
	test.each<[string, string | undefined, string, boolean]>([
		['the same', 'abc', 'abc', true],
		['another', 'abd', 'abc', false],
		['a shorter one', 'ab', 'abc', false],
		['a longer one', 'abcd', 'abc', false],
		['another case', 'ABC', 'abc', false],
		['one with a blank', 'abc ', 'abc', false],
		['none', undefined, 'abc', false],
		['an empty one', '', 'abc', false],
		['an empty one where none is expected', '', '', false],
		['any where none is expected', 'abc', '', false],
	])('%s', (_, given, expected, same) => {
		expect(sameSecret(given, expected)).toBe(same);
	});

	test('agrees with equality for all texts that are not empty', () => {
		fc.assert(
			fc.property(text, text, (a, b) => {
				const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)];
				expect(sameSecret(a, b)).toBe(a !== '' && bytesA.equals(bytesB));
				expect(sameSecret(a, a)).toBe(a !== '');
			}),
		);
	});
});
