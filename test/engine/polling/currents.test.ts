/** Polling of Currents. */
import { eventsIn, pollingTests } from './support';

const { sandbox, trigger, calls } = pollingTests();

const chosen = (parameters = {}) =>
	trigger({
		platform: 'currents',
		projectId: { __rl: true, mode: 'id', value: sandbox().currents.projectId },
		events: ['RUN_START', 'RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'],
		...parameters,
	});
const created = async (plan = {}) => {
	const { projectId } = sandbox().currents;
	const { run } = await sandbox().control.currents.createRun({ projectId, ...plan });
	return run.runId;
};
const ended = async (
	runId: string,
	outcome: 'passed' | 'failed' | 'timedOut' | 'canceled',
	failures?: number,
) => await sandbox().control.currents.finishRun({ runId, outcome, failures });

test('a run is followed from its start to its end, with one request a poll', async () => {
	const node = chosen({ options: { includeFailures: 5 } });
	expect(await node.activate()).toBeNull();

	const runId = await created({ tags: ['nightly'] });
	expect(eventsIn(await node.tick())).toMatchObject([
		{ event: 'RUN_START', run: { id: runId, verdict: 'pending' } },
	]);

	await sandbox().control.clearCalls();
	expect(await node.tick()).toBeNull();
	expect(await calls()).toEqual(['/projects/shop01/runs limit=50']);

	await ended(runId, 'failed', 2);
	const [event, ...more] = eventsIn(await node.tick());
	expect(more).toEqual([]);
	expect(event).toMatchObject({
		event: 'RUN_FINISH',
		platformEvent: 'RUN_FINISH',
		platform: 'currents',
		occurredAt: expect.any(String),
		run: { id: runId, verdict: 'failed', tags: ['nightly'], counts: { failed: 2 }, failures: [{}, {}] },
	});
	expect(event).not.toHaveProperty('raw');
	expect(await node.tick()).toBeNull();
});

test.each<[string, object, number | null]>([
	['Without Include Failures, 20', {}, 20],
	['With 0, no', { options: { includeFailures: 0 } }, null],
])('%s failures are read', async (_, options, expected) => {
	const node = chosen({ events: ['RUN_FINISH'], ...options });
	await node.activate();
	const runId = await created({ tests: 25 });
	await ended(runId, 'failed', 25);

	const [{ run }] = eventsIn(await node.tick());
	expect(run?.failures?.length ?? null).toBe(expected);
});

test.each([
	[{ events: [] }, "'Trigger On' is empty"],
	[{ events: ['Run Finished'] }, "'Trigger On' has no choice 'Run Finished'"],
	[{ filters: { verdicts: ['Failed'] } }, "'Verdicts' has no choice 'Failed'"],
	[{ options: { includeFailures: -1 } }, "'Include Failures' is not a number from 0 on"],
	[{ options: { includeRaw: 'yes' } }, "'Include Raw Run' is neither true nor false"],
])('%j is refused by label', async (parameters, complaint) => {
	await expect(chosen(parameters).activate()).rejects.toThrow(complaint);
});

test.each([
	['timedOut', 'RUN_TIMEOUT'],
	['canceled', 'RUN_CANCELED'],
] as const)('a run that is %s is the event %s', async (outcome, event) => {
	const node = chosen({ events: [event] });
	await node.activate();
	const runId = await created();
	await ended(runId, outcome);

	expect(eventsIn(await node.tick())).toMatchObject([{ event, run: { id: runId, verdict: 'inconclusive' } }]);
});

