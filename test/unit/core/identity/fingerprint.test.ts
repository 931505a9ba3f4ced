import * as fc from 'fast-check';
import { fingerprint, testKey } from '../../../../core/identity/fingerprint';
import { normalizeError } from '../../../../core/identity/normalizeError';
import { GENERIC } from '../../../../core/identity/rules/generic';
import pairs from './fingerprint-pairs.json';

const KEY = testKey({
	project: 'shop',
	suite: 'checkout',
	file: 'tests/pay.spec.ts',
	title: 'pays with card',
});
const ESC = '\u001b';

describe('testKey', () => {
	const test = { project: 'shop', suite: 'checkout', file: 'tests/pay.spec.ts', title: 'pays with card' };

	it('is 16 hex digits and the same each time', () => {
		expect(testKey(test)).toMatch(/^[0-9a-f]{16}$/);
		expect(testKey({ ...test })).toBe(testKey(test));
	});

	it('is the same on Windows and with a leading ./', () => {
		expect(testKey({ ...test, file: 'tests\\pay.spec.ts' })).toBe(testKey(test));
		expect(testKey({ ...test, file: './tests/pay.spec.ts' })).toBe(testKey(test));
	});

	it.each(['project', 'suite', 'file', 'title'] as const)('tells tests apart by %s', (part) => {
		expect(testKey({ ...test, [part]: 'another' })).not.toBe(testKey(test));
	});

	it('takes an id of the platform as it is, whatever it looks like', () => {
		const ids = ['3f2504e0-4f89-11d3-9a0c-0305e82c3301', '9b2e1c7a-12d4-4c55-8e0f-77aa01b2c3d4'];
		const [one, other] = ids.map((testId) => testKey({ ...test, testId }));
		expect(other).not.toBe(one);
		expect(testKey({ ...test, testId: ids[0], title: 'pays with a stored card' })).toBe(one);
	});

	it('is the same in any checkout, with colours, and with the data of another run', () => {
		expect(testKey({ ...test, file: '/home/ann/tests/pay.spec.ts' })).toBe(testKey(test));
		expect(testKey({ ...test, title: `pays with ${ESC}[32mcard${ESC}[39m` })).toBe(testKey(test));
		const titles = ['pays [1718900123.12]', 'pays [1718986523.77]'];
		expect(new Set(titles.map((title) => testKey({ ...test, title })))).toHaveProperty('size', 1);
	});

	it('does not confuse where one part ends and the next begins', () => {
		expect(testKey({ suite: 'a', file: null, title: 'b' })).not.toBe(
			testKey({ suite: null, file: 'a', title: 'b' }),
		);
		expect(testKey({ suite: 'ab', file: null, title: 'c' })).not.toBe(
			testKey({ suite: 'a', file: null, title: 'bc' }),
		);
	});

	it('takes a missing project as none', () => {
		const { suite, file, title } = test;
		expect(testKey({ suite, file, title })).toBe(testKey({ ...test, project: null }));
	});
});

describe('fingerprint', () => {
	it('has enough pairs of both kinds', () => {
		expect(pairs.same.length).toBeGreaterThanOrEqual(60);
		expect(pairs.different.length).toBeGreaterThanOrEqual(60);
	});

	it.each(pairs.same)('$tool: the same problem with $what', ({ a, b }) => {
		expect(a).not.toBe(b);
		expect(normalizeError(b)).toBe(normalizeError(a));
		expect(fingerprint(KEY, b)).toBe(fingerprint(KEY, a));
	});

	it.each(pairs.different)('$tool: different problems by $what', ({ a, b }) => {
		expect(fingerprint(KEY, b)).not.toBe(fingerprint(KEY, a));
	});

	it('is 16 hex digits', () => {
		expect(fingerprint(KEY, 'boom')).toMatch(/^[0-9a-f]{16}$/);
		expect(fingerprint(KEY, null)).toMatch(/^[0-9a-f]{16}$/);
	});

	it('knows the cause that the stack alone tells', () => {
		const stack = (cause: string) => `Error: payment failed\n\tat a.B.c(B.java:1)\nCaused by: ${cause}`;
		const [refused, denied] = ['refused', 'denied'].map((cause) =>
			fingerprint(KEY, 'payment failed', stack(`java.io.IOException: ${cause}`)),
		);
		expect(denied).not.toBe(refused);
	});

	it('tells the same error of two tests apart', () => {
		const other = testKey({ suite: null, file: null, title: 'another test' });
		expect(fingerprint(other, 'boom')).not.toBe(fingerprint(KEY, 'boom'));
	});

	it('reads the message at the start of a stack', () => {
		expect(fingerprint(KEY, 'Error: boom\n    at run (/home/ci/a.ts:1:2)')).toBe(fingerprint(KEY, 'boom'));
	});
});

