import crypto from 'node:crypto';
import * as fc from 'fast-check';

import { platforms } from '../../../../platforms';
import { isSigned } from '../../../../n8n/webhooks/hmac';
import { sameSecret } from '../../../../n8n/webhooks/secrets';

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

	test.each([[['abc']], [{ toString: () => 'abc' }], [Buffer.from('abc')], [1], [true], [null]])(
		'what is no text is no secret: %j',
		(given) => {
			expect(sameSecret(given, 'abc')).toBe(false);
			expect(sameSecret(given, String(given))).toBe(false);
		},
	);

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

describe('the comparison is constant-time by construction', () => {
	afterEach(() => jest.restoreAllMocks());

	/** What is compared for a given text: pairs of bytes. */
	function compared(compare: () => boolean): Array<[Buffer, Buffer]> {
		const spy = jest.spyOn(crypto, 'timingSafeEqual');
		compare();
		const pairs = spy.mock.calls.map(([a, b]) => [a, b] as [Buffer, Buffer]);
		spy.mockRestore();
		return pairs;
	}

	const expected = 'a-placeholder-secret';
	const attempts = [
		'a',
		'a-placeholder-secreT',
		'b-placeholder-secret',
		expected,
		'x'.repeat(10_000),
		'\0',
	].map((text) => [text.slice(0, 30), text] as const);

	test.each(attempts)('two digests of one length are compared as a whole, whatever is given: %j', (given) => {
		const pairs = compared(() => sameSecret(given, expected));

		expect(pairs).toHaveLength(1);
		for (const bytes of pairs[0]!) expect(bytes).toHaveLength(32);
		expect(pairs[0]![1]).toEqual(crypto.createHash('sha256').update(expected).digest());
	});

	test.each(attempts)('a signature is compared in the same way, once: %j', (_, given) => {
		const signature = { header: 'x', algorithm: 'sha1', encoding: 'hex', secret: expected } as const;
		const pairs = compared(() => isSigned(Buffer.from('{}'), given, signature));

		expect(pairs).toHaveLength(1);
		for (const bytes of pairs[0]!) expect(bytes).toHaveLength(32);
	});

	test.each(platforms)('$id knows its sender by that comparison, or by reading the run', async (platform) => {
		const { verify, readVerifies, registrar } = await platform.deliveries();
		const wrong = 'a-wrong-placeholder';
		const delivery = {
			headers: { 'x-test-runs-secret': wrong, 'x-qase-secret': wrong, 'x-clix-signature': wrong },
			query: { token: wrong },
			rawBody: Buffer.from('{}'),
			body: {},
			receivedAt: new Date().toISOString(),
		};
		const pairs = compared(() => verify(delivery, { secret: expected, maxAgeMs: null }).ok);

		expect(pairs.length > 0).toBe(!readVerifies || registrar !== undefined);
		for (const bytes of pairs.flat()) expect(bytes).toHaveLength(32);
	});
});
