/** The sandbox's Currents: webhooks and their deliveries. */
import { sandboxCurrentsForTests } from './sandboxCurrentsForTests';

const { sandbox, receiverUrl, received, call, hook } = sandboxCurrentsForTests();

describe('are kept and called', () => {
	it('lives through create, list, get, update and delete', async () => {
		const created = await call('POST', '/webhooks?projectId=shop01', hook());
		expect(created.status).toBe(201);
		const { hookId } = created.json.data as { hookId: string };
		expect((await call('GET', '/webhooks?projectId=shop01')).json.data).toEqual([created.json.data]);
		expect((await call('GET', '/webhooks?projectId=mobl02')).json.data).toEqual([]);
		const updated = await call('PUT', `/webhooks/${hookId}`, { label: null, hookEvents: ['RUN_START'] });
		expect(updated.json.data).toMatchObject({
			hookId,
			label: null,
			hookEvents: ['RUN_START'],
			url: receiverUrl(),
		});
		expect((await call('GET', `/webhooks/${hookId}`)).json.data).toEqual(updated.json.data);
		expect((await call('DELETE', `/webhooks/${hookId}`)).json.data).toEqual({
			hookId,
			projectId: 'shop01',
		});
		expect((await call('DELETE', `/webhooks/${hookId}`)).status).toBe(404);
		expect(await sandbox().control.violations()).toEqual([]);
	});

	it('delivers the subscribed events with the own headers, and logs the answer', async () => {
		await call('POST', '/webhooks?projectId=shop01', hook());
		const { createRun, finishRun } = sandbox().control.currents;
		const { run, deliveries } = await createRun({
			projectId: 'shop01',
			tags: ['smoke'],
			ciBuildId: 'build-7',
		});
		expect(deliveries).toEqual([]);
		await finishRun({ runId: run.runId, outcome: 'failed', failures: 3 });
		expect(received()).toHaveLength(1);
		const [{ headers, body }] = received();
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'x-webhook-secret': 'placeholder',
		});
		expect(headers['x-timestamp']).toMatch(/^\d{13}$/);
		expect(Object.keys(body).sort()).toEqual([
			'buildId',
			'commit',
			'event',
			'failures',
			'flaky',
			'overall',
			'passes',
			'pending',
			'retries',
			'runUrl',
			'skipped',
			'tags',
		]);
		expect(body).toMatchObject({
			event: 'RUN_FINISH',
			runUrl: `https://app.currents.dev/run/${run.runId}`,
			buildId: 'build-7',
			failures: 3,
			overall: 12,
		});
		const [logged] = await sandbox().control.deliveries({ platform: 'currents' });
		expect(logged.attempts).toMatchObject([{ status: 202, answer: 'taken', error: null }]);
	});
});

describe('deliveries of groups, again and to loopback', () => {
	it('delivers once per group, while the run goes on until its last group', async () => {
		await call('POST', '/webhooks?projectId=shop01', hook());
		const { createRun, finishRun } = sandbox().control.currents;
		const { run } = await createRun({ projectId: 'shop01', groups: ['chromium', 'firefox'] });
		const first = await finishRun({ runId: run.runId, outcome: 'passed', group: 'firefox' });
		expect(first.run.completionState).toBe('IN_PROGRESS');
		const last = await finishRun({ runId: run.runId, outcome: 'failed' });
		expect(last.run.completionState).toBe('COMPLETE');
		expect(received().map(({ body }) => [body.groupId, body.failures])).toEqual([
			['firefox', 0],
			['chromium', 1],
		]);
	});

	it('sends a delivery again with other headers, also all at once', async () => {
		await call('POST', '/webhooks?projectId=shop01', hook());
		const { createRun, finishRun } = sandbox().control.currents;
		const { run } = await createRun({ projectId: 'shop01' });
		const { deliveries } = await finishRun({ runId: run.runId, outcome: 'passed' });
		const headers = { 'x-timestamp': '5', 'X-Webhook-Secret': null };
		const again = await sandbox().control.redeliver({
			id: deliveries[0].id,
			times: 20,
			parallel: true,
			headers,
		});
		expect(again).toHaveLength(20);
		expect(received()).toHaveLength(21);
		expect(
			received()
				.slice(1)
				.every(({ body }) => JSON.stringify(body) === JSON.stringify(received()[0].body)),
		).toBe(true);
		expect(received()[20].headers['x-timestamp']).toBe('5');
		expect(received()[20].headers).not.toHaveProperty('x-webhook-secret');
	});

	it('reaches loopback addresses alone, and survives headers that cannot be sent', async () => {
		const { addWebhook, createRun, finishRun } = sandbox().control.currents;
		const shared = { projectId: 'shop01', hookEvents: ['RUN_FINISH' as const] };
		await addWebhook({ ...shared, url: 'https://n8n.example.com/hook' });
		await addWebhook({ ...shared, url: receiverUrl(), headers: JSON.stringify({ 'bad name': 'x' }) });
		const { run } = await createRun({ projectId: 'shop01' });
		const { deliveries } = await finishRun({ runId: run.runId, outcome: 'passed' });
		expect(deliveries.map(({ attempts }) => attempts[0].error)).toEqual([
			'not sent: n8n.example.com is not a loopback address',
			expect.stringContaining('bad name'),
		]);
		expect(received()).toEqual([]);
	});
});
