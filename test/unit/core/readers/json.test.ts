import * as fc from 'fast-check';

import { parseJson } from '../../../../core/readers/json';
import { MAX_LEVELS } from '../../../../core/readers/limits';
import { toEnd } from '../../../../core/readers/readReports';
import { ReportError } from '../../../../core/readers/reportError';

function parsed(text: string, piece: number): unknown {
	return toEnd(parseJson('a.json', Buffer.from(text), piece));
}

function errorIn(text: string, piece = 1): string {
	try {
		return `no error: ${JSON.stringify(parsed(text, piece))}`;
	} catch (error) {
		if (!(error instanceof ReportError)) throw error;
		return error.message;
	}
}

const value = fc.jsonValue({ maxDepth: 5 });
const text = fc
	.tuple(value, fc.constantFrom(undefined, 1, '\t'))
	.map(([any, space]) => JSON.stringify(any, null, space));
const piece = fc.constantFrom(0, 1, 2, 5, 20, 1000);

it('gives what JSON.parse gives, in whatever pieces', () => {
	fc.assert(
		fc.property(text, piece, (given, size) => {
			expect(parsed(given, size)).toEqual(JSON.parse(given));
		}),
		{ numRuns: 2000 },
	);
});

it('refuses what JSON.parse refuses, in whatever pieces', () => {
	const damage = fc.record({
		at: fc.nat(),
		length: fc.nat(3),
		insert: fc.constantFrom('', ',', ']', '}', '[', '{', '"', ':', '\\', 'x', '0', '\n', ',,'),
	});
	fc.assert(
		fc.property(text, piece, damage, (given, size, { at, length, insert }) => {
			const place = at % (given.length + 1);
			const damaged = given.slice(0, place) + insert + given.slice(place + length);
			let expected: unknown;
			try {
				expected = JSON.parse(damaged);
			} catch {
				expect(() => parsed(damaged, size)).toThrow(ReportError);
				return;
			}
			expect(parsed(damaged, size)).toEqual(expected);
		}),
		{ numRuns: 3000 },
	);
});

it('keeps names that objects inherit as names like others', () => {
	const given = '{"a":[1,2,3],"__proto__":{"polluted":[1,2,3]},"constructor":1,"b":[4]}';
	for (const size of [0, 5, 1000]) {
		const result = parsed(given, size) as object;
		expect(Object.keys(result)).toEqual(['a', '__proto__', 'constructor', 'b']);
		expect('polluted' in result).toBe(false);
	}
});

it.each([
	['{"a": 1', 'a.json, line 1, column 8, ends in the middle of its JSON.'],
	['{"a": [1,\n "x', 'a.json, line 2, column 4, ends in the middle of its JSON.'],
	['{"a": 1,}', 'a.json, line 1, column 9, is no valid JSON from here on.'],
	['{"a": 1 "b": 2}', 'a.json, line 1, column 9, is no valid JSON from here on.'],
	['[1, 2]\n]', 'a.json, line 2, column 1, is no valid JSON from here on.'],
	['{"a": "x\\q"}', 'a.json, line 1, column 9, is no valid JSON from here on.'],
	['{"a": "x\ty"}', 'a.json, line 1, column 9, is no valid JSON from here on.'],
	['{"a": 01}', 'a.json, line 1, column 8, is no valid JSON from here on.'],
	['{a: 1}', 'a.json, line 1, column 2, is no valid JSON from here on.'],
	['[1,,2]', 'a.json, line 1, column 4, is no valid JSON from here on.'],
	['{"a" 1}', 'a.json, line 1, column 6, is no valid JSON from here on.'],
	['[[1], [2] x]', 'a.json, line 1, column 11, is no valid JSON from here on.'],
	['[1[2, 3]]', 'a.json, line 1, column 3, is no valid JSON from here on.'],
	['{"a": 1[2, 3]}', 'a.json, line 1, column 8, is no valid JSON from here on.'],
	['[5 {"a": 1, "b": 2}]', 'a.json, line 1, column 4, is no valid JSON from here on.'],
])('%s breaks where it says', (given, error) => {
	for (const size of [0, 1000]) expect(errorIn(given, size)).toContain(error);
});

it('has a limit of depth', () => {
	const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
	expect(errorIn(nested(MAX_LEVELS))).toMatch(/^no error/);
	expect(errorIn(nested(MAX_LEVELS + 1))).toContain(`a.json is nested more than ${MAX_LEVELS} levels deep.`);
	expect(errorIn(nested(100_000))).toContain('levels deep');
});

it('may be paused between its pieces', () => {
	const steps = parseJson(
		'a.json',
		Buffer.from(JSON.stringify(Array.from({ length: 1000 }, (_, n) => ({ n })))),
		100,
	);
	let pauses = 0;
	while (!steps.next().done) pauses += 1;
	expect(pauses).toBeGreaterThan(50);
});
