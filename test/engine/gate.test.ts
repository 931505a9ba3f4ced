/** The gate in a workflow: four outputs, every rule, and items that it cannot judge. */
import { NodeOperationError, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { ruleFields } from '../../nodes/TestRunGate/properties';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { buildFailure } from '../../core/model/buildFailure';
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import { noCounts } from '../../core/model/counts';
import type { TestFailure } from '../../core/model/TestRun';
import { connect, nodeRun, runWorkflow } from './harness';

const OUTPUTS = ['Passed', 'Failed', 'Inconclusive', 'Still Running'];

interface Judged {
	gate: {
		verdict: string;
		reasons: string[];
		checks: Array<{ rule: string; expected: unknown; actual: unknown; ok: boolean }>;
	};
	error?: string;
}

function failureOf(title: string, change?: TestFailure['change'], file = 'checkout.spec.ts'): TestFailure {
	const failure = buildFailure({ project: 'shop', title, file, status: 'failed', message: 'boom' });
	return change ? { ...failure, change } : failure;
}

/** A finished run of ten tests. */
function item(failed: number, facts: Partial<RunFacts> = {}): IDataObject {
	const counts = { ...noCounts(), total: 10, passed: 10 - failed, failed, skipped: 0, flaky: 0 };
	return buildRun({
		platform: 'qodex',
		platformName: 'Qodex',
		id: 'run_1',
		status: 'finished',
		counts,
		...facts,
	}) as unknown as IDataObject;
}

async function judge(items: IDataObject[], parameters: INodeParameters = {}, continueOnFail = false) {
	return await nodeRun({ node: new TestRunGate(), parameters, items, continueOnFail });
}

/** The name of the one output that one item goes to, and the item as it comes out. */
async function judgeOne(one: IDataObject, rules: INodeParameters = {}) {
	const run = await judge([one], { rules });
	expect(run.error).toBeNull();
	const taken = run.outputs.flatMap((items, index) => (items.length > 0 ? [OUTPUTS[index]] : []));
	expect(taken).toHaveLength(1);
	return { output: taken[0], json: run.outputs.flat()[0]?.json as unknown as Judged };
}

const twoFailures = [
	failureOf('pays by card'),
	failureOf('pays by voucher', undefined, 'legacy/voucher.spec.ts'),
];

const flakyRun = item(0, { counts: { ...noCounts(), total: 2, passed: 2, failed: 0, flaky: 1 } });

describe('the four outputs', () => {
	test.each<[string, IDataObject]>([
		['Passed', item(0)],
		['Failed', item(1)],
		['Inconclusive', item(0, { status: 'timedOut' })],
		['Inconclusive', item(0, { status: 'unknown', platformWords: 'archived' })],
		['Inconclusive', item(0, { counts: { ...noCounts(), total: 0, passed: 0, failed: 0 } })],
		['Still Running', item(1, { status: 'running' })],
		['Still Running', item(0, { status: 'queued' })],
	])('%s, without rules', async (output, json) => {
		const judged = await judgeOne(json);

		expect(judged.output).toBe(output);
		expect(judged.json.gate.reasons.length).toBeGreaterThan(0);
	});

	test('each item goes its own way, with its pair and all that it held', async () => {
		const items = [
			item(0),
			item(2),
			item(0, { status: 'canceled' }),
			item(0, { status: 'running' }),
			item(0),
		];
		const run = await judge(items.map((json, index) => ({ ...json, note: index })));

		const ways = run.outputs.map((output) => output.map(({ json, pairedItem }) => [json.note, pairedItem]));
		expect(ways).toEqual([
			[
				[0, { item: 0 }],
				[4, { item: 4 }],
			],
			[[1, { item: 1 }]],
			[[2, { item: 2 }]],
			[[3, { item: 3 }]],
		]);
		expect(run.outputs[1]?.[0]?.json).toMatchObject({ ...items[1], gate: { verdict: 'failed' } });
	});

	test('events of the trigger are judged by their run, and stay events', async () => {
		const event = {
			event: 'RUN_FINISH',
			platform: 'qodex',
			platformName: 'Qodex',
			deliveryKey: 'qodex:run_1:x',
			run: item(1),
			raw: { a: 1 },
		};
		const { output, json } = await judgeOne(event);

		expect(output).toBe('Failed');
		expect(json).toMatchObject({ ...event, gate: { verdict: 'failed' } });
	});

	test('are wired one by one in a workflow', async () => {
		const run = await runWorkflow({
			nodeTypes: { 'n8n-nodes-test-runs.testRunGate': new TestRunGate() },
			input: [item(0), item(1)],
			workflow: {
				nodes: [
					{ name: 'Start', type: 'test.start' },
					{ name: 'Gate', type: 'n8n-nodes-test-runs.testRunGate' },
					...OUTPUTS.map((name) => ({ name, type: 'test.noOp' })),
				],
				connections: connect(
					['Start', 'Gate'],
					...OUTPUTS.map((name, index) => ['Gate', name, index] as [string, string, number]),
				),
			},
		});

		expect(OUTPUTS.map((name) => run.items(name).length)).toEqual([1, 1, 0, 0]);
	});
});

describe('rules', () => {
	describe('values that are refused or left out', () => {
		test.each<[string, string, unknown]>([
			...['={{ null }}', '={{ undefined }}', '={{ "" }}', '={{ $json.limits.rate }}'].flatMap((nothing) => [
				['Minimum Pass Rate (%)', 'minPassRate', nothing] as [string, string, string],
				['Required Tags', 'requiredTags', nothing] as [string, string, string],
			]),
			['Flaky Tests', 'flaky', '={{ null }}'],
			['Ignore Tests', 'ignoreTests', '={{ null }}'],
			['Inconclusive Counts As', 'inconclusiveAs', '={{ null }}'],
			['Maximum Failure Rate (%)', 'maxFailureRate', '={{ null }}'],
			['Maximum Failures', 'maxFailures', '={{ null }}'],
			['Maximum Failures', 'maxFailures', ''],
			['Maximum Failures', 'maxFailures', null],
			['Minimum Tests', 'minTests', '={{ undefined }}'],
			['Required Tags', 'requiredTags', '={{ [null] }}'],
		])('%s that gives nothing is refused (%s: %j)', async (label, name, value) => {
			const rules = { maxFailures: 5, [name]: value } as INodeParameters;

			const { error, outputs } = await judge([item(2, { tags: ['smoke'] })], { rules });

			expect(error?.message).toContain(`'${label}' is empty`);
			expect(outputs.flat()).toEqual([]);
		});

		test.each(['={{ null }}', '={{ undefined }}', '={{ "yes" }}', '={{ 2 }}', '={{ "" }}'])(
			'Only New Failures and Stop on Failed that are neither true nor false are refused (%s)',
			async (flag) => {
				const known = item(2, { failures: twoFailures });
				const rule = await judge([known], { rules: { onlyNewFailures: flag } });
				const stop = await judge([known], { stopOnFailed: flag });

				expect(rule.error?.message).toMatch(/'Only New Failures' is (empty|neither true nor false)/);
				expect(stop.error?.message).toContain("'Stop on Failed' is neither true nor false");
			},
		);

		test.each(['={{ "TRUE" }}', '={{ 1 }}', '={{ " true" }}'])('Stop on Failed as %s is on', async (flag) => {
			const { error } = await judge([item(2)], { stopOnFailed: flag });

			expect(error?.message).toContain('The test run did not pass');
		});

		test('tests that are in none of the counts are allowed by no limit', async () => {
			const counts = (more: object) => ({
				counts: { ...noCounts(), total: 10, passed: 3, failed: 1, ...more },
			});

			const open = await judgeOne(item(1, counts({})), { maxFailures: 5 });
			expect(open.output).toBe('Inconclusive');
			expect(open.json.gate.reasons[0]).toContain('6 tests are in none of the counts');
			expect((await judgeOne(item(1, counts({ skipped: 6 })), { maxFailures: 5 })).output).toBe('Passed');
		});

		test('a rule that was added and left as it is works', async () => {
			const left = Object.fromEntries(ruleFields.map(({ name, default: value }) => [name, value]));

			expect((await judgeOne(item(0), left as INodeParameters)).output).toBe('Passed');
			expect((await judgeOne(item(1), { requiredTags: '', ignoreTests: '' })).output).toBe('Failed');
		});
	});

	describe('checks', () => {
		test.each<[string, INodeParameters, IDataObject, string]>([
			['minPassRate in percent, met', { minPassRate: 80 }, item(2), 'Passed'],
			['minPassRate in percent, just met', { minPassRate: '={{ 80.0 }}' }, item(2), 'Passed'],
			['minPassRate, not met', { minPassRate: 80.01 }, item(2), 'Failed'],
			['minPassRate of one percent is not a rate of one', { minPassRate: 1 }, item(9), 'Passed'],
			['maxFailures, met', { maxFailures: 2 }, item(2), 'Passed'],
			['maxFailures, not met', { maxFailures: 1 }, item(2), 'Failed'],
			['maxFailures of 0', { maxFailures: 0 }, item(1), 'Failed'],
			['maxFailureRate in percent, met', { maxFailureRate: 20 }, item(2), 'Passed'],
			['maxFailureRate, not met', { maxFailureRate: 19.99 }, item(2), 'Failed'],
			['minTests, met', { minTests: 10 }, item(0), 'Passed'],
			['minTests, not met', { minTests: 11 }, item(0), 'Inconclusive'],
			['flaky tests pass', {}, flakyRun, 'Passed'],
			['flaky tests fail', { flaky: 'fail' }, flakyRun, 'Failed'],
			['flaky tests leave it open', { flaky: 'inconclusive' }, flakyRun, 'Inconclusive'],
			[
				'ignoreTests, all',
				{ ignoreTests: 'pays by card, legacy/*' },
				item(2, { failures: twoFailures }),
				'Passed',
			],
			['ignoreTests, some', { ignoreTests: 'legacy/*' }, item(2, { failures: twoFailures }), 'Failed'],
			['ignoreTests without failures to look at', { ignoreTests: '*' }, item(2), 'Failed'],
			[
				'onlyNewFailures, none new',
				{ onlyNewFailures: true },
				item(2, { failures: [failureOf('a', 'stillFailing'), failureOf('b', 'stillFailing')] }),
				'Passed',
			],
			[
				'onlyNewFailures, one new',
				{ onlyNewFailures: true },
				item(2, { failures: [failureOf('a', 'stillFailing'), failureOf('b', 'new')] }),
				'Failed',
			],
			[
				'requiredTags, there',
				{ requiredTags: 'smoke, web' },
				item(0, { tags: ['web', 'smoke', 'x'] }),
				'Passed',
			],
			[
				'requiredTags, missing',
				{ requiredTags: '={{ ["smoke", "web"] }}' },
				item(0, { tags: ['web'] }),
				'Inconclusive',
			],
			['inconclusiveAs passed', { inconclusiveAs: 'passed' }, item(0, { status: 'timedOut' }), 'Passed'],
			['inconclusiveAs failed', { inconclusiveAs: 'failed' }, item(0, { status: 'timedOut' }), 'Failed'],
			[
				'inconclusiveAs leaves a running run alone',
				{ inconclusiveAs: 'failed' },
				item(0, { status: 'running' }),
				'Still Running',
			],
			['several rules, one broken', { minPassRate: 50, maxFailures: 1 }, item(2), 'Failed'],
			[
				'limits do not save a run that was stopped',
				{ minPassRate: 0 },
				item(2, { status: 'canceled' }),
				'Inconclusive',
			],
		])('%s', async (_, rules, json, output) => {
			const judged = await judgeOne(json, rules);

			expect({ output: judged.output, reasons: judged.json.gate.reasons }).toMatchObject({ output });
			expect(judged.json.gate.reasons.every((reason) => /\S/.test(reason))).toBe(true);
		});

		test('are shown as checks, with rates of 0 to 1', async () => {
			const { json } = await judgeOne(item(2), { minPassRate: 90, maxFailures: 5 });

			const checks = Object.fromEntries(json.gate.checks.map(({ rule, ...check }) => [rule, check]));
			expect(checks).toMatchObject({
				minPassRate: { expected: 0.9, actual: 0.8, ok: false },
				maxFailures: { expected: 5, actual: 2, ok: true },
			});
		});

		test.each([
			['minPassRate', 101],
			['minPassRate', -1],
			['maxFailureRate', 1000],
		])('%s of %i percent is refused', async (rule, percent) => {
			const run = await judge([item(0)], { rules: { [rule]: percent } });

			expect(run.status).toBe('error');
			expect(run.error?.message).toMatch(/Rate \(%\)' must be between 0 and 100/);
		});

		test('are read for each item', async () => {
			const items = [1, 3].map((max) => ({ ...item(2), max }));
			const run = await judge(items, { rules: { maxFailures: '={{ $json.max }}' } });

			expect(run.outputs.map(({ length }) => length)).toEqual([1, 1, 0, 0]);
		});
	});
});

describe('Stop on Failed', () => {
	test('ends the workflow with the reason', async () => {
		const run = await judge([item(0), item(3)], { stopOnFailed: true });

		expect(run.status).toBe('error');
		expect(run.error).toBeInstanceOf(NodeOperationError);
		expect(run.error?.message).toContain('3 of 10 tests failed');
		expect((run.error as NodeOperationError).context.itemIndex).toBe(1);
	});

	test.each([
		['passed', item(0)],
		['inconclusive', item(0, { status: 'timedOut' })],
		['pending', item(1, { status: 'running' })],
	])('lets a run through that is %s', async (verdict, json) => {
		const run = await judge([json], { stopOnFailed: true });

		expect(run.outputs.flat().map((one) => (one.json as unknown as Judged).gate.verdict)).toEqual([verdict]);
	});
});

describe('items without a run', () => {
	const strangers: Array<[string, IDataObject]> = [
		['nothing', {}],
		['something else', { verdict: 'passed' }],
		[
			'an event that is not about a run',
			{ event: 'defect.created', platform: 'qase', platformName: 'Qase', run: null },
		],
		['a run without a known verdict', { ...item(0), verdict: 'green' }],
	];

	test.each(strangers)('%s: an error that names the item', async (_, json) => {
		const run = await judge([item(0), json]);

		expect(run.status).toBe('error');
		expect(run.error?.message).toMatch(/holds no test run/);
		expect((run.error as NodeOperationError).context.itemIndex).toBe(1);
	});

	test('go to Inconclusive with Continue On Fail, never to Passed', async () => {
		const run = await judge([...strangers.map(([, json]) => json), item(0)], {}, true);

		expect(run.outputs.map(({ length }) => length)).toEqual([1, 0, strangers.length, 0]);
		expect(run.outputs[2]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual(
			strangers.map((_, index) => ['This item holds no test run', { item: index }]),
		);
	});

	test('Stop on Failed with Continue On Fail does not hide that a run failed', async () => {
		const run = await judge([item(1)], { stopOnFailed: true }, true);

		expect(run.outputs[0]).toEqual([]);
		expect(run.outputs.flat()).toHaveLength(1);
	});
});

describe('what is stored with the execution', () => {
	test('the decision and what the run is', async () => {
		const run = await judge([item(1, { branch: 'main' })]);

		expect(run.metadata).toEqual({
			verdict: 'failed',
			platform: 'qodex',
			branch: 'main',
			run: 'qodex:run_1',
		});
	});

	test('of several runs the worst decision, and only what they share', async () => {
		const run = await judge([item(0, { branch: 'main' }), item(1, { id: 'run_2', branch: 'main' }), item(0)]);

		expect(run.metadata).toEqual({ verdict: 'failed', platform: 'qodex' });
	});

	test('also with Stop on Failed, which ends the execution', async () => {
		const run = await judge([item(1)], { stopOnFailed: true });

		expect(run.status).toBe('error');
		expect(run.metadata).toMatchObject({ verdict: 'failed', run: 'qodex:run_1' });
	});

	test('an item about which nothing could be decided never counts as passed', async () => {
		expect((await judge([item(0), {}], {}, true)).metadata).toEqual({ verdict: 'inconclusive' });
	});
});
