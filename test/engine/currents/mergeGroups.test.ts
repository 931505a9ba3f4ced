import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { hooks, listen, startInstance, type Instance, type Listener } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

const sandbox = sandboxForTests();
let instance: Instance;

beforeAll(async () => {
	instance = await startInstance();
});
afterAll(async () => await instance.close());

async function activeTrigger(options: { mergeGroups?: boolean }): Promise<Listener> {
	const common = {
		node: new TestRunTrigger(),
		parameters: {
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: 'shop01' },
			events: ['RUN_START', 'RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'],
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
