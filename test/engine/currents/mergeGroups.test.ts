import * as n8n from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { hooks, listen, startInstance, type Instance, type Listener } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

const sandbox = sandboxForTests();
let instance: Instance;

beforeAll(async () => {
	instance = await startInstance();
});
afterAll(async () => await instance.close());

const ALL_EVENTS = ['RUN_START', 'RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'];

async function activeTrigger(options: { mergeGroups?: boolean }, events = ALL_EVENTS): Promise<Listener> {
	const common = {
		node: new TestRunTrigger(),
		parameters: {
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: 'shop01' },
			events,
			options,
		},
		credentials: credentialsFor(sandbox()),
		credentialTypes,
	};
	const hook = hooks({ ...common, baseUrl: instance.baseUrl });
	await hook.activate();
	return listen({ ...common, instance, staticData: hook.staticData });
}

/** A run of two groups, of which both end. Gives what was emitted: event, group and verdict. */
async function twoGroups(trigger: Listener, second: 'passed' | 'failed'): Promise<unknown[][]> {
	const { currents, settle } = sandbox().control;
	const { run } = await currents.createRun({ projectId: 'shop01', groups: ['chromium', 'firefox'] });
	await currents.finishRun({ runId: run.runId, outcome: 'passed', group: 'chromium' });
	await settle();
	await currents.finishRun({ runId: run.runId, outcome: second, group: 'firefox' });
	await settle();
	return await emitted(trigger, (await sandbox().control.deliveries({})).length);
}

async function emitted(trigger: Listener, received: number): Promise<unknown[][]> {
	while (trigger.deliveries.length < received) await trigger.next();
	return trigger.deliveries
		.flatMap(({ items }) => items ?? [])
		.map(({ json }) => {
			const run = json.run as { group: string | null; verdict: string };
			return [json.event, run.group, run.verdict];
		});
}

test('a run with groups is told once when all groups have ended', async () => {
	const trigger = await activeTrigger({ mergeGroups: true });
	expect(await twoGroups(trigger, 'failed')).toEqual([
		['RUN_START', null, 'pending'],
		['RUN_FINISH', null, 'failed'],
	]);
	trigger.stop();
});

test('without merging each group is told, and a run with a group still running is pending', async () => {
	const trigger = await activeTrigger({});
	const events = await twoGroups(trigger, 'passed');
	expect(events).toContainEqual(['RUN_FINISH', 'chromium', 'pending']);
	expect(events).toContainEqual(['RUN_FINISH', 'firefox', 'passed']);
	trigger.stop();
});

test('a group that never ends is told as the run that timed out', async () => {
	const { currents, settle } = sandbox().control;
	const trigger = await activeTrigger({ mergeGroups: true });
	const { run } = await currents.createRun({ projectId: 'shop01', groups: ['chromium', 'firefox'] });
	await currents.finishRun({ runId: run.runId, outcome: 'passed', group: 'chromium' });
	await settle();
	await currents.finishRun({ runId: run.runId, outcome: 'timedOut' });
	await settle();
	const events = await emitted(trigger, (await sandbox().control.deliveries({})).length);
	expect(events.filter(([event]) => event !== 'RUN_START')).toEqual([['RUN_TIMEOUT', null, 'inconclusive']]);
	trigger.stop();
});

describe('when only the end of runs was chosen', () => {
	const merged = async () => await activeTrigger({ mergeGroups: true }, ['RUN_FINISH']);

	test.each([
		['timedOut', 'RUN_TIMEOUT'],
		['canceled', 'RUN_CANCELED'],
	] as const)('the end that was held back is not lost with a run that is %s', async (outcome, event) => {
		const { currents, settle } = sandbox().control;
		const trigger = await merged();
		const { run } = await currents.createRun({ projectId: 'shop01', groups: ['chromium', 'firefox'] });
		await currents.finishRun({ runId: run.runId, outcome: 'passed', group: 'chromium' });
		await settle();
		await currents.finishRun({ runId: run.runId, outcome });
		await settle();

		const received = (await sandbox().control.deliveries({})).length;
		expect(await emitted(trigger, received)).toEqual([[event, null, 'inconclusive']]);
		trigger.stop();
	});

	test('a run of one group that times out starts nothing, as without merging', async () => {
		const { currents, settle } = sandbox().control;
		const trigger = await merged();
		const { run } = await currents.createRun({ projectId: 'shop01' });
		await currents.finishRun({ runId: run.runId, outcome: 'timedOut' });
		await settle();

		const received = (await sandbox().control.deliveries({})).length;
		expect(received).toBe(1);
		expect(await emitted(trigger, received)).toEqual([]);
		trigger.stop();
	});

	test('the webhook is told of the other ends only where groups are merged', async () => {
		const events = async () =>
			(await sandbox().control.currents.webhooks()).map(({ hookEvents }) => hookEvents);
		(await merged()).stop();
		expect(await events()).toEqual([['RUN_FINISH', 'RUN_CANCELED', 'RUN_TIMEOUT']]);

		await sandbox().control.reset();
		(await activeTrigger({ mergeGroups: true }, ['RUN_START'])).stop();
		expect(await events()).toEqual([['RUN_START']]);
	});
});

