/**
 * On Error, of every node and for whatever can go wrong: with Continue an input is passed on in no case, since what follows
 * would take it for a result.
 */
import type { IDataObject, IExecuteFunctions, INode, INodeParameters, INodeType } from 'n8n-workflow';

import type * as Execute from '../../nodes/TestRun/execute';
import { TestRun } from '../../nodes/TestRun/TestRun.node';
import type * as SortByVerdict from '../../nodes/TestRunGate/sortByVerdict';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import type * as HistoryOperation from '../../nodes/TestRunHistory/executeOperation';
import type * as ReadRuns from '../../nodes/TestRunReader/readRuns';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import type * as WriteReports from '../../nodes/TestRunReport/writeReports';
import packageJson from '../../package.json';
import { sampleRun } from '../unit/core/sampleRun';
import { nodeRun, toolRun } from './harness';
import { OF_ONE, WHOLE, type NodeName } from './onErrorFaults';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

/** What the node's code cannot be loaded from, as when a file of the package is gone. */
let isGone = false;
jest.mock('../../nodes/TestRun/execute', () => {
	const real = jest.requireActual<typeof Execute>('../../nodes/TestRun/execute');
	return vanishing(real, 'executeOperation');
});
jest.mock('../../nodes/TestRunGate/sortByVerdict', () => {
	const real = jest.requireActual<typeof SortByVerdict>('../../nodes/TestRunGate/sortByVerdict');
	return vanishing(real, 'sortByVerdict');
});
jest.mock('../../nodes/TestRunHistory/executeOperation', () => {
	const real = jest.requireActual<typeof HistoryOperation>('../../nodes/TestRunHistory/executeOperation');
	return vanishing(real, 'executeOperation');
});
jest.mock('../../nodes/TestRunReader/readRuns', () => {
	const real = jest.requireActual<typeof ReadRuns>('../../nodes/TestRunReader/readRuns');
	return vanishing(real, 'readRuns');
});
jest.mock('../../nodes/TestRunReport/writeReports', () => {
	const real = jest.requireActual<typeof WriteReports>('../../nodes/TestRunReport/writeReports');
	return vanishing(real, 'writeReports');
});

function vanishing(real: object, name: string): object {
	const get = () => {
		if (isGone) throw new Error('Cannot find module');
		return (real as Record<string, unknown>)[name];
	};
	return Object.defineProperty({ __esModule: true }, name, { get, enumerable: true });
}

const sandbox = sandboxForTests();
afterEach(() => (isGone = false));

const SETTINGS = [undefined, 'continueRegularOutput', 'continueErrorOutput'] as const;

/** Where the outputs of each node that have items may be, with Continue. */
const NODES = {
	testRun: { make: () => new TestRun() as INodeType, outputs: 1, errors: 0 },
	gate: { make: () => new TestRunGate() as INodeType, outputs: 4, errors: 2 },
	history: { make: () => new TestRunHistory() as INodeType, outputs: 1, errors: 0 },
	reader: { make: () => new TestRunReader() as INodeType, outputs: 1, errors: 0 },
	report: { make: () => new TestRunReport() as INodeType, outputs: 1, errors: 0 },
} satisfies Record<NodeName, object>;

/** Runs that passed and that nobody has looked at since; each with something else that may be wrong with it. */
const inputs = (more: IDataObject[] = [{}, {}, {}]) =>
	more.map((fields, index) => ({
		...(sampleRun({
			platform: 'qodex',
			platformName: 'Qodex',
			id: `run_${index}`,
			status: 'finished',
			platformVerdict: 'passed',
			counts: { total: 3, passed: 3, failed: 0 },
		}) as unknown as IDataObject),
		...fields,
	}));

async function run(
	name: NodeName,
	parameters: INodeParameters,
	onError: INode['onError'],
	{ items = inputs(), broken = [] as string[] } = {},
) {
	const node = NODES[name].make();
	const execute = node.execute as (this: IExecuteFunctions) => Promise<never>;
	node.execute = async function () {
		return await execute.call(withoutMethods(this, broken));
	};
	const credentials = name === 'testRun' ? credentialsFor(sandbox()) : {};
	return await nodeRun({ node, parameters, items, onError, credentials, credentialTypes });
}

/** The context of a node of which some methods throw. */
function withoutMethods(ctx: IExecuteFunctions, names: string[]): IExecuteFunctions {
	const broken = (name: string) => () => {
		throw new Error(`${name} is broken`);
	};
	const methods = names.map((name) => [name, { value: broken(name) }] as const);
	return Object.create(ctx, Object.fromEntries(methods)) as IExecuteFunctions;
}

test('the tables hold every node of the package that executes something', async () => {
	const classes = await Promise.all(
		packageJson.n8n.nodes.map(async (file) => {
			const exported = (await import(`../../${file.replace('dist/', '').replace('.js', '')}`)) as object;
			return (Object.values(exported) as Array<new () => INodeType>)[0];
		}),
	);
	const executing = classes.filter((node) => 'execute' in new node()).map(({ name }) => name);
	const listed = Object.values(NODES).map(({ make }) => make().constructor.name);

	expect(listed.sort()).toEqual(executing.sort());
	expect(new Set(WHOLE.map(({ node }) => node))).toEqual(new Set(Object.keys(NODES)));
	expect(new Set(OF_ONE.map(({ node }) => node))).toEqual(new Set(Object.keys(NODES)));
});

