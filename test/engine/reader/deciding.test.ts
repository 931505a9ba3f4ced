/** What follows a Reader: a Gate that decides on its runs, a comparison with an earlier run, a report. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRun as TestRunNode } from '../../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../../nodes/TestRunGate/TestRunGate.node';
import { TestRunReport } from '../../../nodes/TestRunReport/TestRunReport.node';
import { ctrf, junit } from '../../smallReports';
import { connect, nodeRun, runWorkflow } from '../harness';
import { read, workflowOf, type Files } from './support';

const runOf = async (
	report: string,
	additionalFields: IDataObject = {},
	includeTests = false,
): Promise<IDataObject> => {
	const parameters = { additionalFields, includeTests } as INodeParameters;
	const { error, runs } = await read([{ files: { file: report } }], { parameters });
	expect(error).toBeNull();
	return runs[0] as IDataObject;
};

const OUTPUTS = ['Passed', 'Failed', 'Inconclusive', 'Still Running'];

describe('Gate', () => {
	test.each<[string, Files, INodeParameters, string]>([
		['all passed', { a: junit('+adds +pays') }, {}, 'Passed'],
		['a failure', { a: junit('+adds -pays') }, {}, 'Failed'],
		['a failure within the limits', { a: junit('+adds -pays') }, { maxFailures: 1 }, 'Passed'],
		['a failure that is ignored', { a: junit('+adds -pays') }, { ignoreTests: 'cart > pays' }, 'Passed'],
		['a retry', { a: junit('-pays +pays') }, {}, 'Passed'],
		['a retry that counts as failed', { a: junit('-pays +pays') }, { flaky: 'fail' }, 'Failed'],
		['skips alone', { a: junit('?adds') }, {}, 'Inconclusive'],
		['no test', { a: ctrf() }, {}, 'Inconclusive'],
		['too few tests', { a: ctrf('adds') }, { minTests: 2 }, 'Inconclusive'],
		[
			'an error outside any test',
			{ a: '<testsuite name="cart" tests="1" errors="1"><testcase name="adds"/></testsuite>' },
			{},
			'Failed',
		],
		['a failure in one of two files', { a: junit('+adds'), b: junit('-pays', 'post') }, {}, 'Failed'],
	])('%s', async (_, files, rules, output) => {
		const { nodeTypes, workflow } = workflowOf([{ files }], {});
		const flow = await runWorkflow({
			nodeTypes: { ...nodeTypes, 'n8n-nodes-test-runs.testRunGate': new TestRunGate() },
			workflow: {
				nodes: [
					...workflow.nodes,
					{ name: 'Gate', type: 'n8n-nodes-test-runs.testRunGate', parameters: { rules } },
				],
				connections: connect(['Start', 'Files'], ['Files', 'Reader'], ['Reader', 'Gate']),
			},
		});
		expect(OUTPUTS.filter((_name, index) => flow.output('Gate', index).length > 0)).toEqual([output]);
	});
});

describe('Compare Runs', () => {
	const compare = async (run: IDataObject, previousRun: unknown, more: INodeParameters = {}) =>
		await nodeRun({
			node: new TestRunNode(),
			parameters: { resource: 'any', operation: 'compareRuns', previousRun: previousRun as never, ...more },
			items: [run],
		});
	const changes = (json: IDataObject | undefined) =>
		(json?.failures as Array<{ title: string; change?: string }>).map(({ title, change }) => [title, change]);

	describe('with an earlier run', () => {
		test('tells new failures from known ones by a run that an expression gives', async () => {
			const before = await runOf(junit('-pays -adds +ships'));
			const now = await runOf(junit('-pays +adds -ships'), {}, true);
			for (const given of [before, JSON.stringify(before), '={{ $json.before }}']) {
				const { error, json } = await compare({ ...now, before }, given);
				expect(error).toBeNull();
				expect(changes(json[0])).toEqual([
					['pays', 'stillFailing'],
					['ships', 'new'],
					['adds', 'recovered'],
				]);
				expect(json[0]?.comparison).toMatchObject({ newFailures: 1, stillFailing: 1, recovered: 1 });
			}
		});

		test('without the tests of the run it is not known what recovered', async () => {
			const { json } = await compare(await runOf(junit('+pays')), await runOf(junit('-pays')));
			expect(json[0]).toMatchObject({
				failures: [],
				comparison: { newFailures: 0, recovered: null, notRun: null },
				comparisonNote: expect.stringContaining('so it is not known what recovered'),
			});
		});

		test('lets a Gate pass a run whose failures are known', async () => {
			const before = await runOf(junit('-pays +adds'));
			const decide = async (report: string) => {
				const { json } = await compare(await runOf(report), before);
				const gate = await nodeRun({
					node: new TestRunGate(),
					parameters: { rules: { onlyNewFailures: true } },
					items: json,
				});
				return OUTPUTS[gate.outputs.findIndex((items) => items.length > 0)];
			};
			expect(await decide(junit('-pays +adds +ships'))).toBe('Passed');
			expect(await decide(junit('-pays -adds +ships'))).toBe('Failed');
		});

		test('keeps flaky tests apart: they are neither new nor known', async () => {
			const { json } = await compare(await runOf(junit('-pays +pays -adds')), await runOf(junit('+pays')));
			expect(changes(json[0])).toEqual([
				['adds', 'new'],
				['pays', undefined],
			]);
		});
	});

	describe('without one that can be compared', () => {
		test.each([
			['', 'There is no earlier run to compare with.'],
			['={{ $json.nothing }}', 'There is no earlier run to compare with.'],
		])('compares nothing where there is no earlier run: %j', async (given, note) => {
			const { json } = await compare(await runOf(junit('-pays')), given);
			expect(json[0]).toMatchObject({ comparison: null, comparisonNote: note });
			expect(changes(json[0])).toEqual([['pays', undefined]]);
		});

		test('calls nothing new against a run whose failures are not there', async () => {
			const before = { ...(await runOf(junit('-pays +adds'))), failures: null };
			const { json } = await compare(await runOf(junit('-pays')), before);
			expect(changes(json[0])).toEqual([['pays', undefined]]);
			expect(json[0]?.comparisonNote).toMatch(/^Not all failures of the earlier run could be read/);
		});

		test('refuses the run itself and what began later, against which each failure looks known', async () => {
			const run = await runOf(junit('-pays'), { buildId: '1' });
			expect((await compare(run, '={{ $json }}')).error?.message).toBe("'Earlier Run' is the run itself");
			const same = await runOf(junit('-pays'), { buildId: '2' });
			expect(changes((await compare(run, same)).json[0])).toEqual([['pays', 'stillFailing']]);
			const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'].map(
				(startedAt, index) => ({
					...run,
					startedAt,
					key: `report:${index}`,
				}),
			);
			expect((await compare(early as IDataObject, late)).error?.message).toBe(
				"'Earlier Run' is a run that started later",
			);
			expect((await compare(late as IDataObject, early)).error).toBeNull();
		});

		test.each([
			[{ verdict: 'passed' }, "'Earlier Run' holds no test run"],
			['hello', "'Earlier Run' is not valid JSON"],
		])('refuses what is no run: %j', async (given, message) => {
			expect((await compare(await runOf(junit('-pays')), given)).error?.message).toBe(message);
		});

		test('refuses an item that holds no run', async () => {
			expect((await compare({ file: 'a' }, '')).error?.message).toBe('This item holds no test run');
		});
	});
});

test.each(['ctrf', 'junit'])(
	'a Report writes %s of it, which a Reader reads as the same run',
	async (format) => {
		const { runs } = await read([{ files: { file: junit('+adds -pays ?refunds -ships +ships') } }], {
			parameters: { includeTests: true },
		});
		const { outputs } = await nodeRun({
			node: new TestRunReport(),
			parameters: { format, options: { includeStack: true } },
			items: runs,
		});
		const file = outputs[0]?.[0]?.binary?.data;
		const again = await runOf(Buffer.from(String(file?.data), 'base64').toString());
		for (const name of ['verdict', 'verdictReason', 'counts', 'failures', 'durationMs'])
			expect({ [name]: again[name] }).toEqual({ [name]: runs[0]?.[name] });
	},
);
