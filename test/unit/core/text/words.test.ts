import { oneLine, percent, quantity, someNames, testName } from '../../../../core/text/words';

describe('quantity', () => {
	it('counts nouns', () => {
		expect([quantity(0, 'test'), quantity(1, 'test'), quantity(2, 'test')]).toEqual([
			'0 tests',
			'1 test',
			'2 tests',
		]);
		expect(quantity(2, 'test has', 'tests have')).toBe('2 tests have');
	});
});

describe('percent', () => {
	it.each<[number, string, string]>([
		[0, '0%', '0%'],
		[0.5, '50%', '50%'],
		[1 / 3, '33.33%', '33.34%'],
		[0.29, '29%', '29%'],
		[0.99999, '99.99%', '100%'],
		[0.00001, '0%', '0.01%'],
		[1, '100%', '100%'],
		[999_999 / 1_000_000, '99.99%', '100%'],
		[99_999_999 / 100_000_000, '99.99%', '100%'],
		[1 / 1_000_000_000, '0%', '0.01%'],
		[Math.fround(0.9), '90%', '90%'],
		[Math.fround(0.3), '30%', '30%'],
	])('%p is %s rounded down and %s rounded up', (rate, down, up) => {
		expect(percent(rate)).toBe(down);
		expect(percent(rate, Math.ceil)).toBe(up);
	});
});

describe('oneLine', () => {
	it('takes out line breaks and control characters', () => {
		expect(oneLine(' a\r\n\tb\u0000\u001bc ')).toBe('a b c');
	});

	it('cuts by characters, not within one', () => {
		expect(oneLine('😀'.repeat(5), 5)).toBe('😀😀😀😀😀');
		expect(oneLine('😀'.repeat(6), 5)).toBe('😀😀😀😀…');
	});
});

describe('testName and someNames', () => {
	it('put the suite first', () => {
		expect(testName({ suite: 'cart', title: 'adds' })).toBe('cart > adds');
		expect(testName({ suite: null, title: 'adds' })).toBe('adds');
	});

	it('show the first three', () => {
		expect(someNames(['a', 'b', 'c'])).toBe('a, b, c');
		expect(someNames(['a', 'b', 'c', 'd'])).toBe('a, b, c, …');
		expect(someNames([])).toBe('');
	});
});