describe('normalizeError', () => {
	it('has nothing to say without a text', () => {
		expect(normalizeError(null)).toBe('');
		expect(normalizeError('')).toBe('');
		expect(normalizeError(' \n\n ')).toBe('');
	});

	it('keeps what tells the problem and replaces the rest', () => {
		expect(
			normalizeError(
				'TimeoutError: locator.click: Timeout 30000ms exceeded.\nCall log:\n' +
					"  - waiting for getByRole('button', { name: 'Pay' })\n    at /home/ci/shop/pay.spec.ts:4:1",
			),
		).toBe(
			"TimeoutError: locator.click: Timeout <time> exceeded.\nwaiting for getByRole('button', { name: 'Pay' })",
		);
	});

	it('keeps at most eight lines, none longer than 300 characters', () => {
		const lines = normalizeError(`${'word '.repeat(1000)}\n`.repeat(50)).split('\n');
		expect(lines).toHaveLength(8);
		expect(Math.max(...lines.map((line) => line.length))).toBe(300);
	});

	it('reads both ends of a long line and of a long text', () => {
		expect(normalizeError(`${'1'.repeat(1990)} end`)).toBe('<id> end');
		expect(normalizeError(`${'1'.repeat(30_000)} end`)).toBe('<id>…<id> end');
		expect(normalizeError(`${'\n'.repeat(65_000)}late`)).toBe('late');
		expect(normalizeError(`${'\n'.repeat(60_000)}between${'\n'.repeat(60_000)}late`)).toBe('late');
	});

	it('reads the stack where there is no message, or one that says nothing', () => {
		expect(normalizeError('', 'ValueError: cart is empty\n  at a')).toBe('ValueError: cart is empty');
		expect(normalizeError('Assertion failed', 'boom\n    at shop.total (a.ts:1:2)')).toBe(
			'Assertion failed\nboom',
		);
		expect(normalizeError('Error', 'Error\n    at shop.total (a.ts:1:2)')).toBe('Error\nshop.total');
		expect(normalizeError('cart is empty', 'boom\n    at shop.total (a.ts:1:2)')).toBe('cart is empty');
	});

	it.each(['', 'app//', 'shop.main@1.2.0/'])('reads a function in the module "%s" of Java', (module) => {
		const stack = `\tat java.base@17.0.10/java.lang.Thread.sleep(Native Method)\n\tat ${module}shop.Cart.total(Cart.java:3)`;
		expect(normalizeError('java.lang.AssertionError', stack)).toBe(
			'java.lang.AssertionError\nshop.Cart.total',
		);
	});

	it.each([
		['Expecting HashSet:', true],
		['Expecting java.util.ImmutableCollections.SetN:', true],
		['AssertionError: Items in the second set but not the first:', true],
		['Expecting LinkedHashSet:', false],
		['Expecting ArrayList:', false],
		['Rows of the second result set:', false],
	])('under the heading "%s", the order does not count: %s', (heading, isSame) => {
		const one = ['["b", "a", "c"]', '["b",\n  "a",\n  "c"]', '"b"\n"a"\n"c"'];
		const other = ['["c", "b", "a"]', '["c",\n  "b",\n  "a"]', '"c"\n"b"\n"a"'];
		const inSet = (items: string) => normalizeError(`${heading}\n${items}\nto contain "d"`);
		expect(one.map((items, index) => inSet(items) === inSet(other[index]!))).toEqual(one.map(() => isSame));
		expect(inSet('["b", "a"')).toBe(`${heading}\n["b", "a"\nto contain "d"`);
	});

	it.each(
		[
			'a',
			'1',
			'1.',
			'1,',
			'Aa1-',
			'a@',
			'C:\\',
			'C:\\a\\',
			'/tmp/',
			'12:00 ',
			`${ESC}[1;`,
			'\n ',
			'E  \n',
			'- ',
		].map((unit) => ({ unit })),
	)('gets through a megabyte of $unit', ({ unit }) => {
		expect(normalizeError(unit.repeat(1_000_000 / unit.length)).length).toBeLessThanOrEqual(8 * 301);
	});
});

/** Things that a test tool writes anew on each run. */
const hex = (length: number) =>
	fc
		.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
		.map((digits) => digits.join(''));
