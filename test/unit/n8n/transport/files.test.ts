/** Responses that are files, error statuses that are answers, and secrets in a request. */
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { send } from '../../../../n8n/transport/request';
import type { Call, FileContent } from '../../../../n8n/transport/contract';
import { contextWith, read, service, write, type Step } from './answering';

beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

describe('a file', () => {
	const stored: string[] = [];
	const store = async (content: FileContent) => {
		let text = '';
		for await (const part of content) text += String(part);
		stored.push(text);
		return text.length;
	};
	const download: Call<number> = {
		...{ purpose: 'get it', method: 'GET', path: '/file', pick: () => undefined },
		file: { mediaType: 'text/csv', store },
	};
	const csv = { 'content-type': 'text/csv; charset=utf-8' };
	const answer = (statusCode: number, headers: Record<string, string>, ...parts: string[]): Step => ({
		...{ statusCode, headers },
		body: Readable.from(parts),
	});
	beforeEach(() => void stored.splice(0));

	test('is passed on as it arrives', async () => {
		const { ctx, sent } = contextWith(answer(200, csv, 'a,b\n', '1,2\n'));

		expect(await send(ctx, service, download)).toBe(8);
		expect(stored).toEqual(['a,b\n1,2\n']);
		expect(sent).toMatchObject([{ encoding: 'stream', headers: { accept: 'text/csv' } }]);
	});

	test.each<[string, Step, string]>([
		['a page', answer(200, { 'content-type': 'text/html' }, '<html>'), 'could not be read (HTTP 200)'],
		['no media type', answer(200, {}, 'a,b'), 'could not be read (HTTP 200)'],
		['a redirect', answer(302, { location: 'http://127.0.0.1:2/' }), 'a redirect (HTTP 302)'],
		['an error', answer(404, csv, '{"error":"gone"}'), 'did not find it (HTTP 404)'],
	])('is not what comes as %s', async (_, step, message) => {
		const body = step as { body: Readable };
		const parts = await body.body.toArray();
		// Each attempt gets a body of its own.
		const { ctx } = contextWith(...[1, 2, 3, 4].map(() => ({ ...step, body: Readable.from(parts) })));

		await expect(send(ctx, service, download)).rejects.toThrow(message);
		expect(stored).toEqual([]);
	});

	test('of which an error came has its words', async () => {
		const { ctx } = contextWith(answer(400, {}, '{"error":', '"no such run"}'));

		await expect(send(ctx, service, download)).rejects.toMatchObject({
			description: expect.stringContaining('Example says: "no such run"'),
		});
	});

	test('whose transfer breaks off is asked for again', async () => {
		const broken = new Readable({ read: () => void broken.destroy(new Error('aborted')) });
		const { ctx, sent } = contextWith({ statusCode: 200, headers: csv, body: broken }, answer(200, csv, 'a'));

		expect(await send(ctx, service, download)).toBe(1);
		expect(sent).toHaveLength(2);
	});

	test.each<[string, (content: FileContent) => Promise<number>]>([
		['at once', async () => await Promise.reject(new Error('No space left'))],
		[
			'on the way',
			async (content) => {
				const full = new Writable({ write: (_part, _encoding, done) => done(new Error('No space left')) });
				await pipeline(content, full);
				return 0;
			},
		],
	])('that cannot be stored is an error of its own, and not asked for again (%s)', async (_, failing) => {
		const body = Readable.from(['a', 'b', 'c']);
		const { ctx, sent } = contextWith({ statusCode: 200, headers: csv, body });
		const file = { mediaType: 'text/csv', store: failing };

		await expect(send(ctx, service, { ...download, file })).rejects.toThrow(/^No space left$/);
		expect(sent).toHaveLength(1);
		expect(body.destroyed).toBe(true);
	});

	test('whose transfer breaks off while it is stored is asked for again', async () => {
		async function* halved() {
			yield 'a';
			throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
		}
		const steps = [1, 2, 3, 4].map(() => ({ statusCode: 200, headers: csv, body: Readable.from(halved()) }));
		const { ctx, sent } = contextWith(...steps);
		const file = {
			mediaType: 'text/csv',
			store: async (content: FileContent) => {
				await pipeline(content, new Writable({ write: (_part, _encoding, done) => done() }));
				throw new Error('not reached');
			},
		};

		await expect(send(ctx, service, { ...download, file })).rejects.toThrow(/it closed the connection/);
		expect(sent).toHaveLength(4);
	});
});

describe('an error status that is an answer', () => {
	const health: Call = {
		...read,
		answersToo: [503],
		pick: (json) => (json as { status?: string } | null)?.status,
	};

	test('is read when it has the shape, and not repeated', async () => {
		const { ctx, sent } = contextWith({ statusCode: 503, body: '{"status":"error"}' });

		expect(await send(ctx, service, health)).toBe('error');
		expect(sent).toHaveLength(1);
	});

	test.each([
		['another shape', 503, '{"error":"down"}'],
		['a page', 503, '<html>'],
		['another status', 500, '{"status":"error"}'],
	])('is an error with %s', async (_, statusCode, body) => {
		await expect(send(contextWith({ statusCode, body }).ctx, service, health)).rejects.toThrow(
			`(HTTP ${statusCode})`,
		);
	});
});

test('secrets of a request are masked in its errors', async () => {
	const { ctx } = contextWith({ statusCode: 400, body: '{"error":"bad placeholder-one"}' });

	await expect(send(ctx, service, { ...write, secrets: ['placeholder-one'] })).rejects.toMatchObject({
		description: expect.stringContaining('bad ***'),
	});
});
