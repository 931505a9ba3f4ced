/** Create Results from test runs: of report files, or of other platforms. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { buildFailure, buildTest, type TestFacts } from '../../../core/model/buildFailure';
import { buildRun } from '../../../core/model/buildRun';
import { noCounts } from '../../../core/model/counts';
import type { TestRun as Run } from '../../../core/model/TestRun';
import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunReader } from '../../../nodes/TestRunReader/TestRunReader.node';
import { connect, runWorkflow } from '../harness';
import { byId, complaint, PROJECT, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const FROM_RUNS = { resultsFrom: 'testRuns' };

/** A run of these tests; those that failed, or are flaky, have a failure. */
function runOf(tests: Array<Partial<TestFacts>>, changes: Partial<Run> = {}): IDataObject {
	const facts = tests.map((test): TestFacts => ({ project: '', title: 'pays', status: 'passed', ...test }));
	const failed = facts.filter(({ status, flaky }) => flaky || ['failed', 'error'].includes(status));
	const run = buildRun({
		platform: 'report',
		platformName: 'JUnit',
		id: 'file-1',
		status: 'finished',
		counts: { ...noCounts(), total: tests.length },
		tests: facts.map(buildTest),
		failures: failed.map((test, index) =>
			buildFailure({ ...test, status: 'failed', message: `Boom ${index + 1}` }),
		),
	});
	return { ...run, ...changes } as unknown as IDataObject;
}

const passing = (number: number) =>
	Array.from({ length: number }, (_, index) => ({ title: `test ${index + 1}` }));

const openRun = async () => (await qase.openRun({ planId: undefined, caseIds: [] })).id;

const sent = async () =>
	(await qase.calls())
		.filter(({ path }) => path.endsWith('/results'))
		.flatMap(({ body }) => (body as { results: IDataObject[] }).results);

const countsOf = async (id: number) => runsOf(await qase.run('getRun', { runId: byId(id) }))[0]?.counts;

async function create(id: number, run: IDataObject, more: INodeParameters = {}) {
	return await qase.run('createResults', { runId: byId(id), ...FROM_RUNS, ...more }, { items: [run] });
}

test('a report file gets into a run that was started for it, which is completed then', async () => {
	const report = `<testsuites><testsuite name="shop.PayTest" timestamp="2026-05-01T10:00:00Z">
		<testcase classname="shop.PayTest" name="by card" time="1.5"/>
		<testcase classname="shop.PayTest" name="by invoice (Qase ID: 2)" time="0.25"><failure message="No invoice">at PayTest:7</failure></testcase>
		<testcase classname="shop.PayTest" name="by points"><skipped/></testcase>
	</testsuite></testsuites>`;
	const [reader, testRun] = ['n8n-nodes-test-runs.testRunReader', 'n8n-nodes-test-runs.testRun'];
	const node = (name: string, operation: string, parameters: INodeParameters) => ({
		name,
		type: testRun,
		parameters: { resource: 'qase', operation, projectCode: byId(PROJECT), ...parameters },
	});
	const flow = await runWorkflow({
		...qase.settings(),
		nodeTypes: { [reader]: new TestRunReader(), [testRun]: new TestRun() },
		input: [{ report }],
		workflow: {
			nodes: [
				{ name: 'Start', type: 'test.start' },
				{ name: 'Reader', type: reader, parameters: { source: 'text', includeTests: true } },
				node('Begin', 'startRun', { title: 'From a file', casesFrom: 'none' }),
				node('Add', 'createResults', {
					...FROM_RUNS,
					runId: byId('={{ $json.id }}'),
					testRun: "={{ $('Reader').item.json }}",
				}),
				node('Complete', 'completeRun', { runId: byId('={{ $json.runId }}') }),
			],
			connections: connect(['Start', 'Reader'], ['Reader', 'Begin'], ['Begin', 'Add'], ['Add', 'Complete']),
		},
	});

	expect(flow.error).toBeNull();
	const [added] = flow.runData.Add?.[0]?.data?.main[0] ?? [];
	expect(added).toMatchObject({ json: { accepted: 3, requests: 1, note: null }, pairedItem: { item: 0 } });
	const [ended] = flow.runData.Complete?.[0]?.data?.main[0] ?? [];
	expect(ended?.json).toMatchObject({
		name: 'From a file',
		verdict: 'failed',
		counts: { total: 3, passed: 1, failed: 1, skipped: 1 },
	});
	expect(await sent()).toMatchObject([
		{ title: 'by card', execution: { status: 'passed', duration: 1500 } },
		{
			title: 'by invoice',
			testops_id: 2,
			execution: { status: 'failed', stacktrace: 'at PayTest:7' },
			message: 'No invoice',
			relations: { suite: { data: [{ title: 'shop.PayTest' }] } },
		},
		{ title: 'by points', execution: { status: 'skipped' } },
	]);
});

