import { NodeApiError } from 'n8n-workflow';
import { deliver, hooks } from './index';
import { useToys } from './toy-setup';

const toys = useToys();

describe('the lifecycle of a webhook', () => {
	const WEBHOOK_ID = '00000000-0000-4000-8000-000000000001';
	const address = { baseUrl: 'https://n8n.example.com', webhookId: WEBHOOK_ID };

	beforeEach(() => {
		toys.service.answers['/hooks'] = () => ({ body: { ok: true } });
	});

	const calls = () => toys.service.seen.map(({ method, body }) => [method, JSON.parse(body) as unknown]);

	test('creates once over activation and restarts, and deletes', async () => {
		const lifecycle = hooks({ ...toys.trigger(), ...address });
		const webhookUrl = `https://n8n.example.com/webhook/${WEBHOOK_ID}/webhook`;
		await lifecycle.activate();
		await lifecycle.restart();

		expect(lifecycle.webhookUrl).toBe(webhookUrl);
		expect(lifecycle.staticData).toEqual({ id: 'hook-1' });
		expect(calls()).toEqual([['PUT', { webhookUrl }]]);
		expect(await lifecycle.deactivate()).toBeNull();
		expect(calls()[1]).toEqual(['DELETE', { id: 'hook-1' }]);
	});

	test('uses the test URL and starts empty in test mode', async () => {
		const lifecycle = hooks({ ...toys.trigger(), ...address, mode: 'test', staticData: { id: 'old' } });
		await lifecycle.activate();

		expect(lifecycle.webhookUrl).toBe(`https://n8n.example.com/webhook-test/${WEBHOOK_ID}/webhook`);
		expect(calls()).toEqual([['PUT', { webhookUrl: lifecycle.webhookUrl }]]);
	});

	test('forgets static data when create throws, and cleans up without it', async () => {
		toys.service.answers['/hooks'] = ({ method }) => ({ status: method === 'PUT' ? 500 : 200, body: {} });
		const lifecycle = hooks({ ...toys.trigger(), ...address });

		await expect(lifecycle.activate()).rejects.toBeInstanceOf(NodeApiError);
		expect(lifecycle.staticData).toEqual({});
		expect(calls().map(([method]) => method)).toEqual(['PUT', 'DELETE']);
		expect(calls()[1]?.[1]).toEqual({});
	});

	test('cleans up with what create remembered when a test registration fails', async () => {
		toys.service.answers['/hooks'] = ({ method }) => ({ status: method === 'PUT' ? 500 : 200, body: {} });
		const lifecycle = hooks({ ...toys.trigger(), ...address, mode: 'test' });

		await expect(lifecycle.activate()).rejects.toBeInstanceOf(NodeApiError);
		expect(calls()[1]).toEqual(['DELETE', { id: 'hook-1' }]);
	});

	test('reports a failing deactivation instead of throwing', async () => {
		delete toys.service.answers['/hooks'];
		const lifecycle = hooks({ ...toys.trigger(), ...address });

		expect(await lifecycle.deactivate()).toBeInstanceOf(NodeApiError);
		await expect(lifecycle.delete()).rejects.toBeInstanceOf(NodeApiError);
	});

	test('calls single methods and hands static data to a delivery', async () => {
		const lifecycle = hooks({ ...toys.trigger(), ...address });
		expect(await lifecycle.checkExists()).toBe(false);
		expect(await lifecycle.create()).toBe(true);
		expect(await lifecycle.checkExists()).toBe(true);

		const delivery = await deliver({
			...toys.trigger(),
			staticData: lifecycle.staticData,
			body: '{"answer":"quiet"}',
		});
		expect(delivery.staticDataAfter).toEqual({ id: 'hook-1', last: 'quiet' });
	});
});
