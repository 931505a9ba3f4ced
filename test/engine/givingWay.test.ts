/** Nodes that work on very many failures let the rest of n8n have its turn. */
import type { IDataObject, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { buildFailure } from '../../core/model/buildFailure';
import { turnsDuring } from '../turns';
import { sampleRun } from '../unit/core/sampleRun';
import { nodeRun } from './harness';

const MANY = 400;

const failures = Array.from({ length: MANY }, (_, index) =>
	buildFailure({ project: 'shop', title: `test ${index}`, status: 'failed', message: 'boom' }),
);
const run = sampleRun({
	platform: 'qodex',
	platformName: 'Qodex',
	id: 'run_1',
	counts: { total: MANY, passed: 0, failed: MANY },
	failures,
}) as unknown as IDataObject;
const few = { ...run, failures: failures.slice(0, 1) as unknown as IDataObject[] };
const bare = { ...run, failures: null };
const options = { maxFailures: MANY };

/** Rows of earlier runs; a row takes far less time than a failure. */
const rows = Array.from({ length: MANY * 10 }, (_, index) => ({
	runKey: `qodex:run_${index % 10}`,
	testKey: `test ${index}`,
	status: 'passed',
}));

/** One test, and so much output of it that reading it is all the work. */
const output = `<system-out>${'all is well '.repeat(1_700_000)}</system-out>`;
const large = { report: `<testsuite><testcase name="pays">${output}</testcase></testsuite>` };

/** Many, since reading a test takes less time than any work on a failure. */
const tests = Array.from({ length: MANY * 100 }, (_, index) => `<testcase name="test ${index}"/>`);
const report = { report: `<testsuite>${tests.join('')}</testsuite>` };
const parsed = {
	report: {
		results: {
			tool: { name: 'toolbox' },
			summary: {},
			tests: tests.slice(0, MANY * 5).map((name) => ({ name, status: 'passed', duration: 1 })),
		},
	},
};

/** How often the event loop went round while the node worked. */
async function turnsOf(node: INodeType, parameters: INodeParameters, items: IDataObject[]) {
	let turns = 0;
	const watched = Object.create(node, {
		execute: {
			async value(this: IExecuteFunctions) {
				let output;
				turns = await turnsDuring(async () => (output = await node.execute?.call(this)));
				return output;
			},
		},
	}) as INodeType;
	const { error } = await nodeRun({ node: watched, parameters, items });
	expect(error).toBeNull();
	return turns;
}

test.each<[string, INodeType, INodeParameters, IDataObject[]]>([
	['a gate over many failures', new TestRunGate(), { rules: { ignoreTests: 'x' } }, [run]],
	['a gate over many runs', new TestRunGate(), {}, Array<IDataObject>(MANY).fill(bare)],
	['a history of many failures', new TestRunHistory(), { operation: 'addHistory', earlierRows: '[]' }, [run]],
	[
		'a history of many rows',
		new TestRunHistory(),
		{ operation: 'addHistory', earlierRows: '={{ $json.rows }}' },
		[{ ...bare, rows }],
	],
	['rows of many runs', new TestRunHistory(), { operation: 'makeRows' }, Array<IDataObject>(10).fill(run)],
	['a summary of many rows', new TestRunHistory(), { operation: 'summarize' }, rows],
	['a reader of a large report', new TestRunReader(), { source: 'text' }, [large]],
	['a reader of many tests', new TestRunReader(), { source: 'text' }, [report]],
	['a reader of many tests that are JSON', new TestRunReader(), { source: 'text' }, [parsed]],
	['a report on many failures', new TestRunReport(), { format: 'html', options }, [run]],
	['reports on many runs', new TestRunReport(), { format: 'text' }, Array<IDataObject>(MANY).fill(bare)],
	[
		'a report on many runs',
		new TestRunReport(),
		{ format: 'text', reportPer: 'allItems' },
		Array<IDataObject>(MANY).fill(bare),
	],
	[
		'tickets for many failures',
		new TestRunReport(),
		{ format: 'jira', reportPer: 'failure', options },
		[run],
	],
	[
		'tickets for the failures of many runs',
		new TestRunReport(),
		{ format: 'jira', reportPer: 'failure', options },
		Array<IDataObject>(MANY).fill(few),
	],
])('%s', async (_, node, parameters, items) => {
	expect(await turnsOf(node, parameters, items)).toBeGreaterThanOrEqual(MANY / 40);
});
