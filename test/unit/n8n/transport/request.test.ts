import type { IExecuteFunctions } from 'n8n-workflow';

import type { Query } from '../../../../n8n/transport/query';
import { budgetOf, sharedBudget } from '../../../../n8n/transport/budget';
import { send, unstoppable } from '../../../../n8n/transport/request';
import type { Call } from '../../../../n8n/transport/contract';
import { contextWith, down, read, service, write, type Step } from './answering';

beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

describe('a request', () => {
	describe('what is sent and what is accepted', () => {
		test('goes to the base URL with path, query and body, and follows no redirect', async () => {
			const { ctx, sent } = contextWith({ statusCode: 200, body: '{"ok":true}' });
			const query: Query = { 'tags[]': ['a', 'b'], none: undefined };

			expect(await send(ctx, service, { ...write, query })).toEqual({ ok: true });
			expect(sent).toEqual([
				{
					method: 'POST',
					url: 'http://127.0.0.1:1/v1/things?tags%5B%5D=a&tags%5B%5D=b',
					body: { a: 1 },
					headers: { accept: 'application/json' },
					timeout: expect.any(Number),
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
				},
			]);
		});

		test.each<[string, unknown, unknown]>([
			['text', '{"a":1}', { a: 1 }],
			['parsed JSON', { a: 1 }, { a: 1 }],
			['nothing', '', null],
			['no body at all', undefined, null],
		])('reads an answer that is %s', async (_, body, expected) => {
			const pick = (json: unknown) => ({ json });

			expect(await send(contextWith({ statusCode: 200, body }).ctx, service, { ...read, pick })).toEqual({
				json: expected,
			});
		});

		test.each<[string, Step, Partial<Call>, string]>([
			['an HTML page', { statusCode: 200, body: '<html>' }, {}, 'could not be read (HTTP 200)'],
			[
				'an answer of another shape',
				{ statusCode: 200, body: '{}' },
				{ pick: () => undefined },
				'could not be read (HTTP 200)',
			],
			[
				'a redirect',
				{ statusCode: 307, headers: { location: 'http://127.0.0.1:2/' } },
				{},
				'a redirect (HTTP 307)',
			],
			[
				'a refusal',
				{ statusCode: 400, body: '{"error":"bad"}' },
				{},
				'did not accept the request (HTTP 400)',
			],
		])('fails on %s', async (_, step, changes, message) => {
			await expect(send(contextWith(step).ctx, service, { ...read, ...changes })).rejects.toThrow(message);
		});

		test('does not take an HTML error page for words of the platform', async () => {
			const words = jest.fn(() => null);
			const { ctx } = contextWith({ statusCode: 400, body: '<!doctype html><title>Bad</title>' });

			await expect(send(ctx, { ...service, errorText: words }, read)).rejects.toMatchObject({
				description: 'Check the parameters of this node.',
			});
			expect(words).toHaveBeenCalledWith(null);
		});

		test.each<[string, string, boolean]>([
			['plain text', 'Accepted', true],
			['a page', '<!doctype html><title>Sign in</title>', false],
			['a page behind a space', '\n <html>', false],
		])('that takes plain text as an answer is given %s', async (_, body, isTaken) => {
			const pick = (json: unknown, text?: string) => ({ json, text });
			const { ctx } = contextWith({ statusCode: 200, body });
			const sending = send(ctx, service, { ...write, plainTextToo: true, pick });

			if (isTaken) expect(await sending).toEqual({ json: null, text: body });
			else await expect(sending).rejects.toThrow('could not be read (HTTP 200)');
		});
	});

	describe('IDs and credentials', () => {
		test('with an ID that leads elsewhere is not sent', async () => {
			const { ctx, sent } = contextWith({ statusCode: 200, body: '{}' });

			await expect(send(ctx, service, { ...write, path: '/things/..' })).rejects.toMatchObject({
				message: "Could not make it: '..' cannot be an ID",
				description: 'Check the ID, and the expression that gives it.',
			});
			expect(sent).toEqual([]);
		});

		test('reads the credential once per item, however many requests there are', async () => {
			const { ctx } = contextWith({ statusCode: 200, body: '{}' });
			const getCredentials = jest.spyOn(ctx, 'getCredentials');

			for (const itemIndex of [0, 0, 1, 0, 1]) await send(ctx, service, read, itemIndex);

			expect(getCredentials.mock.calls).toEqual([
				['exampleApi', 0],
				['exampleApi', 1],
			]);
		});

		test('tells no key in an error, not even one that was entered after the first request', async () => {
			const { ctx } = contextWith(
				{ statusCode: 200, body: '{}' },
				{ statusCode: 403, body: '{"error":"no such key: a-newer-placeholder"}' },
			);
			await send(ctx, service, read);
			jest.spyOn(ctx, 'getCredentials').mockResolvedValue({ apiKey: 'a-newer-placeholder' });

			const error = await send(ctx, service, read).catch((thrown: Error) => thrown);

			expect(error).toMatchObject({ httpCode: '403', description: expect.stringContaining('no such key') });
			expect(JSON.stringify(error)).not.toContain('newer');
		});

		test('tells no part of a key in an error that is plain text, wherever it stands', async () => {
			const plain = { ...service, errorText: String };
			for (let at = 270; at < 310; at++) {
				const body = `${'x'.repeat(at)} a-placeholder-key is unknown`;
				const failing = send(contextWith({ statusCode: 400, body }).ctx, plain, read);
				const error = (await failing.catch((thrown: unknown) => thrown)) as { description: string };
				expect(error.description).toContain('x *** is unknown');
			}
		});

		test('fails before anything is sent when the credential cannot be used', async () => {
			const { ctx, sent } = contextWith({ statusCode: 200, body: {} });
			const baseUrl = () => {
				throw new Error("'Base URL' must begin with http:// or https://");
			};

			await expect(send(ctx, { ...service, baseUrl }, read)).rejects.toThrow(
				"Could not read it: 'Base URL' must begin with http:// or https://",
			);
			expect(sent).toEqual([]);
		});
	});
});

