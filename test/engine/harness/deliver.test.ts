import { gzipSync } from 'node:zlib';
import { deliver, listen, sendRequest, startDelivery } from './index';
import { useToys } from './toy-setup';

const toys = useToys();

describe('delivering to a trigger', () => {
	const send = async (answer: string) =>
		await deliver({ ...toys.trigger(), body: JSON.stringify({ answer, n: 1 }) });

	describe('the answer', () => {
		test('starts the workflow and answers for the node', async () => {
			const delivery = await send('start');

			expect(delivery).toMatchObject({ status: 200, body: { message: 'Workflow was started' } });
			expect(delivery.items).toEqual([{ json: { answer: 'start', n: 1 } }]);
			expect(delivery.answeredBeforeReturn).toBe(false);
			expect(delivery.staticDataAfter).toEqual({});
		});

		test('answers without starting the workflow, and keeps static data', async () => {
			const quiet = await send('quiet');
			expect(quiet).toMatchObject({ status: 200, body: { message: 'Webhook call received' }, items: null });
			expect(quiet.staticDataAfter).toEqual({ last: 'quiet' });

			const own = await send('ownBody');
			expect(own).toMatchObject({ body: { raw: '{"answer":"ownBody","n":1}' }, items: null });
		});

		test("gives the node's own answer", async () => {
			const refused = await send('refuse');

			expect(refused).toMatchObject({ status: 401, text: 'Unauthorized', items: null });
			expect(refused.answeredBeforeReturn).toBe(true);
		});

		test('hands over the answer before webhook() has settled', async () => {
			const { answer, finished } = await startDelivery({ ...toys.trigger(), body: '{"answer":"early"}' });

			expect(await answer).toMatchObject({ status: 202, body: { accepted: true } });
			const delivery = await finished;
			expect(delivery.answeredBeforeReturn).toBe(true);
			expect(delivery.items).toEqual([{ json: { answer: 'early' } }]);
			expect(delivery.staticDataAfter).toEqual({ last: 'early' });
		});

		test('answers 500 when webhook() throws', async () => {
			const delivery = await send('throw');

			expect(delivery).toMatchObject({ status: 500, items: null });
			expect(delivery.body).toEqual({
				code: 0,
				message: 'Workflow Webhook Error: Workflow could not be started!',
			});
			expect(delivery.error?.message).toBe('The webhook went wrong');
			expect(delivery.staticDataAfter).toEqual({});
		});

		test('fails when n8n would answer twice or never', async () => {
			await expect(send('twice')).rejects.toThrow('second time');
			await expect(send('never')).rejects.toThrow('no answer');
		});
	});

	describe('what the node is given', () => {
		test('refuses broken JSON before the node is called', async () => {
			const delivery = await deliver({ ...toys.trigger(), body: '{"answer":' });

			expect(delivery).toMatchObject({
				status: 422,
				items: null,
				body: { code: 422, message: 'Failed to parse request body' },
				staticDataAfter: {},
			});
		});

		test('answers 404 for a method the webhook does not have', async () => {
			expect(await deliver({ ...toys.trigger(), method: 'GET' })).toMatchObject({ status: 404, items: null });
		});

		test.each([
			['compressed', { headers: { 'content-encoding': 'gzip' }, body: gzipSync('{"n":1}') }],
			['with a byte order mark', { body: '\uFEFF{"n":1}' }],
			['with a charset', { headers: { 'content-type': 'application/json; charset=UTF-8' }, body: '{"n":1}' }],
		])('reads JSON %s', async (_, request) => {
			const delivery = await deliver({ ...toys.trigger(), query: { answer: 'ownBody' }, ...request });

			expect(delivery.body).toEqual({ raw: expect.stringContaining('{"n":1}'), parsed: { n: 1 } });
		});

		test.each([
			['a form', 'application/x-www-form-urlencoded', 'n=1', { raw: 'n=1', parsed: { n: '1' } }],
			['text', 'text/plain', 'n=1', { raw: 'n=1', parsed: 'n=1' }],
			['an unknown type', 'application/octet-stream', 'n=1', { raw: 'n=1', parsed: null }],
			['a multipart body', 'multipart/form-data; boundary=x', '--x--', { raw: null, parsed: null }],
			['no type', undefined, '{"n":1}', { raw: '{"n":1}', parsed: null }],
		])('reads %s', async (_, type, body, expected) => {
			const request = { headers: { 'content-type': type }, body, query: { answer: 'ownBody' } };

			expect((await deliver({ ...toys.trigger(), ...request })).body).toEqual(expected);
		});

		test('can take the raw body away', async () => {
			const delivery = await deliver({ ...toys.trigger(), body: '{"answer":"ownBody"}', dropRawBody: true });

			expect(delivery.body).toEqual({ raw: null, parsed: { answer: 'ownBody' } });
		});

		test('takes deliveries of other servers until stopped', async () => {
			const listener = listen({ ...toys.trigger(), instance: toys.instance });
			const next = listener.next();
			const answer = await sendRequest(listener.webhookUrl, { body: '{"answer":"quiet"}' });

			expect(answer.status).toBe(200);
			expect((await next).items).toBeNull();
			expect(listener.deliveries).toHaveLength(1);
			expect(listener.staticData()).toEqual({ last: 'quiet' });
			listener.stop();
			expect(await sendRequest(listener.webhookUrl, { body: '{}' })).toMatchObject({ status: 404 });
		});
	});
});