test('an event brings its run along', async () => {
	const id = await openRun();
	const { error, json } = await create(id, { event: 'RUN_FINISH', run: runOf(passing(2)) });
	expect(error).toBeNull();
	expect(json).toMatchObject([{ runId: String(id), accepted: 2 }]);
});

test('each item is a run, and goes into the run of Qase that its parameters name', async () => {
	const [first, second] = [await openRun(), await openRun()];
	const items = [
		{ into: first, ...runOf(passing(2)) },
		{ into: second, ...runOf(passing(1)) },
	];
	const { outputs } = await qase.run(
		'createResults',
		{ ...FROM_RUNS, runId: byId('={{ $json.into }}') },
		{ items },
	);
	expect(outputs[0]).toMatchObject([
		{ json: { runId: String(first), accepted: 2 }, pairedItem: { item: 0 } },
		{ json: { runId: String(second), accepted: 1 }, pairedItem: { item: 1 } },
	]);
});

test('with On Error Continue an item that is no run keeps none of the others back', async () => {
	const id = await openRun();
	const { outputs } = await qase.run(
		'createResults',
		{ ...FROM_RUNS, runId: byId(id) },
		{ items: [{ a: 1 }, runOf(passing(1))], continueOnFail: true },
	);
	expect(outputs[0]).toMatchObject([
		{ json: { error: expect.stringContaining("'Test Run' holds no test run") }, pairedItem: { item: 0 } },
		{ json: { accepted: 1 }, pairedItem: { item: 1 } },
	]);
});

test('variants and tests of the same title in two suites are results of their own', async () => {
	const id = await openRun();
	await create(
		id,
		runOf([
			{ suite: 'Cart', group: 'chromium' },
			{ suite: 'Cart', group: 'firefox', status: 'failed' },
			{ suite: 'Login', group: 'chromium' },
		]),
	);
	expect(await countsOf(id)).toMatchObject({ total: 3, passed: 2, failed: 1 });
	expect((await sent()).map(({ params }) => params)).toEqual([
		{ group: 'chromium' },
		{ group: 'firefox' },
		{ group: 'chromium' },
	]);
});

test('a test that the run lists several times has a result each, with what went wrong in each', async () => {
	const id = await openRun();
	await create(id, runOf([{ status: 'failed' }, {}, { status: 'failed' }, {}]));
	expect((await sent()).map(({ message }) => message)).toEqual(['Boom 1', null, 'Boom 2', null]);
	expect(new Set((await sent()).map(({ id: key }) => key)).size).toBe(4);
});

test('case ids are left alone where the user says so', async () => {
	const id = await openRun();
	await create(id, runOf([{ title: 'pays (Qase ID: 2)', tags: ['Q-3'] }]), {
		options: { readCaseIds: false },
	});
	expect(await sent()).toEqual([
		expect.objectContaining({ title: 'pays (Qase ID: 2)', fields: { tags: 'Q-3' } }),
	]);
});

