import * as fc from 'fast-check';

import { awaitedIn, errorOnOneLine, shortened, shownError } from '../../../../core/reports/errorText';

const shown = (message: string) => shownError({ message, stack: null }, false);
const LONG = 'x'.repeat(5_000);

test.each<[string, string, string[]]>([
	[
		'Playwright',
		`Timed out 5000ms waiting for expect(locator).toHaveText(expected)\n\nLocator: getByTestId('total')\nReceived string: "${LONG}"\nExpected string: "42 EUR"`,
		["Locator: getByTestId('total')", 'Expected string: "42 EUR"', 'Received string: "xxx'],
	],
	[
		'a call log',
		"locator.click: Timeout 30000ms exceeded.\nCall log:\n  - waiting for getByRole('button', { name: 'Pay' })",
		["getByRole('button', { name: 'Pay' })"],
	],
	['Chai, on one line', `expected '${LONG}' to equal 'paid'`, ["expected 'xxx", "' to equal 'paid'"]],
	[
		'AssertJ, behind more lines than are shown',
		`Expecting actual:\n${'  "line"\n'.repeat(12)}to contain:\n  "receipt"\nExpected size: 3`,
		['Expecting actual:', 'Expected size: 3'],
	],
	['colours', 'boom\n\u001b[31mLocator: #pay\u001b[39m', ['Locator: #pay']],
])('the element and the expectation are seen: %s', (_, message, expected) => {
	const error = shown(message) ?? '';
	for (const part of expected) {
		expect(error).toContain(part);
		expect(shortened(error, 300)).toContain(part);
	}
	expect(error.length).toBeLessThanOrEqual(1_500);
});

test('of a stack that is too long the end is left out, and its lines stay whole', () => {
	const lines = Array.from(
		{ length: 200 },
		(_, index) => `    at step${index} (tests/checkout.spec.ts:${index}:7)`,
	);
	const stack = `Error: boom\nLocator: #pay\n${lines.join('\n')}`;
	const whole = shownError({ message: 'Error: boom', stack }, true) ?? '';

	expect(whole.length).toBeLessThanOrEqual(6_000);
	expect(whole).toContain(`Error: boom\nLocator: #pay\n${lines.slice(0, 50).join('\n')}`);
	expect(whole.endsWith('\n…')).toBe(true);
});

test('a short error is shown letter by letter', () => {
	expect(shown('boom\n  then more')).toBe('boom\nthen more');
	expect(shown('')).toBeNull();
	expect(shownError({ message: null, stack: null }, false)).toBeNull();
});

test.each([
	['boom', 'boom', null],
	[
		'Timed out\nLocator: #pay\nExpected: visible\nReceived: hidden',
		'Timed out; Locator: #pay; Expected: visible',
		'Locator: #pay; Expected: visible',
	],
	['Timeout\n- waiting for #pay', 'Timeout; waiting for #pay', 'waiting for #pay'],
	['expected 1 to be 2\nat once', 'expected 1 to be 2', null],
])('%j on one line: %s', (error, oneLine, awaited) => {
	expect(errorOnOneLine(error, 200)).toBe(oneLine);
	expect(awaitedIn(error)).toBe(awaited);
});

test('never gets longer than asked for, nor cuts a character in two', () => {
	const text = fc.array(fc.constantFrom('a', '👍', '\n', 'Expected: b', 'xxxxxxxxxxxxxxxxxxxx'), {
		maxLength: 200,
	});
	fc.assert(
		fc.property(text, fc.integer({ min: 10, max: 400 }), (parts, max) => {
			const short = shortened(parts.join(''), max);
			expect(short.length).toBeLessThanOrEqual(max);
			expect(short).not.toMatch(/\p{Surrogate}/u);
		}),
	);
});
