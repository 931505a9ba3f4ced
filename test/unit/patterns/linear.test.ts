/** No pattern of the package takes more than a few steps per character, whatever a platform sends. */
import * as fc from 'fast-check';

import { shippedPatterns } from './patterns';
import { walk } from './steps';

const patterns = [...shippedPatterns().values()];

/**
 * So long that steps which grow with the square of the length are twice those allowed, and so short that the matcher,
 * which calls itself for each repetition, does not run out of stack.
 */
const LENGTH = 600;
/** The longest list of alternatives, which is that of the months, takes most of them. */
const MOST_STEPS_A_CHARACTER = 150;

/** What errors are made of, and what patterns look for. */
const PIECES = [
	...[
		'A:\\',
		'a\\',
		'\\',
		'/',
		'/tmp/',
		'/home/',
		'//a',
		'file://',
		'/a.b',
		'.',
		'a.',
		'.ts:',
		'@',
		'a@',
		'=',
		'<id>-',
	],
	...[
		'1',
		'1,',
		'1.',
		'1:',
		'1 ',
		'1/',
		'1-',
		'12:34:',
		'1h ',
		'1 ms ',
		'1.1%',
		'0x',
		'0',
		'a1',
		'aB1',
		'x1x',
		'#1',
	],
	...[
		'a',
		'A',
		'-',
		'_',
		' ',
		'[',
		'[0:',
		']',
		'(',
		')',
		"'",
		'`',
		';',
		':r',
		'::',
		'é',
		'\u001b[',
		'<time> ',
		'eyJ',
	],
	...[
		'id ',
		'order ',
		'INV-',
		'Jan 1',
		'Monday, ',
		'time out ',
		'ratio ',
		'point (',
		'score of ',
		' of ',
		'sk_',
		'@@ ',
	],
	// What reports are made of.
	...[
		'\n',
		'\u2028',
		'ok ',
		' # ',
		'#',
		'ok - ',
		'<',
		'<br',
		'>',
		'{',
		'"',
		'|\n',
		'●',
		'E ',
		'\t',
		' v1',
		'+a',
		'&',
		'at ',
	],
];
const piece = fc.constantFrom(...PIECES);
const few = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));

/** Something again and again, between something else. */
const line = fc.tuple(few, fc.array(piece, { minLength: 1, maxLength: 2 }), few).map(([head, body, tail]) => {
	const repeated = body.join('');
	return head + repeated.repeat(Math.ceil(LENGTH / repeated.length)) + tail;
});

/** Lines on which patterns took a number of steps that grew with the square of their length. */
const KNOWN: Array<[string, string]> = [
	['drives', 'A:\\'.repeat(LENGTH / 3)],
	['drives behind backslashes', '\\id:A:\\'.repeat(LENGTH / 7)],
	['homes', '/home/'.repeat(LENGTH / 6)],
	['a long last part of an address', `1.1.1.${'1'.repeat(LENGTH)}a`],
	['a long number', `id ${'1'.repeat(LENGTH)}a`],
	['slashes', `${'/'.repeat(LENGTH)}a`],
	['brackets that open', `\t${'('.repeat(LENGTH)}`],
	["spaces in front of a line's end", `ok${' '.repeat(LENGTH)}\u2028`],
];

function expectFewSteps(text: string): void {
	for (const pattern of patterns) {
		const perCharacter = Math.ceil(walk(pattern, text).steps / text.length);
		if (perCharacter > MOST_STEPS_A_CHARACTER) {
			throw new Error(
				`${pattern} takes ${perCharacter} steps a character on ${JSON.stringify(text.slice(0, 60))}`,
			);
		}
	}
}

test('they are all found', () => {
	expect(patterns.length).toBeGreaterThan(100);
});

test('the steps are those of a matcher that finds what the real one does', () => {
	const short = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
	fc.assert(
		fc.property(short, (text) => {
			for (const pattern of patterns) {
				const global = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
				const expected = [...text.matchAll(global)].map((match) => [
					match.index,
					match.index + match[0].length,
				]);
				expect([String(pattern), walk(global, text).matches]).toEqual([String(pattern), expected]);
			}
		}),
		{ numRuns: 150 },
	);
});

test.each(KNOWN)('few steps are taken on %s', (_, text) => expectFewSteps(text));

test('few steps are taken on any line', () => {
	fc.assert(fc.property(line, expectFewSteps), { numRuns: 60 });
}, 120_000);

test.each([
	[/(a+)+b/, 'aaaaaaaaaaaaaaaaaaaaa'],
	[/[A-Z]:\\+(?:[^\\\s]+\\+)*?(?:Temp)\\+/gi, 'A:\\'.repeat(500)],
	[/\/+$/, `${'/'.repeat(LENGTH)}a`],
])('a pattern that takes more is noticed: %s', (pattern, text) => {
	expect(walk(pattern, text).steps / text.length).toBeGreaterThan(MOST_STEPS_A_CHARACTER);
});
