/** One more operation of a platform, added by its file and a line: the node offers it and handles it as any other. */
import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import type * as Registry from '../../platforms';
import type * as Any from '../../platforms/any';
import { nodeRun, toolRun } from './harness';
import { startToyService, type ToyService } from './harness/toy-service';
import { shown } from './parameters';
import type * as ToyOperation from './toyOperation';
import type * as Toy from './toyPlatform';
import { ToyApi } from './toyPlatform';

// The platform as it would be with the line; jest puts this before the imports of the node that reads it.
jest.mock('../../platforms', () => {
	const real = jest.requireActual<typeof Registry>('../../platforms');
	const { anyPlatform } = jest.requireActual<typeof Any>('../../platforms/any');
	const { toy } = jest.requireActual<typeof Toy>('./toyPlatform');
	const { labelRun } = jest.requireActual<typeof ToyOperation>('./toyOperation');
	const platforms = [...real.platforms, { ...toy, operations: [...toy.operations, labelRun] }];
	return { platforms, actionGroups: [...platforms, anyPlatform(platforms)] };
});

const CHOSEN = { resource: 'toy', operation: 'labelRun' };
const LABELED = { id: '7', label: 'nightly' };

let service: ToyService;
beforeAll(async () => {
	service = await startToyService();
});
beforeEach(() => {
	service.seen.length = 0;
	service.answers['/runs/7/label'] = ({ body }) => ({ body: { id: '7', ...(JSON.parse(body) as object) } });
});
afterAll(async () => await service.close());

const settings = (parameters: INodeParameters) => ({
	node: new TestRun(),
	parameters: { ...CHOSEN, runId: '7', label: 'nightly', ...parameters },
	credentials: { toyApi: { key: 'toy-key-0000', baseUrl: service.url, secret: 'toy-secret-0000' } },
	credentialTypes: [new ToyApi()],
});

test('is offered with its fields, and not with those of others', () => {
	const fields = shown(new TestRun(), CHOSEN);
	const operations = fields.find(({ name }) => name === 'operation')?.options as INodePropertyOptions[];

	expect(operations).toContainEqual(expect.objectContaining({ name: 'Label Run', action: 'Label a run' }));
	expect(fields.map(({ displayName }) => displayName)).toEqual(
		expect.arrayContaining(['Run ID', 'Run Label']),
	);
	expect(fields.map(({ name }) => name)).not.toContain('waitMode');
});

test('is executed for each item, with the output paired', async () => {
	const done = await nodeRun({
		...settings({ label: '={{ $json.label }}' }),
		items: [LABELED, { label: 'b' }],
	});

	expect(done.json).toEqual([LABELED, { id: '7', label: 'b' }]);
	expect(done.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(service.seen.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
		['POST', { label: 'nightly' }],
		['POST', { label: 'b' }],
	]);
});

test('complains by the label of the parameter, in an error item with On Error: Continue', async () => {
	const done = await nodeRun({ ...settings({ label: '={{ "" }}' }), continueOnFail: true });

	expect(done.json).toEqual([expect.objectContaining({ error: "'Run Label' is empty" })]);
	expect(service.seen).toEqual([]);
});

test('is not repeated when its answer cannot be read, and says that it may have been done', async () => {
	service.answers['/runs/7/label'] = () => ({ status: 502, body: {} });
	const { error } = await nodeRun(settings({}));

	expect(error?.message).toMatch(/^Could not label the run: Toy/);
	expect(service.seen).toHaveLength(1);
});

test('needs the permission of a person for AI agents', async () => {
	const { response } = await toolRun({ ...settings({}), via: 'context' });

	expect(JSON.stringify(response)).toContain("An AI agent is not allowed to use 'Label Run'");
	expect(service.seen).toEqual([]);
});