describe.each(SETTINGS)('On Error: %s', (onError) => {
	describe.each(WHOLE)('$node, $what', ({ node, parameters = {}, broken, error, description, ...fault }) => {
		test(onError ? 'is one error item per input, and no input goes on' : 'ends the workflow', async () => {
			isGone = fault.isGone ?? false;
			const ended = await run(node, parameters, onError, { broken });

			expect((await sandbox().control.calls()).filter(({ method }) => method !== 'GET')).toEqual([]);
			if (!onError) {
				expect(ended).toMatchObject({ status: 'error', error: { message: expect.stringMatching(error) } });
				return;
			}
			expect(ended.status).toBe('success');
			const { outputs, errors } = NODES[node];
			const place = onError === 'continueErrorOutput' ? outputs : errors;
			const told = ended.outputs[place] ?? [];
			expect(ended.outputs.filter((items, index) => index !== place && items.length > 0)).toEqual([]);
			expect(told.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
			for (const { json } of told) {
				expect(json.error).toMatch(error);
				if (description) expect(json.message).toMatch(description);
				if (onError === 'continueRegularOutput') {
					expect(['error', 'message']).toEqual(expect.arrayContaining(Object.keys(json)));
				}
			}
		});
	});
});

describe.each(SETTINGS)('On Error: %s', (onError) => {
	test.each(OF_ONE)('$node, $what: of one item', async ({ node, parameters = {}, second, error }) => {
		const good = { limit: 1, most: 5, as: 'text' };
		const items = inputs([good, { ...good, ...second }, good]);
		const { qodex } = sandbox().control;
		for (const item of [items[0], items[2]]) {
			await qodex.nextRuns({ outcome: 'passed', afterMs: 0 });
			Object.assign(item, { id: (await qodex.startRun({})).testRunId });
		}
		const ended = await run(node, parameters, onError, { items });

		if (!onError) {
			expect(ended).toMatchObject({ status: 'error', error: { message: expect.stringMatching(error) } });
			return;
		}
		const { outputs, errors } = NODES[node];
		const place = onError === 'continueErrorOutput' ? outputs : errors;
		const paired = (isError: boolean) =>
			ended.outputs
				.flatMap((all, index) =>
					all.map((item) => ({ ...item, isError: index === place && 'error' in item.json })),
				)
				.filter((item) => item.isError === isError);
		expect(paired(true)).toMatchObject([
			{ json: { error: expect.stringMatching(error) }, pairedItem: { item: 1 } },
		]);
		expect(paired(false).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});
});

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'a Gate whose input n8n cannot give lets nothing pass (%s)',
	async (onError) => {
		const ended = await run('gate', {}, onError, { broken: ['getInputData'] });

		const place = onError === 'continueErrorOutput' ? 4 : 2;
		expect(ended.outputs.map((items) => items.length)).toEqual(
			Array.from({ length: ended.outputs.length }, (_, index) => (index === place ? 1 : 0)),
		);
		expect(ended.outputs[place]?.[0]?.json.error).toBe('getInputData is broken');
	},
);

test.each([
	['passed', 2],
	['failed', 1],
	['pending', 2],
] as const)('a run that comes out of an error output as %s did not pass', async (verdict, output) => {
	const item = { ...inputs()[0], verdict, error: 'Could not read the run', message: 'Try again later.' };
	const { outputs } = await run('gate', {}, undefined, { items: [item] });

	expect(outputs.map((items) => items.length)).toEqual(
		[0, 1, 2, 3].map((index) => (index === output ? 1 : 0)),
	);
	if (verdict !== 'failed') {
		expect(JSON.stringify(outputs[output]?.[0]?.json.gate)).toContain('Could not read the run');
	}
});

test('an error item says at the next node what went wrong at the last one', async () => {
	const items = [{ error: 'Could not read the run', message: 'Try again later.' }];
	for (const node of ['gate', 'report'] as const) {
		expect((await run(node, {}, undefined, { items })).error).toMatchObject({
			message: 'This item holds no test run but an error: Could not read the run',
			description: 'Try again later.',
		});
	}
});

// A tool has no error output: with one, n8n would lose all that it answers.
test.each([undefined, 'continueRegularOutput'] as const)(
	'a tool that may not do it answers so, with On Error: %s',
	async (onError) => {
		const parameters = { resource: 'currents', operation: 'deleteRun', runId: 'r1' };
		for (const via of ['context', 'engine'] as const) {
			const { response } = await toolRun({
				node: new TestRun(),
				parameters,
				credentials: credentialsFor(sandbox()),
				credentialTypes,
				onError,
				via,
			});
			expect(response).toEqual([
				{ error: expect.stringMatching(/^An AI agent is not allowed to use 'Delete Run'/) },
			]);
		}
		expect(await sandbox().control.calls()).toEqual([]);
	},
);
