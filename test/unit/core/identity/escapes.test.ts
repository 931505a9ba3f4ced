/** What terminals act upon is taken out, and nothing that only looks like it. */
import { withoutAnyEscapes, withoutEscapes } from '../../../../core/identity/escapes';

const ESC = '\u001b';

test.each([
	['colours', `${ESC}[31mred${ESC}[39m`, 'red'],
	['colours with colons', `${ESC}[38:2:1:2:3mred${ESC}[0m`, 'red'],
	['the one-character form', '\u009b31mred\u009b0m', 'red'],
	['erased lines and moves', `${ESC}[2K${ESC}[1Gred`, 'red'],
	['links', `${ESC}]8;;https://docs.example.com/E0060${ESC}\\E0060${ESC}]8;;${ESC}\\: red`, 'E0060: red'],
	[
		'links that a bell ends',
		`${ESC}]8;;https://docs.example.com\u0007E0060${ESC}]8;;\u0007: red`,
		'E0060: red',
	],
	['window titles', `${ESC}]0;vitest\u0007red`, 'red'],
	['device strings', `${ESC}P1$r0m${ESC}\\red`, 'red'],
	['character sets', `${ESC}(Bred${ESC})0`, 'red'],
	['modes', `${ESC}=red${ESC}>`, 'red'],
	['bells and marks of byte order', '\ufeffred\u0007', 'red'],
	['nothing else', 'red\n\tgreen [5m] é 空', 'red\n\tgreen [5m] é 空'],
])('%s', (_, text, plain) => {
	expect(withoutEscapes(text)).toBe(plain);
});

test('a title that does not end takes no text with it but its own line', () => {
	expect(withoutEscapes(`${ESC}]0;vitest\nred`)).toBe('0;vitest\nred');
});

test.each([
	['spelled out', '\\u001b[31mred\\u001b[0m', 'red'],
	['spelled out for a shell', '\\e[31mred\\033[0m', 'red'],
	['as XML', '&#x1b;[31mred&#27;[0m', 'red'],
	['lost', '[2mexpect([22m[31mred[39m[2m)[22m', 'expect(red)'],
])('colours whose escape character is %s', (_, text, plain) => {
	expect(withoutAnyEscapes(text)).toBe(plain);
});

test.each([
	'rate(foo[5m])',
	'rate(foo[5m]) / rate(bar[1m])',
	'bad key at grid[12m]',
	'expected [5m, a] to equal []',
	'a [0m b',
])('no colour: %s', (text) => {
	expect(withoutAnyEscapes(text)).toBe(text);
});
