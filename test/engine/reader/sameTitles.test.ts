/** Two files with a test of the same title, red in one and green in the other: a retry, or two tests. */
import { TestRunGate } from '../../../nodes/TestRunGate/TestRunGate.node';
import type { TestRun } from '../../../core/model/TestRun';
import { connect, runWorkflow } from '../harness';
import { workflowOf, type Files } from './support';

const GATE = 'n8n-nodes-test-runs.testRunGate';
const ONLY_THE_TITLE =
	/^The reports name neither file nor suite .* may be different tests of the same title: pays\.$/;

/** What the Reader gives for the files as one run, and the output of the Gate that takes it. */
async function decided(files: Files) {
	const { nodeTypes, workflow } = workflowOf([{ files }], {});
	const flow = await runWorkflow({
		nodeTypes: { ...nodeTypes, [GATE]: new TestRunGate() },
		workflow: {
			nodes: [...workflow.nodes, { name: 'Gate', type: GATE }],
			connections: connect(['Start', 'Files'], ['Files', 'Reader'], ['Reader', 'Gate']),
		},
	});
	const [run] = flow.items('Reader') as unknown as TestRun[];
	const [gated] = [0, 1, 2, 3].flatMap((index) => flow.output('Gate', index));
	return { run: run as TestRun, reasons: (gated?.json.gate as { reasons: string[] }).reasons };
}

const tap = (status: 'ok' | 'not ok') => `TAP version 13\n${status} 1 - pays\n1..1\n`;
/** As node:test writes a test outside any suite. */
const nodeTest = (content: string, name = 'pays') =>
	`<?xml version="1.0"?><testsuites><testcase name="${name}" time="0.1" classname="test">${content}</testcase></testsuites>`;
const inSuite = (content: string, attributes: string) =>
	`<testsuites><testsuite ${attributes}><testcase name="pays">${content}</testcase></testsuite></testsuites>`;
const FAILURE = '<failure message="no"/>';

test.each<[string, Files]>([
	['TAP', { a: ['cart.tap', tap('not ok')], b: ['pay.tap', tap('ok')] }],
	['JUnit of node:test', { a: ['cart.xml', nodeTest(FAILURE)], b: ['pay.xml', nodeTest('')] }],
])('%s: nothing but the title tells that it is a retry, so the run is in doubt', async (_, files) => {
	const { run, reasons } = await decided(files);

	expect(run).toMatchObject({ verdict: 'passed', counts: { total: 1, flaky: 1 } });
	expect(run.doubt).toMatch(ONLY_THE_TITLE);
	expect(reasons).toEqual(expect.arrayContaining([`In doubt: ${run.doubt}`]));
});

test.each<[string, Files]>([
	['suite', { a: inSuite(FAILURE, 'name="cart"'), b: inSuite('', 'name="cart"') }],
	['file', { a: inSuite(FAILURE, 'file="cart.js"'), b: inSuite('', 'file="cart.js"') }],
])('where the reports name the %s, it is a retry without a doubt', async (_, files) => {
	const { run } = await decided(files);

	expect(run).toMatchObject({ verdict: 'passed', doubt: null, counts: { total: 1, flaky: 1 } });
	expect(run.verdictReason).toContain('failed in one file and passed in another');
});

test('two greens, two reds and other titles leave no doubt', async () => {
	const [green, red] = [nodeTest(''), nodeTest(FAILURE)];

	for (const files of [
		{ a: green, b: nodeTest('<skipped/>') },
		{ a: red, b: nodeTest(FAILURE.replace('no', 'never')) },
		{ a: red, b: nodeTest('', 'adds') },
	]) {
		expect((await decided(files)).run.doubt).toBeNull();
	}
});
