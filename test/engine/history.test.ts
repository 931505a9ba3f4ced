/** Test Run History in n8n's engine: rows out, rows in, and what comes out of them. */
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { buildFailure, buildTest } from '../../core/model/buildFailure';
import type { RunFacts } from '../../core/model/buildRun';
import { sampleRun } from '../unit/core/sampleRun';
import { connect, nodeRun, runWorkflow, toolRun } from './harness';

const endOf = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();

/** A run of three tests on this day, of which `pays` may have failed. */
function runOf(day: number, pays: 'passed' | 'failed' | 'flaky', facts: Partial<RunFacts> = {}): IDataObject {
	const test = (title: string, more: object = {}) =>
		buildTest({ project: 'shop', title, status: 'passed', durationMs: 100, ...more });
	const status = pays === 'failed' ? 'failed' : 'passed';
	const failed = status === 'failed' ? 1 : 0;
	return sampleRun({
		platform: 'qase',
		platformName: 'Qase',
		id: `DEMO:${day}`,
		branch: 'main',
		commit: { sha: `commit-${day}`, message: null, author: null },
		finishedAt: endOf(day),
		counts: { total: 3, passed: 3 - failed, failed, flaky: pays === 'flaky' ? 1 : 0 },
		tests: [test('adds'), test('ships'), test('pays', { status, flaky: pays === 'flaky' })],
		failures: failed
			? [buildFailure({ project: 'shop', title: 'pays', status: 'failed', message: 'refused' })]
			: [],
		...facts,
	}) as unknown as IDataObject;
}

const days = (letters: string) =>
	letters
		.split(' ')
		.map((letter, index) =>
			runOf(index + 1, ({ P: 'passed', F: 'failed', f: 'flaky' } as const)[letter] ?? 'passed'),
		);

async function work(
	operation: string,
	items: IDataObject[],
	parameters: INodeParameters = {},
	onError?: INode['onError'],
) {
	return await nodeRun({
		node: new TestRunHistory(),
		parameters: { operation, ...parameters },
		items,
		onError,
	});
}

async function rowsFrom(runs: IDataObject[], options: INodeParameters = {}): Promise<IDataObject[]> {
	const { json, error } = await work('makeRows', runs, { options });
	expect(error).toBeNull();
	return json;
}

const asJson = (rows: IDataObject[]) => JSON.stringify(rows);
const historyIn = ({ failures }: IDataObject) => (failures as Array<{ history?: IDataObject }>)[0].history;