const date = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
const noise: Record<string, fc.Arbitrary<string>> = {
	'request <noise> failed': fc.oneof(
		fc.uuid(),
		hex(24),
		hex(40),
		hex(8),
		fc.integer({ min: 1e6 }).map(String),
	),
	'no answer within <noise>': fc
		.tuple(fc.nat(99_999), fc.constantFrom('ms', ' ms', 's', ' seconds'))
		.map((t) => t.join('')),
	'opened at <noise>': date.map((value) => value.toISOString()),
	'valid until <noise>': date.map((value) => value.toUTCString()),
	'connect ECONNREFUSED 127.0.0.1:<noise>': fc.integer({ min: 32_768, max: 65_535 }).map(String),
	'node 10.<noise> is down': fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => parts.join('.')),
	'cannot read /tmp/<noise>/report.json': fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
	'failed in tests/pay.spec.ts:<noise>': fc.tuple(fc.nat(9999), fc.nat(200)).map((place) => place.join(':')),
	'<Cart object at 0x<noise>> is empty': hex(12),
	'attempt <noise> of 9 failed': fc.nat(99).map(String),
	'user <noise> has no cart': fc.nat().map(String),
	'GET /carts/<noise>/items failed': fc.nat().map(String),
	'heap is <noise> MB': fc.tuple(fc.nat(9999), fc.nat(9)).map((parts) => parts.join('.')),
};

describe('noise does not move the fingerprint', () => {
	it.each(Object.entries(noise).map(([template, values]) => ({ template, values })))(
		'$template',
		({ template, values }) => {
			fc.assert(
				fc.property(values, values, (one, two) => {
					const [a, b] = [one, two].map((value) => normalizeError(template.replace('<noise>', value)));
					expect(b).toBe(a);
				}),
				{ numRuns: 300 },
			);
		},
	);

	const plain = [...pairs.same, ...pairs.different]
		.map(({ a }) => a)
		.filter((text) => !/\u001b|\[\d+m/.test(text));

	it('colours at any place', () => {
		const colour = fc.constantFrom('[31m', '[0m', '[1;32m', '[38;5;196m', '[2K').map((code) => ESC + code);
		fc.assert(
			fc.property(fc.constantFrom(...plain), fc.array(fc.tuple(fc.nat(400), colour)), (text, colours) => {
				const coloured = colours
					.map(([at, code]) => [Math.min(at, text.length), code] as const)
					.sort(([a], [b]) => b - a)
					.reduce((into, [at, code]) => into.slice(0, at) + code + into.slice(at), text);
				expect(normalizeError(coloured)).toBe(normalizeError(text));
			}),
			{ numRuns: 500 },
		);
	});

	it('stack and blank lines after the message', () => {
		const frame = fc
			.tuple(fc.constantFrom('render', 'Object.<anonymous>', 'async run'), hex(6), fc.nat(999), fc.nat(99))
			.map(([name, folder, line, column]) => `    at ${name} (/home/ci/${folder}/x.ts:${line}:${column})`);
		const onlyMessages = plain.filter(
			(text) => !/\n\s+at |^Traceback|^E {2}|[-+] Expected/m.test(text) && !saysNothing(text),
		);
		fc.assert(
			fc.property(fc.constantFrom(...onlyMessages), fc.array(frame), (text, frames) => {
				expect(normalizeError(['', text, '', ...frames, ''].join('\n'))).toBe(normalizeError(text));
			}),
			{ numRuns: 500 },
		);
	});
});

/** Whether a message is one of those for which the stack is read. */
function saysNothing(text: string): boolean {
	return GENERIC.some(({ pattern }) => pattern.test(normalizeError(text)));
}

describe('small numbers tell problems apart', () => {
	it.each([
		'expected <n> to equal 200',
		'Request failed with status code <n>',
		'found <n> rows',
		'exit code <n>',
	])('%s', (template) => {
		fc.assert(
			fc.property(fc.nat(599), fc.nat(599), (one, two) => {
				const [a, b] = [one, two].map((n) => normalizeError(template.replace('<n>', String(n))));
				expect(a === b).toBe(one === two);
			}),
		);
	});
});

it('is the same however many other errors came in between', () => {
	const errors = Array.from(
		{ length: 1_000 },
		(_, index) => `found ${index} rows in ${index + 1} s\nOn page one`,
	);
	const expected = errors.map((_, index) => `found ${index} rows in <time>\nOn page one`);

	expect(errors.map((error) => normalizeError(error))).toEqual(expected);
	expect(errors.map((error) => normalizeError(error))).toEqual(expected);
});
