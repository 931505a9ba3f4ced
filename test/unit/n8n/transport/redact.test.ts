import * as fc from 'fast-check';

import { redact, redactJson, secretsOf } from '../../../../n8n/transport/redact';

describe('secretsOf', () => {
	test.each([
		['a key', { key: ' a-placeholder-key ' }, ['a-placeholder-key']],
		['a field that is not set', {}, ['']],
		['a number', { key: 12345678 }, ['12345678']],
		[
			'a URL, with its last part',
			{ key: 'https://example.com/hooks/secret-part/?a=1#b' },
			['https://example.com/hooks/secret-part/?a=1#b', 'secret-part'],
		],
		['a URL without a path', { key: 'https://example.com' }, ['https://example.com', 'example.com']],
	])('takes %s', (_, credentials, expected) => {
		expect(secretsOf(credentials, ['key'])).toEqual(expected);
	});

	test('takes the named fields alone', () => {
		expect(secretsOf({ apiKey: 'a-placeholder-key', baseUrl: 'x' }, ['apiKey'])).toEqual([
			'a-placeholder-key',
		]);
	});
});

describe('redact', () => {
	test.each([
		['a secret', 'key a-secret!', ['a-secret'], 'key ***!'],
		['each time it appears', 'abcd abcd', ['abcd'], '*** ***'],
		['it percent-encoded', 'u=a%2Fb%20c', ['a/b c'], 'u=***'],
		['several', 'one-1 two-2', ['one-1', 'two-2'], '*** ***'],
		['what looks like a pattern', 'a.*b axxb', ['a.*b'], '*** axxb'],
		['it as JSON escapes it', 'got {"key":"a\\"b\\nc"}', ['a"b\nc'], 'got {"key":"***"}'],
		['half a surrogate pair', 'key \ud800abc', ['\ud800abc'], 'key ***'],
		['the longer of two that overlap', 'Token abcdefgh', ['abcd', 'abcdefgh'], 'Token ***'],
	])('masks %s', (_, text, secrets, expected) => {
		expect(redact(text, secrets)).toBe(expected);
	});

	test.each([
		['no secret', 'text', []],
		['one that is empty', 'text', ['']],
		['one so short that words would suffer', 'a test', ['a', 'tes']],
		['a word that protects nothing', 'true or null', ['true', 'null']],
	])('leaves the text for %s', (_, text, secrets) => {
		expect(redact(text, secrets)).toBe(text);
	});

	test('leaves nothing of any secret', () => {
		const secret = fc.string({ minLength: 4, unit: 'grapheme-ascii' }).filter((text) => !text.includes('*'));
		fc.assert(
			fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.string(), (secrets, around) => {
				const text = secrets.map((one) => `${around}${one} ${encodeURIComponent(one)}`).join('');
				const cleaned = redact(text, secrets);
				for (const one of secrets) expect(cleaned.includes(one)).toBe(false);
			}),
		);
	});
});

describe('redactJson', () => {
	test('masks texts alone, however deep, and leaves names and all other values', () => {
		const json = { active: true, none: null, port: 12345, deep: [{ note: 'is a-"secret"', 12345: 'b' }] };

		expect(redactJson(json, ['active', '12345', 'a-"secret"'])).toEqual({
			...json,
			deep: [{ note: 'is ***', 12345: 'b' }],
		});
	});

	test.each(['true', 'null', '{}', '":"', 'a"b'])('returns JSON with the secret %s', (secret) => {
		const json = { active: true, none: null, empty: {}, text: `x ${secret}` };

		expect(redactJson(json, [secret])).toMatchObject({ active: true, none: null, empty: {} });
	});
});
