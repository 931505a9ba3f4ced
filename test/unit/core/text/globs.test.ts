import * as fc from 'fast-check';
import { matchesAnyGlob, matchesGlob } from '../../../../core/text/globs';

describe('matchesGlob', () => {
	it.each<[string, string, boolean]>([
		['main', 'main', true],
		['main', 'Main', false],
		['main', 'mainline', false],
		['main', 'domain', false],
		['release/*', 'release/1.2', true],
		['release/*', 'release/1.2/hotfix', true],
		['release/**', 'release/1.2/hotfix', true],
		['release/*', 'release', false],
		['release/*', 'release/', true],
		['*', '', true],
		['*', 'a\nb', true],
		['', '', true],
		['', 'a', false],
		['?', '', false],
		['?', 'a', true],
		['?', '😀', true],
		['v?.?', 'v1.2', true],
		['v?.?', 'v10.2', false],
		['*.spec.ts', 'tests/pay.spec.ts', true],
		['*.spec.ts', 'tests/payXspec.ts', false],
		['*card*pay*', 'with card: pays twice, pay', true],
		['*card*pay*', 'pay with card', false],
		['a*b*c', 'abcbc', true],
		['a*b*c', 'abcbd', false],
		['[a-z]', 'b', false],
		['[a-z]', '[a-z]', true],
		['a+(b)|c.$^{}\\', 'a+(b)|c.$^{}\\', true],
		['a\\*', 'a\\anything', true],
	])('%p on %p: %p', (pattern, text, expected) => {
		expect(matchesGlob(pattern, text)).toBe(expected);
	});

	it('agrees with a regular expression', () => {
		const small = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
		fc.assert(
			fc.property(small, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (pattern, text) => {
				const expression = new RegExp(`^${pattern.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`);
				expect(matchesGlob(pattern, text)).toBe(expression.test(text));
			}),
			{ numRuns: 2000 },
		);
	});

	it('gets through patterns that make a backtracking matcher stall', () => {
		expect(matchesGlob(`${'*a'.repeat(500)}b`, 'a'.repeat(5000))).toBe(false);
		expect(matchesGlob(`${'**'.repeat(500)}b`, 'a'.repeat(5000))).toBe(false);
	});
});

describe('matchesAnyGlob', () => {
	it('needs one pattern to match, and takes no blank one', () => {
		expect(matchesAnyGlob(['x', 'ma*'], 'main')).toBe(true);
		expect(matchesAnyGlob(['x', 'y*'], 'main')).toBe(false);
		expect(matchesAnyGlob([], 'main')).toBe(false);
		expect(matchesAnyGlob(['', ' '], '')).toBe(false);
		expect(matchesAnyGlob([' '], ' ')).toBe(false);
	});
});