describe('repeating a request', () => {
	const attempts = async (call: Call, ...steps: Step[]) => {
		const { ctx, sent } = contextWith(...steps);
		const outcome = await send(ctx, service, call).then(
			() => 'ok',
			() => 'failed',
		);
		return [outcome, sent.length];
	};
	const ok = { statusCode: 200, body: {} };

	test.each<[string, Call, Step[], string, number]>([
		[
			'a read until it works',
			read,
			[{ statusCode: 503 }, { throws: { code: 'ECONNRESET' } }, { statusCode: 200, body: '<' }, ok],
			'ok',
			4,
		],
		['a read four times at most', read, [{ statusCode: 503 }], 'failed', 4],
		['a read not after 404', read, [{ statusCode: 404 }], 'failed', 1],
		['a read not after 500', read, [{ statusCode: 500 }], 'failed', 1],
		['a write after 429', write, [{ statusCode: 429 }, ok], 'ok', 2],
		['a write that never left', write, [down, ok], 'ok', 2],
		['a write not after 503', write, [{ statusCode: 503 }, ok], 'failed', 1],
		['a write not after a broken connection', write, [{ throws: { code: 'ECONNRESET' } }, ok], 'failed', 1],
		['a write not after an unreadable answer', write, [{ statusCode: 200, body: '<' }, ok], 'failed', 1],
		['nothing that must never be', { ...write, repeat: 'never' }, [{ statusCode: 429 }, ok], 'failed', 1],
		['a POST that only reads', { ...write, repeat: 'reads' }, [{ statusCode: 503 }, ok], 'ok', 2],
		[
			'a read not when asked to wait too long',
			read,
			[{ statusCode: 429, headers: { 'retry-after': '3600' } }, ok],
			'failed',
			1,
		],
	])('%s', async (_, call, steps, outcome, times) => {
		expect(await attempts(call, ...steps)).toEqual([outcome, times]);
	});

	test('never goes past the time that all attempts have together', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(1);
		const { ctx, sent } = contextWith({ statusCode: 503 });

		await expect(send(ctx, service, { ...read, budget: budgetOf(400) })).rejects.toThrow('(HTTP 503)');
		expect(sent).toHaveLength(1);
	});

	describe('waits for as long as the platform asks', () => {
		beforeEach(() => void jest.useFakeTimers());
		afterEach(() => void jest.useRealTimers());

		test.each<[string, () => Call]>([
			['a read', () => read],
			['a write', () => write],
			// The budget counts from when it is made, so it is made inside of the test.
			['a read behind a delivery, whose own time is shorter', () => ({ ...read, budget: budgetOf(20_000) })],
		])('%s, a minute and a little more', async (_, makeCall) => {
			const { ctx, sent } = contextWith({ statusCode: 429, headers: { 'retry-after': '62' } }, ok);
			const sending = send(ctx, service, makeCall());
			await jest.advanceTimersByTimeAsync(61_900);
			expect(sent).toHaveLength(1);
			await jest.advanceTimersByTimeAsync(200);

			expect(await sending).toEqual({});
			expect(sent).toHaveLength(2);
			expect(sent[1]!.timeout).toBeGreaterThan(19_000);
		});

		test('a minute, and not one more', async () => {
			const { ctx, sent } = contextWith({ statusCode: 429, headers: { 'retry-after': '60' } });
			const sending = send(ctx, service, read).catch((error: Error) => error);
			await jest.advanceTimersByTimeAsync(60_100);

			expect(await sending).toMatchObject({ description: 'Try again in 60 seconds.' });
			expect(sent).toHaveLength(2);
		});

		test('but not a person who has opened a list, nor an agent', async () => {
			const { ctx, sent } = contextWith({ statusCode: 429, headers: { 'retry-after': '60' } });
			const list = Object.assign(Object.create(ctx) as IExecuteFunctions, {
				getCurrentNodeParameter: () => null,
			});
			const tool = Object.assign(Object.create(ctx) as IExecuteFunctions, { isToolExecution: () => true });

			for (const hurried of [list, tool]) {
				await expect(send(hurried, service, read)).rejects.toMatchObject({
					description: 'Try again in 60 seconds.',
				});
			}
			expect(sent).toHaveLength(2);
		});
	});

	test.each([
		[undefined, 30_000],
		[20_000, 20_000],
		[90_000, 30_000],
	])('with %j milliseconds for all, one attempt waits %d at most', async (totalMs, longest) => {
		const { ctx, sent } = contextWith(ok);

		await send(ctx, service, { ...read, budget: sharedBudget(totalMs) });

		expect(sent[0]!.timeout).toBeLessThanOrEqual(longest);
		expect(sent[0]!.timeout).toBeGreaterThan(0);
	});

	test('but one that is slow takes all of the time', async () => {
		const { ctx, sent } = contextWith(ok);

		await send(ctx, service, { ...read, slow: true, budget: sharedBudget(90_000) });

		expect(sent[0]!.timeout).toBeGreaterThan(80_000);
	});

	test('ends when the execution is stopped during the pause', async () => {
		const { ctx, sent, stop } = contextWith({ statusCode: 429, headers: { 'retry-after': '50' } });
		const sending = send(ctx, service, read);
		while (sent.length === 0) await new Promise(setImmediate);
		stop.abort();

		await expect(sending).rejects.toThrow('Could not read it: the execution was stopped');
		expect(sent).toHaveLength(1);
	});

	test('ends when the execution is stopped during the request', async () => {
		const { ctx, sent, stop } = contextWith({ throws: { code: 'ERR_CANCELED' } });
		stop.abort();

		await expect(send(ctx, service, write)).rejects.toMatchObject({
			message: 'Could not make it: the execution was stopped',
			description: expect.stringContaining('look there before you try again'),
		});
		expect(sent).toHaveLength(1);
	});

	test('goes on after the execution was stopped, in a context made for that', async () => {
		const { ctx, sent, stop } = contextWith({ statusCode: 429 }, { statusCode: 200, body: '{}' });
		stop.abort();

		expect(await send(unstoppable(ctx), service, write)).toEqual({});
		expect(sent).toHaveLength(2);
	});
});