describe('Make Rows', () => {
	test('gives flat items with a row of the run, each paired with its run', async () => {
		const { outputs } = await work('makeRows', days('P F'));
		const [items] = outputs;
		expect(items).toHaveLength(8);
		expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			0, 0, 0, 0, 1, 1, 1, 1,
		]);
		expect(new Set(items.map(({ json }) => Object.keys(json).join()))).toEqual(
			new Set([
				'runKey,testKey,title,suite,group,status,flaky,durationMs,fingerprint,branch,finishedAt,commit,environment,complete',
			]),
		);
		expect(items[4].json).toMatchObject({
			runKey: 'qase:DEMO:2',
			testKey: '',
			status: 'failed',
			complete: true,
		});
	});

	test('a run that comes twice has each row once', async () => {
		const run = runOf(1, 'failed');
		const { outputs } = await work('makeRows', [run, run]);
		expect(outputs[0]).toHaveLength(4);
		expect(outputs[0][0].pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('takes the run of an event', async () => {
		expect(await rowsFrom([{ event: 'RUN_FINISH', run: runOf(1, 'passed') }])).toHaveLength(4);
	});

	test('keeps what did not pass, and leaves names out, where that is wanted', async () => {
		expect(await rowsFrom(days('F'), { rows: 'notPassed' })).toHaveLength(2);
		const titles = (await rowsFrom(days('F'), { keysOnly: true })).map(({ title }) => title);
		expect(titles).toEqual([null, null, null, 'pays']);
	});

	test('says when a run carries neither tests nor failures', async () => {
		const { runData } = await work('makeRows', [runOf(1, 'passed', { tests: null, failures: null })]);
		expect(JSON.stringify(runData)).toContain('1 run carries neither tests nor failures');
	});
});

describe('Add History', () => {
	const add = async (run: IDataObject, rows: IDataObject[], options: INodeParameters = {}) =>
		await work('addHistory', [run], { earlierRows: asJson(rows), options });

	test('puts a history on each failure, and leaves all else as it is', async () => {
		const run = { ...runOf(6, 'failed'), gate: { verdict: 'failed' } };
		const { json, outputs } = await add(run, await rowsFrom(days('P F P P P')));
		const { failures, flakyTests, slowerTests, historyNote, ...rest } = json[0];
		const { failures: before, ...same } = run as IDataObject;
		expect(rest).toEqual(same);
		expect(failures).toEqual([
			{
				...(before as IDataObject[])[0],
				history: {
					runs: 6,
					failed: 2,
					flakyRuns: 1,
					flakyRate: 1 / 6,
					failingStreak: 1,
					failingSince: endOf(6),
					lastPassedAt: endOf(5),
					runsOnBranch: 6,
					unstableRate: 1 / 5,
				},
			},
		]);
		expect({ flakyTests, slowerTests, historyNote }).toEqual({
			flakyTests: [],
			slowerTests: [],
			historyNote: null,
		});
		expect(outputs[0][0].pairedItem).toEqual({ item: 0 });
	});

	test('inserted before or after they are read, the rows of the run itself change nothing', async () => {
		const run = runOf(6, 'failed');
		const before = await rowsFrom(days('P F P P P'));
		const inserted = [...before, ...(await rowsFrom([run]))];
		expect((await add(run, inserted)).json).toEqual((await add(run, before)).json);
	});

	test('works on the run of an event', async () => {
		const { json } = await add({ event: 'RUN_FINISH', run: runOf(3, 'failed') }, await rowsFrom(days('P F')));
		expect(json[0].event).toBe('RUN_FINISH');
		expect(historyIn(json[0].run as IDataObject)).toMatchObject({ failingStreak: 2 });
		expect(json[0].failures).toBeUndefined();
	});

	test('takes whole runs as rows, and the items of a node', async () => {
		expect(historyIn((await add(runOf(3, 'failed'), days('P F'))).json[0])).toMatchObject({
			failingStreak: 2,
		});
		const items = (await rowsFrom(days('P F'))).map((json) => ({ json }));
		expect(historyIn((await add(runOf(3, 'failed'), items)).json[0])).toMatchObject({ failingStreak: 2 });
	});

	test('an empty table gives an empty item, which is no row', async () => {
		const { json, error } = await add(runOf(1, 'failed'), [{}]);
		expect(error).toBeNull();
		expect(json[0].historyNote).toBe('No earlier run of this branch and environment is known.');
		expect(historyIn(json[0])).toMatchObject({ runs: 1, failingStreak: 1 });
	});

	test('says when all rows are of other branches', async () => {
		const { runData } = await add(runOf(3, 'failed', { branch: 'topic' }), await rowsFrom(days('P F')));
		expect(JSON.stringify(runData)).toContain('The rows are of 2 runs, but of no earlier one');
	});

	test('reads its options', async () => {
		const rows = await rowsFrom(days('P F P P P'));
		const topic = runOf(6, 'failed', { branch: 'topic' });
		expect(historyIn((await add(topic, rows, { baseBranches: 'main' })).json[0])).toMatchObject({ runs: 6 });
		expect(historyIn((await add(runOf(6, 'failed'), rows, { window: 2 })).json[0])).toMatchObject({
			runs: 2,
		});
	});

	test.each([
		['', 'is empty'],
		['={{ undefined }}', 'is empty'],
		['={{ $json.verdict }}', 'is not valid JSON'],
		['{}', 'is not a list of rows'],
		['[1]', 'holds no row (entry 1 of 1)'],
		['[{}, {"error": "The table is full"}]', 'holds no row but an error: The table is full (entry 2 of 2)'],
		['[{"runKey": "a", "testKey": ""}]', "has no 'status' (entry 1 of 1)"],
	])('rows such as %p are refused', async (earlierRows, complaint) => {
		const { error } = await work('addHistory', [runOf(1, 'failed')], { earlierRows });
		expect(error?.message).toBe(`'Rows of Earlier Runs' ${complaint}`);
	});
});

describe('in a workflow', () => {
	/** Rows and a run come together as by a Merge node; the rows by an expression. */
	const gated = async (letters: string, rules: INodeParameters) => {
		const runs = days(letters);
		const rows = await rowsFrom(runs.slice(0, -1));
		return await runWorkflow({
			nodeTypes: {
				'n8n-nodes-test-runs.testRunHistory': new TestRunHistory(),
				'n8n-nodes-test-runs.testRunGate': new TestRunGate(),
			},
			mode: 'manual',
			workflow: {
				nodes: [
					{ name: 'Start', type: 'test.start' },
					{ name: 'Get Rows', type: 'test.noOp' },
					{ name: 'Run', type: 'test.noOp' },
					{
						name: 'History',
						type: 'n8n-nodes-test-runs.testRunHistory',
						parameters: { earlierRows: "={{ $('Get Rows').all().map(i => i.json) }}" },
					},
					{ name: 'Gate', type: 'n8n-nodes-test-runs.testRunGate', parameters: { rules } },
				],
				connections: connect(
					['Start', 'Get Rows'],
					['Get Rows', 'Run'],
					['Run', 'History'],
					['History', 'Gate'],
				),
				pinData: {
					'Get Rows': rows.map((json): INodeExecutionData => ({ json })),
					Run: [{ json: runs.at(-1) as IDataObject }],
				},
			},
		});
	};

	test.each([
		['P P P F F', { minFailuresInARow: 3 }, 0],
		['P P F F F', { minFailuresInARow: 3 }, 1],
		['F F', { minFailuresInARow: 3 }, 1],
		['P f P f P f P f P f F', { ignoreFlakyAbove: 20 }, 0],
		['P f P f P f P f P f F F F F F', { ignoreFlakyAbove: 20 }, 1],
		['P f P f P F', { ignoreFlakyAbove: 20 }, 1],
	])('the Gate decides on %s with %p', async (letters, rules, output) => {
		const flow = await gated(letters, rules);
		expect(flow.error).toBeNull();
		expect([0, 1, 2, 3].map((index) => flow.output('Gate', index).length)).toEqual(
			[0, 1, 2, 3].map((index) => (index === output ? 1 : 0)),
		);
	});
});

describe('Summarize', () => {
	test('gives an item for each test, the flakiest first, paired with its newest row', async () => {
		const rows = await rowsFrom(days('P f P f P f'));
		const { json, outputs } = await work('summarize', rows);
		expect(json.map(({ title, flakyRate }) => [title, flakyRate])).toEqual([
			['pays', 0.5],
			['adds', 0],
			['ships', 0],
		]);
		const newest = (outputs[0][0].pairedItem as { item: number }).item;
		expect(rows[newest]).toMatchObject({ runKey: 'qase:DEMO:6', title: 'pays' });
		expect(json[0]).toMatchObject({ branch: 'main', p50: null, state: 'stable', lastStatus: 'passed' });
	});

	test('takes rows by an expression, and whole runs', async () => {
		const rows = asJson(await rowsFrom(days('P F')));
		const byExpression = await work('summarize', [{}], { rows });
		expect(byExpression.json).toEqual((await work('summarize', days('P F'))).json);
		expect(byExpression.json[0]).toMatchObject({ title: 'pays', failingStreak: 1 });
	});

	test('reads its options', async () => {
		const { json } = await work('summarize', days('P F F'), { options: { maxTests: 1, window: 2 } });
		expect(json).toMatchObject([{ title: 'pays', runs: 2 }]);
	});

	test('nothing comes of an empty table', async () => {
		const { json, error } = await work('summarize', [{}]);
		expect([json, error]).toEqual([[], null]);
	});

	test('of items that hold no row only those are errors', async () => {
		const items = [...(await rowsFrom(days('P'))), { hello: 'world' }];
		const { outputs } = await work('summarize', items, {}, 'continueErrorOutput');
		expect(outputs.map((list) => list.length)).toEqual([3, 1]);
		expect(outputs[1][0]).toMatchObject({
			json: { error: "This item has no 'runKey'" },
			pairedItem: { item: 4 },
		});
	});
});

describe.each(['context', 'engine'] as const)('as a tool of an agent, by way of the %s', (via) => {
	const ask = async (parameters: INodeParameters) =>
		await toolRun({ node: new TestRunHistory(), parameters, via });

	test('it tells which tests are flaky', async () => {
		const rows = asJson(await rowsFrom(days('P f P f P f')));
		const { response } = await ask({ operation: 'summarize', rows, options: { maxTests: 1 } });
		expect(response).toMatchObject([{ title: 'pays', flakyRate: 0.5 }]);
	});

	test('an error is its answer', async () => {
		const { response, error } = await ask({ operation: 'summarize' });
		expect(error).toBeNull();
		expect(response).toEqual([{ error: expect.stringMatching(/^'Rows' is empty\. /) }]);
	});
});