test('24: an end has the same key by webhook and by polling, also that of merged groups', async () => {
	const node = chosen({ events: ['RUN_FINISH', 'RUN_CANCELED'] });
	await node.activate();
	for (const [plan, outcome] of [
		[{}, 'failed'],
		[{}, 'canceled'],
	] as const) {
		const runId = await created(plan);
		await ended(runId, outcome);
		const [event] = eventsIn(await node.tick());
		const { parse } = await import('../../../platforms/currents/deliveries');
		const [body] = await sandbox().control.currents.deliveryBodies({
			runId,
			event: event.event as 'RUN_FINISH',
		});
		const delivery = { body, headers: {}, query: {}, rawBody: null, receivedAt: '' };
		expect(parse(delivery, { projectId: 'shop01' }).deliveryKey).toBe(event.deliveryKey);
	}

	const runId = await created({ groups: ['chromium', 'firefox'] });
	await ended(runId, 'failed');
	const [event] = eventsIn(await node.tick());
	const { mergedDeliveryKey } = await import('../../../platforms/currents/deliveries');
	expect(mergedDeliveryKey('RUN_FINISH', event.run!)).toBe(event.deliveryKey);
});

test('filters hold events back, and a changed one applies from then on', async () => {
	const node = chosen({ events: ['RUN_FINISH'], filters: { verdicts: ['failed'], branches: 'main' } });
	await node.activate();
	await ended(await created({ branch: 'feature/x' }), 'failed');
	await ended(await created(), 'passed');
	const red = await created();
	await ended(red, 'failed');

	expect(eventsIn(await node.tick()).map(({ run }) => run?.id)).toEqual([red]);
});

test('what ended before Maximum Age is skipped', async () => {
	const node = chosen({ events: ['RUN_FINISH'], options: { maxAgeMinutes: 10 } });
	await node.activate();
	await ended(await created({ createdAt: new Date(Date.now() - 1).toISOString() }), 'passed');
	expect(await node.tick()).toHaveLength(1);
});

test('a manual test gives the latest run that has ended', async () => {
	const node = chosen({ events: ['RUN_FINISH'], options: { includeRaw: true } });
	const [event] = eventsIn(await node.test());

	expect(event).toMatchObject({
		event: 'RUN_FINISH',
		run: { tags: ['nightly', 'smoke'], verdict: 'passed' },
	});
	expect(event.raw).toMatchObject({ runId: event.run?.id });
	expect(node.stored).toEqual({});
});

test('a manual test without a run says so', async () => {
	const node = chosen({ projectId: { __rl: true, mode: 'id', value: 'docs03' } });

	await expect(node.test()).rejects.toThrow('Currents has no run yet that would start this workflow');
});

test.each([
	[
		'a wrong key',
		{ status: 401 },
		/^Could not list the runs: Currents did not accept the key \(HTTP 401\).*API Keys/,
	],
	['a project that there is not', { status: 404 }, /did not find it \(HTTP 404\)/],
])('%s is said at activation and with each poll', async (_, { status }, words) => {
	const node = chosen();
	await node.activate();
	await sandbox().control.addFault({ platform: 'currents', times: 2, fault: { kind: 'status', status } });

	await expect(node.tick()).rejects.toThrow(words);
	await expect(node.activate()).rejects.toThrow(words);
	expect(await node.tick()).toBeNull();
});

test.each([
	['Trigger On', { events: [] }, "'Trigger On' is empty"],
	['Project', { projectId: { __rl: true, mode: 'id', value: '' } }, "'Project' is empty"],
	['Platform', { platform: 'elsewhere' }, "This node has no 'elsewhere'"],
	[
		'Maximum Age',
		{ options: { maxAgeMinutes: 'soon' } },
		"'Maximum Age (Minutes)' is not a number from 0 on",
	],
])('%s that is not usable is said', async (_, parameters, words) => {
	await expect(chosen(parameters).activate()).rejects.toThrow(words);
});

test('works on an n8n that does not tell how long a poll may take', async () => {
	const node = trigger(
		{
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: sandbox().currents.projectId },
			events: ['RUN_FINISH'],
		},
		{ budgetMs: null },
	);
	await node.activate();
	await ended(await created(), 'passed');

	expect(await node.tick()).toHaveLength(1);
});
