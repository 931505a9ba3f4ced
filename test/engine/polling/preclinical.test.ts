/** Polling of both flavours of Preclinical. */
import { credentialsFor } from '../support';
import { eventsIn, pollingTests } from './support';

const { sandbox, trigger, calls } = pollingTests();

const FLAVOURS = ['preclinical', 'preclinicalOss'] as const;

describe.each(FLAVOURS)('%s', (flavour) => {
	const control = () => sandbox().control[flavour];
	const chosen = (parameters = {}) => {
		const credentials = credentialsFor(sandbox());
		if (flavour === 'preclinicalOss') {
			const { baseUrl } = sandbox().preclinicalOss;
			credentials.testRunPreclinicalApi = { flavour: 'selfHosted', apiKey: '', baseUrl };
		}
		return trigger(
			{ platform: 'preclinical', events: ['RUN_FINISH', 'RUN_CANCELED'], ...parameters },
			{ credentials },
		);
	};

	test.each(['newestFirst', 'oldestFirst'] as const)(
		'a run is followed to its end in a list that is %s',
		async (runOrder) => {
			await sandbox().control.setVariants({ [flavour]: { runOrder } });
			const node = chosen({ options: { includeFailures: 5 } });
			expect(await node.activate()).toBeNull();
			const run = await control().createRun({});
			await sandbox().control.clearCalls();
			expect(await node.tick()).toBeNull();
			expect(await calls()).toHaveLength(1);

			await control().finishRun({ runId: run.id, outcome: 'completed', failures: 2 });
			expect(eventsIn(await node.tick())).toMatchObject([
				{
					event: 'RUN_FINISH',
					platformEvent: 'test_run_completed',
					deliveryKey: `preclinical:${run.agent_id}:RUN_FINISH:${run.id}`,
					run: { id: run.id, verdict: 'failed', failures: [{}, {}] },
				},
			]);
			expect(await node.tick()).toBeNull();
		},
	);

	test('only the runs of the agent are of interest', async () => {
		const [first, second] = await control().agents();
		const node = chosen({ scope: 'agent', agentId: { __rl: true, mode: 'id', value: second.id } });
		await node.activate();
		for (const { id: agentId } of [first, second]) {
			const { id: runId } = await control().createRun({ agentId });
			await control().finishRun({ runId, outcome: 'canceled' });
		}

		expect(eventsIn(await node.tick())).toMatchObject([
			{ event: 'RUN_CANCELED', run: { project: { id: second.id } } },
		]);
	});

	test('a run that is left running has ended once its scenarios have', async () => {
		const node = chosen();
		await node.activate();
		const { id: runId } = await control().createRun({});
		await node.tick();
		await control().endScenarios({ runId, failures: 1 });
		expect(await node.tick()).toBeNull();

		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 40 * 60_000);
		const events = eventsIn(await node.tick());
		clock.mockRestore();
		expect(events).toMatchObject([{ event: 'RUN_FINISH', run: { id: runId, verdict: 'failed' } }]);
		expect(events[0].run?.doubt).toMatch(/all its scenarios have ended/);
		expect(await node.tick()).toBeNull();
	});
});

test('24: an end has the same key by webhook and by polling', async () => {
	const node = trigger({ platform: 'preclinical', events: ['RUN_FINISH'] });
	await node.activate();
	const { control } = sandbox();
	const { id: runId } = await control.preclinical.createRun({});
	await control.preclinical.finishRun({ runId, outcome: 'completed' });
	const [event] = eventsIn(await node.tick());
	const { parse } = await import('../../../platforms/preclinical/deliveries');
	const body = await control.preclinical.deliveryBody({ runId });
	const delivery = { body, headers: {}, query: {}, rawBody: null, receivedAt: '' };
	expect(parse(delivery, {}).deliveryKey).toBe(event.deliveryKey);
});
