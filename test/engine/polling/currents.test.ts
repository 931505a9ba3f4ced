import { TestRunPollingTrigger } from '../../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { forgetAll } from '../../../n8n/polling/memory';
import { polling } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

const sandbox = sandboxForTests();

beforeEach(forgetAll);

const trigger = (parameters = {}) =>
	polling({
		node: new TestRunPollingTrigger(),
		parameters: {
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: sandbox().currents.projectId },
			events: ['RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'],
			...parameters,
		},
		credentials: credentialsFor(sandbox()),
		credentialTypes,
	});

const calls = async () =>
	(await sandbox().control.calls()).map(({ path, query }) => `${path} ${JSON.stringify(query)}`);

test('emits the end of a run once', async () => {
	const { control, currents } = sandbox();
	const node = trigger();
	expect(await node.activate()).toBeNull();
	const { run } = await control.currents.createRun({ projectId: currents.projectId });
	expect(await node.tick()).toBeNull();
	await control.currents.finishRun({ runId: run.runId, outcome: 'failed', failures: 2 });
	await control.clearCalls();
	const items = await node.tick();
	expect(items?.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			event: 'RUN_FINISH',
			run: expect.objectContaining({ id: run.runId, verdict: 'failed' }),
		}),
	]);
	console.log(JSON.stringify(items?.[0].json), JSON.stringify(node.stored), await calls());
	expect(await node.tick()).toBeNull();
	expect(await calls()).toHaveLength(2);
});
