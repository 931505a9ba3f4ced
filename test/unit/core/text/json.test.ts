import * as fc from 'fast-check';

import {
	countOf,
	entryOf,
	isObject,
	objectOf,
	objectsOf,
	textOf,
	textsOf,
	webPageOf,
} from '../../../../core/text/json';

describe('reading JSON from outside', () => {
	test.each<[unknown, boolean]>([
		[{}, true],
		[{ a: 1 }, true],
		[null, false],
		[undefined, false],
		[[], false],
		['{}', false],
		[1, false],
	])('%j is an object: %j', (value, expected) => {
		expect(isObject(value)).toBe(expected);
		expect(objectOf(value)).toEqual(expected ? value : {});
	});

	test.each<[unknown, string | null]>([
		['x', 'x'],
		['  x y  ', 'x y'],
		['a\ud800b 💥 \udc00', 'a\ufffdb 💥 \ufffd'],
		[0, '0'],
		[12.5, '12.5'],
		['', null],
		['  ', null],
		[null, null],
		[undefined, null],
		[true, null],
		[NaN, null],
		[Infinity, null],
		[{}, null],
		[['x'], null],
	])('%j as a text is %j', (value, expected) => {
		expect(textOf(value)).toBe(expected);
	});

	test.each<[unknown, string | null]>([
		['https://app.example.com/run/1', 'https://app.example.com/run/1'],
		[' HTTP://x/y ', 'HTTP://x/y'],
		['javascript:alert(1)//x', null],
		['data:text/html,x', null],
		['/run/1', null],
		[{ toString: null }, null],
	])('%j as a web address is %j', (value, expected) => {
		expect(webPageOf(value)).toBe(expected);
	});

	test.each<[unknown, number | null]>([
		[0, 0],
		[3, 3],
		[1.5, 1.5],
		[-1, null],
		['3', null],
		[null, null],
		[NaN, null],
		[Infinity, null],
		[[3], null],
	])('%j as a count is %j', (value, expected) => {
		expect(countOf(value)).toBe(expected);
	});

	test.each<[unknown, unknown[], string[]]>([
		[[{ a: 1 }, null, 'x', [2]], [{ a: 1 }], ['x']],
		[['a', '', ' b ', 3], [], ['a', 'b', '3']],
		['a', [], []],
		[{ 0: 'a' }, [], []],
		[null, [], []],
	])('of %j the objects are %j and the texts are %j', (value, objects, texts) => {
		expect(objectsOf(value)).toEqual(objects);
		expect(textsOf(value)).toEqual(texts);
	});

	test('a table holds its own words alone, in any case', () => {
		const table = { a: 1, in_progress: 2 };

		expect(entryOf(table, 'a')).toBe(1);
		expect(entryOf(table, 'A')).toBe(1);
		expect(entryOf(table, 'In_PROGRESS')).toBe(2);
		for (const word of ['b', 'constructor', '__proto__', 'toString', '', null, undefined]) {
			expect(entryOf(table, word)).toBeUndefined();
		}
	});

	test('no value makes a reader throw', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				for (const read of [isObject, objectOf, textOf, countOf, objectsOf, textsOf]) {
					expect(() => read(value)).not.toThrow();
				}
			}),
		);
	});
});