describe('is not added twice', () => {
	test('what an earlier execution has added', async () => {
		const id = await openRun();
		const run = runOf([...passing(3), ...passing(3)]);
		await create(id, run);
		await create(id, run);
		const [first, second] = [(await sent()).slice(0, 6), (await sent()).slice(6)];
		expect(first.map(({ id: key }) => key)).toEqual(second.map(({ id: key }) => key));
		expect((await qase.run('getManyResults', { runIds: String(id), returnAll: true })).json).toHaveLength(6);
	});

	test('what was added before a request failed, of which the error tells', async () => {
		const id = await openRun();
		await qase.fault({
			match: { method: 'POST' },
			skip: 2,
			times: 1,
			fault: { kind: 'status', status: 403 },
		});
		const failed = complaint(await create(id, runOf(passing(450))));
		expect(failed).toContain('Could not add results 401 to 450 of 450');
		expect(failed).toContain(
			'The 400 before them were added. Execute this node again for the same run of Qase',
		);

		await create(id, runOf(passing(450)));
		expect(await countsOf(id)).toMatchObject({ total: 450, passed: 450 });
		expect((await qase.run('getManyResults', { runIds: String(id), returnAll: true })).json).toHaveLength(
			450,
		);
	});

	test('by a try of Retry On Fail', async () => {
		const id = await openRun();
		await qase.fault({
			match: { method: 'POST' },
			skip: 1,
			times: 1,
			fault: { kind: 'status', status: 403 },
		});
		const { error } = await qase.run(
			'createResults',
			{ ...FROM_RUNS, runId: byId(id) },
			{
				items: [runOf(passing(250))],
				settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			},
		);
		expect(error).toBeNull();
		expect((await qase.run('getManyResults', { runIds: String(id), returnAll: true })).json).toHaveLength(
			250,
		);
	});

	test.each<[string, Partial<Run>]>([
		['another file', { key: 'report:file-2' }],
		['another build', { buildId: '8' }],
		['another environment', { environment: 'staging' }],
	])('but %s that says the same is another run', async (_, changes) => {
		const id = await openRun();
		await create(id, runOf(passing(1)));
		await create(id, runOf(passing(1), changes));
		expect((await qase.run('getManyResults', { runIds: String(id) })).json).toHaveLength(2);
	});
});

test.each<[string, IDataObject, string]>([
	['nothing', runOf(passing(1)), ''],
	['cut titles', runOf([{ title: 'a'.repeat(300) }]), '1 title cut to 255 characters'],
	['what was not executed', runOf([{ status: 'pending' }]), '1 test not executed: added as skipped.'],
	['what is not understood', runOf([{ status: 'other' }]), '1 test with a status that is not known'],
	[
		'failures that were not read',
		runOf([{ status: 'failed' }, {}], { failures: null }),
		'1 failed test without a message: read the run with all its failures',
	],
	[
		'tests that are counted alone',
		runOf(passing(2), { counts: { ...noCounts(), total: 5 } }),
		'The run counts 5 tests and lists 2: only these were added.',
	],
])('the note tells %s', async (_, run, words) => {
	const { json } = await create(await openRun(), run);
	if (words === '') expect(json[0]?.note).toBeNull();
	else expect(json[0]?.note).toContain(words);
});

test.each<[string, IDataObject, string]>([
	['no run', { title: 'pays' }, "'Test Run' holds no test run | Give the whole item of a run"],
	[
		'a run that goes on',
		runOf(passing(1), { status: 'running' }),
		'is a run that has not ended | Wait for the run',
	],
	[
		'failures alone',
		runOf([{ status: 'failed' }], { tests: null }),
		"'Test Run' has no list of tests | Turn on Include Tests in the node that read the run, such as the Test Run Reader. Failures alone are not added",
	],
	['no failures either', runOf([], { tests: null, failures: null }), 'Turn on Include Tests'],
	['no tests', runOf([]), "'Test Run' has no list of tests"],
	[
		'the run of Qase itself',
		runOf([], { platform: 'qase', tests: null }),
		"is a run of Qase: its results are there already | Give the whole item of a run: {{ $json }}, or {{ $('Test Run Reader').item.json }}",
	],
])('refuses %s before anything is sent', async (_, run, words) => {
	expect(complaint(await create(1, run))).toContain(words);
	expect(await qase.calls()).toEqual([]);
});