describe('when groups end in the same moment', () => {
	/** What Currents shows in its next reads, and after them the run as it is. */
	async function showing(runId: string, ...reads: Array<Record<string, number>>) {
		for (const specs of reads) {
			const groups = Object.entries(specs).map(([groupId, complete]) => ({
				groupId,
				instances: { overall: 2, complete },
			}));
			const data = { runId, projectId: 'shop01', completionState: 'IN_PROGRESS', groups };
			const fault = { kind: 'status' as const, status: 200, body: { status: 'OK', data } };
			await sandbox().control.addFault({ platform: 'currents', match: { path: '/runs/' }, times: 1, fault });
		}
	}

	/** A run of two groups that has ended, and what is emitted when the end of the second one is told. */
	async function lastEnd(...reads: Array<Record<string, number>>) {
		jest.spyOn(n8n, 'sleep').mockResolvedValue();
		const { currents, settle } = sandbox().control;
		const trigger = await activeTrigger({ mergeGroups: true }, ['RUN_FINISH']);
		const { run } = await currents.createRun({ projectId: 'shop01', groups: ['chromium', 'firefox'] });
		await currents.finishRun({ runId: run.runId, outcome: 'passed', deliver: false });
		const before = trigger.deliveries.length;
		const [, last] = await currents.deliveryBodies({ runId: run.runId, event: 'RUN_FINISH' });
		expect(last).toMatchObject({ groupId: 'firefox' });
		await showing(run.runId, ...reads);
		await sandbox().control.sendRaw({
			platform: 'currents',
			url: trigger.webhookUrl,
			headers: {
				'content-type': 'application/json',
				'x-test-runs-secret': String(trigger.staticData().secret),
			},
			body: JSON.stringify(last),
		});
		await settle();
		const events = await emitted(trigger, before + 1);
		trigger.stop();
		jest.restoreAllMocks();
		return events;
	}

	test('the one that has just told its end is not taken for one that runs', async () => {
		const late = { chromium: 2, firefox: 1 };
		const events = await lastEnd(late, late, late);

		expect(events).toEqual([['RUN_FINISH', null, 'passed']]);
	});

	test('another one that seems to run is looked at once more', async () => {
		const events = await lastEnd({ chromium: 1, firefox: 1 });

		expect(events).toEqual([['RUN_FINISH', null, 'passed']]);
	});

	test('one that does run is waited for', async () => {
		expect(await lastEnd({ chromium: 1, firefox: 2 }, { chromium: 1, firefox: 2 })).toEqual([]);
	});
});

test('the end of the last known group comes through as pending when Currents never shows the run as complete', async () => {
	const waited = jest.spyOn(n8n, 'sleep').mockResolvedValue();
	const { currents, settle } = sandbox().control;
	const trigger = await activeTrigger({ mergeGroups: true }, ['RUN_FINISH']);
	const { run } = await currents.createRun({ projectId: 'shop01', groups: ['chromium', 'firefox'] });
	await currents.finishRun({ runId: run.runId, outcome: 'passed', group: 'chromium', deliver: false });
	const { run: ended } = await currents.finishRun({ runId: run.runId, outcome: 'passed', deliver: false });
	const lagging = { ...ended, status: 'RUNNING', completionState: 'IN_PROGRESS' };
	const fault = { kind: 'status' as const, status: 200, body: { status: 'OK', data: lagging } };
	await sandbox().control.addFault({ platform: 'currents', match: { path: '/runs/' }, times: 99, fault });
	await currents.deliverRun({ runId: run.runId, event: 'RUN_FINISH' });
	await settle();

	const events = await emitted(trigger, 2);
	expect(events).toEqual([['RUN_FINISH', null, 'pending']]);
	expect(waited.mock.calls.filter(([ms]: unknown[]) => ms === 2_000)).toHaveLength(10);
	trigger.stop();
	waited.mockRestore();
});
