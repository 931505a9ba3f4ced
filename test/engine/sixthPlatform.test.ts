/** One more platform, added by a line in the registry: the nodes offer it and work with it as with any other. */
import { NodeHelpers, type IDataObject, type INodeParameters, type INodePropertyOptions } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import type * as Registry from '../../platforms';
import type * as Any from '../../platforms/any';
import { deliver, hooks, nodeRun } from './harness';
import { startToyService, type ToyService } from './harness/toy-service';
import { shown } from './parameters';
import type * as Toy from './toyPlatform';
import { toy, TOY_SECRET_HEADER, ToyApi } from './toyPlatform';

// The registry as it would be with the line; jest puts this before the imports of the nodes that read it.
jest.mock('../../platforms', () => {
	const real = jest.requireActual<typeof Registry>('../../platforms');
	const { anyPlatform } = jest.requireActual<typeof Any>('../../platforms/any');
	const { toy: sixth } = jest.requireActual<typeof Toy>('./toyPlatform');
	const platforms = [...real.platforms, sixth];
	return { platforms, actionGroups: [...platforms, anyPlatform(platforms)] };
});

const KEY = 'toy-key-0000';
const SECRET = 'toy-secret-0000';
const EASY = { timeoutMinutes: 1, options: { minPollSeconds: 0.1, maxPollSeconds: 0.1 } };

let service: ToyService;
beforeAll(async () => {
	service = await startToyService();
});
beforeEach(() => {
	service.seen.length = 0;
	for (const path of Object.keys(service.answers)) delete service.answers[path];
});
afterAll(async () => await service.close());

/** Lets run 7 be read in these states, one after the other; the last one stays. */
function serveRun(...states: IDataObject[]): void {
	let reads = 0;
	service.answers['/runs/7'] = ({ headers }) => {
		if (headers['x-toy-key'] !== KEY) return { status: 401, body: { message: 'Who are you?' } };
		return { body: { id: '7', ...states[Math.min(reads++, states.length - 1)] } };
	};
}

const going = { state: 'going', passed: 1, failed: 0 };
const good = { state: 'done', passed: 3, failed: 0 };
const bad = { state: 'done', passed: 2, failed: 1 };

const account = (changes: IDataObject = {}) => ({
	credentials: { toyApi: { key: KEY, baseUrl: service.url, secret: SECRET, ...changes } },
	credentialTypes: [new ToyApi()],
});
const run = async (operation: string, parameters: INodeParameters = {}, changes: IDataObject = {}) =>
	await nodeRun({
		node: new TestRun(),
		parameters: { resource: 'toy', operation, runId: '7', ...parameters },
		...account(changes),
	});

describe('Test Run', () => {
	const node = new TestRun();
	const options = (chosen: INodeParameters, name: string) =>
		shown(node, chosen).find((property) => property.name === name)?.options as INodePropertyOptions[];

	test('offers the platform, its operations, their fields and its credential', () => {
		const chosen = { resource: 'toy', operation: 'waitForRun' };
		const credentials = (node.description.credentials ?? []).filter((credential) =>
			NodeHelpers.displayParameter(chosen, credential, null, node.description),
		);

		expect(options({}, 'resource')).toContainEqual({ name: 'Toy', value: 'toy' });
		expect(options(chosen, 'operation').map(({ value }) => value)).toEqual(['getRun', 'waitForRun']);
		expect(shown(node, chosen).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['runId', 'waitMode', 'timeoutMinutes', 'options', 'simplify']),
		);
		expect(credentials.map(({ name }) => name)).toEqual(['toyApi']);
	});

	test.each([
		[good, 'passed'],
		[bad, 'failed'],
		[going, 'pending'],
	])('reads a run: %j', async (state, verdict) => {
		serveRun(state);

		expect((await run('getRun')).json).toMatchObject([{ platform: 'toy', key: 'toy:7', verdict }]);
		expect((await run('getRun', { simplify: false })).json).toEqual([{ id: '7', ...state }]);
	});

	test('tells what the platform refuses, and why', async () => {
		serveRun(good);
		const refused = await run('getRun', {}, { key: 'another-key' });

		expect(refused).toMatchObject({ status: 'error', error: { httpCode: '401' } });
		expect(String(refused.error?.message)).toMatch(/^Could not read the run.*Toy/);
		expect(await run('getRun', { runId: '8' })).toMatchObject({ error: { httpCode: '404' } });
	});

	test('waits until a run has ended', async () => {
		serveRun(going, going, bad);
		const waited = await run('waitForRun', EASY);

		expect(waited.json).toMatchObject([{ id: '7', status: 'finished', verdict: 'failed' }]);
		expect(service.seen).toHaveLength(3);
	});

	test('gives a run that does not end for inconclusive', async () => {
		serveRun(going);

		expect((await run('waitForRun', { ...EASY, timeoutMinutes: 0.01 })).json).toMatchObject([
			{ id: '7', status: 'running', verdict: 'inconclusive' },
		]);
	});
});

describe('Test Run Trigger', () => {
	const trigger = (parameters: INodeParameters = {}) => ({
		node: new TestRunTrigger(),
		parameters: { platform: 'toy', events: ['RUN_FINISH'], ...parameters },
		...account(),
	});
	let workflows = 0;
	const send = async (body: IDataObject, secret = SECRET, parameters: INodeParameters = {}) =>
		await deliver({
			...trigger(parameters),
			workflowId: `workflow-${++workflows}`,
			method: 'POST',
			headers: { [TOY_SECRET_HEADER]: secret, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});

	test('offers the platform, its events and its credential', async () => {
		const { description } = new TestRunTrigger();
		const [platform, events] = shown(new TestRunTrigger(), { platform: 'toy' });
		const credentials = (description.credentials ?? []).filter((credential) =>
			NodeHelpers.displayParameter({ platform: 'toy' }, credential, null, description),
		);

		expect(platform?.options).toContainEqual({ name: 'Toy', value: 'toy' });
		expect(events).toMatchObject({ name: 'events', options: toy.trigger.events, default: ['RUN_FINISH'] });
		expect(credentials.map(({ name }) => name)).toEqual(['toyApi']);
		await hooks(trigger()).activate();
	});

	test('takes a delivery and reads the run behind it', async () => {
		serveRun(bad);
		const taken = await send({ run: '7' });

		expect(taken).toMatchObject({ status: 200, answeredBeforeReturn: false });
		expect(taken.items).toMatchObject([
			{
				json: {
					event: 'RUN_FINISH',
					platform: 'toy',
					run: { key: 'toy:7', verdict: 'failed', counts: { passed: 2, failed: 1 } },
					raw: { run: '7' },
				},
			},
		]);
	});

	test('filters by what was read', async () => {
		serveRun(good);
		const filters = { verdicts: ['failed'] };

		expect(await send({ run: '7' }, SECRET, { filters })).toMatchObject({ status: 200, items: null });
	});

	test('refuses a wrong secret, and asks the platform nothing', async () => {
		serveRun(bad);

		expect(await send({ run: '7' }, 'wrong-secret')).toMatchObject({ status: 401, items: null });
		expect(service.seen).toEqual([]);
	});

	test('refuses what is no delivery of the platform', async () => {
		expect(await send({ hello: 'there' })).toMatchObject({ status: 400, items: null });
	});
});
