/** Polling of Qase. */
import { eventsIn, pollingTests } from './support';

const { sandbox, trigger, calls } = pollingTests();

const chosen = (parameters = {}) =>
	trigger({
		platform: 'qase',
		projectCode: { __rl: true, mode: 'code', value: 'SHOP' },
		events: ['RUN_START', 'RUN_FINISH', 'RUN_CANCELED'],
		...parameters,
	});
const created = async () => {
	const { run } = await sandbox().control.qase.createRun({ project: 'SHOP', title: 'Release' });
	return run.id;
};

test('a run is followed from its start to its end, with one request a poll', async () => {
	const node = chosen({ options: { includeFailures: 5 } });
	expect(await node.activate()).toBeNull();

	const runId = await created();
	expect(eventsIn(await node.tick())).toMatchObject([
		{ event: 'RUN_START', platformEvent: 'run.started', run: { id: String(runId), name: 'Release' } },
	]);

	await sandbox().control.clearCalls();
	expect(await node.tick()).toBeNull();
	expect(await calls()).toEqual([expect.stringMatching(/^\/v1\/run\/SHOP limit=100 offset=0$/)]);

	await sandbox().control.qase.finishRun({ project: 'SHOP', runId, outcome: 'failed', failures: 2 });
	expect(eventsIn(await node.tick())).toMatchObject([
		{
			event: 'RUN_FINISH',
			platformEvent: 'run.completed',
			deliveryKey: `qase:SHOP:RUN_FINISH:${runId}`,
			run: { id: String(runId), key: `qase:SHOP:${runId}`, verdict: 'failed', failures: [{}, {}] },
		},
	]);
	expect(await node.tick()).toBeNull();
});

test('24: an end has the same key by webhook and by polling', async () => {
	const node = chosen({ events: ['RUN_FINISH', 'RUN_CANCELED'] });
	await node.activate();
	const { parse } = await import('../../../platforms/qase/deliveries');
	for (const [outcome, name] of [
		['passed', 'run.completed'],
		['aborted', 'run.aborted'],
	] as const) {
		const runId = await created();
		await sandbox().control.qase.finishRun({ project: 'SHOP', runId, outcome });
		const [event] = eventsIn(await node.tick());
		const body = await sandbox().control.qase.deliveryBody({ project: 'SHOP', runId, event: name });
		const delivery = { body, headers: {}, query: {}, rawBody: null, receivedAt: '' };
		expect(parse(delivery, {}).deliveryKey).toBe(event.deliveryKey);
	}
});

test('a run that is deleted is not followed any more', async () => {
	const node = chosen();
	await node.activate();
	const runId = await created();
	await node.tick();
	await sandbox().control.qase.deleteRun({ project: 'SHOP', runId });
	for (let polls = 0; polls < 3; polls++) expect(await node.tick()).toBeNull();

	await sandbox().control.clearCalls();
	await node.tick();
	expect(await calls()).toHaveLength(1);
});

test('a manual test gives the latest run that has ended', async () => {
	expect(eventsIn(await chosen({ events: ['RUN_FINISH'] }).test())).toMatchObject([{ event: 'RUN_FINISH' }]);
});
