/** The nodes of the editions in n8n's engine, with the parameters that n8n stores there: without the hidden Platform. */
import { Preclinical } from '../../editions/n8n-nodes-preclinical/nodes/Preclinical/Preclinical.node';
import { Qase } from '../../editions/n8n-nodes-qase/nodes/Qase/Qase.node';
import { QasePollingTrigger } from '../../editions/n8n-nodes-qase/nodes/QasePollingTrigger/QasePollingTrigger.node';
import { QaseTrigger } from '../../editions/n8n-nodes-qase/nodes/QaseTrigger/QaseTrigger.node';
import { forgetAll } from '../../n8n/polling/memory';
import { deliver, nodeRun, polling, toolRun } from './harness';
import { eventsIn } from './polling/support';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();
const settings = () => ({ credentials: credentialsFor(sandbox()), credentialTypes });
const projectCode = { __rl: true, mode: 'code', value: 'SHOP' };

beforeEach(forgetAll);

test('an action runs on its platform', async () => {
	const run = await nodeRun({
		node: new Qase(),
		type: 'n8n-nodes-qase.qase',
		parameters: { operation: 'startRun', projectCode, title: 'Nightly', casesFrom: 'all' },
		...settings(),
	});
	expect(run.error).toBeNull();
	expect(run.json).toMatchObject([{ platform: 'qase', name: 'Nightly', verdict: 'pending' }]);
});

test('an operation of another platform is refused', async () => {
	const { error } = await nodeRun({
		node: new Qase(),
		parameters: { operation: 'runSchedule' },
		...settings(),
	});
	expect(error?.message).toBe("Qase has no operation 'runSchedule'");
});

test('a node of another platform, copied as it is, says what this one is for', async () => {
	const copied = { resource: 'qodex', operation: 'getRun', platform: 'qodex', events: ['RUN_FINISH'] };
	const { error } = await nodeRun({ node: new Qase(), parameters: copied, ...settings() });
	expect(error).toMatchObject({
		message: "This node has no 'qodex'",
		description: 'It has Qase. Add it again from the list of nodes.',
	});
	const delivery = await deliver({ node: new QaseTrigger(), parameters: copied, ...settings(), body: '{}' });
	expect(delivery).toMatchObject({ status: 500, error: { message: "This node has no 'qodex'" } });
	const trigger = polling({ node: new QasePollingTrigger(), parameters: copied, ...settings() });
	await expect(trigger.activate()).rejects.toThrow("This node has no 'qodex'");
});

test('as a tool it asks for the same permission as the full package', async () => {
	const { id: runId } = await sandbox().control.preclinical.createRun();
	const { response } = await toolRun({
		node: new Preclinical(),
		parameters: { operation: 'cancelRun', runId },
		...settings(),
	});
	expect(response).toEqual([
		{ error: expect.stringMatching(/^An AI agent is not allowed to use 'Cancel Run'/) },
	]);
});

test('its trigger reads the platform from nothing stored, and refuses a stranger', async () => {
	const { webhookSecret } = sandbox().qase;
	const trigger = {
		node: new QaseTrigger(),
		parameters: { events: ['RUN_FINISH'], options: { includeFailures: 0 } },
		...settings(),
	};
	const { run } = await sandbox().control.qase.createRun({ project: 'SHOP', title: 'Release' });
	await sandbox().control.qase.finishRun({ project: 'SHOP', runId: run.id, outcome: 'failed' });
	const about = { project: 'SHOP', runId: run.id, event: 'run.completed' } as const;
	const body = JSON.stringify(await sandbox().control.qase.deliveryBody(about));

	const taken = await deliver({ ...trigger, body, headers: { 'X-Qase-Secret': webhookSecret } });
	expect(taken.items).toMatchObject([
		{ json: { platform: 'qase', run: { id: String(run.id), verdict: 'failed' } } },
	]);
	expect(await deliver({ ...trigger, body, headers: { 'X-Qase-Secret': 'a-guess' } })).toMatchObject({
		status: 401,
	});
});

test('its polling trigger finds the end of a run', async () => {
	const trigger = polling({
		node: new QasePollingTrigger(),
		parameters: { projectCode, events: ['RUN_FINISH'], options: { includeFailures: 0 } },
		...settings(),
	});
	await trigger.activate();
	const { run } = await sandbox().control.qase.createRun({ project: 'SHOP', title: 'Release' });
	await sandbox().control.qase.finishRun({ project: 'SHOP', runId: run.id, outcome: 'passed' });
	expect(eventsIn(await trigger.tick())).toMatchObject([
		{ event: 'RUN_FINISH', platform: 'qase', run: { id: String(run.id), verdict: 'passed' } },
	]);
});
