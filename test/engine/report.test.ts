/** The report in a workflow: what each format puts out, per run, over all items and per failed test. */
import type { NodeOperationError } from 'n8n-workflow';
import { type INodeParameters } from 'n8n-workflow';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { connect, runWorkflow } from './harness';
import { report, red, green } from './reportRuns';

const COMMON = ['format', 'runKeys', 'text', 'title', 'url', 'verdict'];

describe('one report per run', () => {
	describe('what each format gives', () => {
		test.each<[string, string[]]>([
			['slack', ['blocks', 'message']],
			['teams', ['card', 'message']],
			['discord', ['embeds', 'message']],
			['markdown', ['markdown', 'marker']],
			['jira', ['adf', 'description', 'labels', 'summary']],
			['ctrf', []],
			['html', ['html']],
			['junit', []],
			['text', []],
		])('%s gives its own fields and no copy of the run', async (format, fields) => {
			const { error, outputs } = await report([red, green], { format });

			expect(error).toBeNull();
			expect(outputs[0]).toHaveLength(2);
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			for (const { json } of outputs[0] ?? [])
				expect(Object.keys(json).sort()).toEqual([...COMMON, ...fields].sort());
			expect(outputs[0]?.[0]?.json).toMatchObject({
				format,
				title: 'Nightly',
				verdict: 'failed',
				url: 'https://example.com/run/12',
				runKeys: ['qase:SHOP:12'],
			});
			expect(String(outputs[0]?.[0]?.json.text)).toMatch(
				/2 of 10 tests failed: checkout (>|&gt;|\\>) pays by card/,
			);
		});

		test('what goes into the next node comes first', async () => {
			const keysOf = async (format: string) => Object.keys((await report([red], { format })).json[0] ?? {});

			expect((await keysOf('slack')).slice(0, 3)).toEqual(['text', 'message', 'blocks']);
			expect((await keysOf('teams')).slice(0, 3)).toEqual(['text', 'message', 'card']);
			expect((await keysOf('discord')).slice(0, 3)).toEqual(['text', 'message', 'embeds']);
			expect((await keysOf('html')).slice(0, 2)).toEqual(['text', 'html']);
		});

		test.each([
			['html', 'html'],
			['ctrf', 'json'],
		])("n8n's viewer knows %s as %s", async (format, fileType) => {
			const { outputs } = await report([red], { format });

			expect(outputs[0]?.[0]?.binary?.data?.fileType).toBe(fileType);
		});

		test('every format says in the panel where its output goes', () => {
			const { properties } = new TestRunReport().description;
			const [{ options = [] }] = properties;
			const notices = properties.filter(({ type }) => type === 'notice');

			expect(
				notices
					.map(({ displayOptions }) => displayOptions?.show?.format)
					.flat()
					.sort(),
			).toEqual(options.map((option) => String('value' in option && option.value)).sort());
		});

		test.each(['slack', 'discord', 'teams', 'markdown', 'jira', 'html', 'text'])(
			'the notice of %s names only fields that there are',
			async (format) => {
				const notice = new TestRunReport().description.properties.find(
					({ name }) => name === `${format}Notice`,
				);
				const written = [...(notice?.displayName ?? '').matchAll(/\{\{(.*?)\}\}/g)];
				const fields = written.flatMap(([, text]) =>
					[...text.matchAll(/\$json\.(\w+)/g)].map(([, field]) => field),
				);
				const reports = await report([red], { format });
				const tickets = format === 'jira' ? await report([red], { format, reportPer: 'failure' }) : reports;

				expect(fields.length).toBeGreaterThan(0);
				expect(Object.keys({ ...reports.json[0], ...tickets.json[0] })).toEqual(
					expect.arrayContaining(fields),
				);
			},
		);
	});

	describe('what is read for each item', () => {
		test('ctrf, html and junit are files in the chosen field', async () => {
			for (const [format, extension, mimeType, start] of [
				['ctrf', 'json', 'application/json', '{"reportFormat":"CTRF"'],
				['html', 'html', 'text/html', '<!DOCTYPE html>'],
				['junit', 'xml', 'application/xml', '<?xml version="1.0"'],
			]) {
				const { outputs } = await report([red], { format, options: { binaryField: 'page' } });
				const file = outputs[0]?.[0]?.binary?.page;
				expect(file).toMatchObject({ fileName: `test-run-12.${extension}`, mimeType });
				expect(Buffer.from(String(file?.data), 'base64').toString()).toContain(start);
			}
			const [item] = (await report([red], { format: 'html' })).outputs[0] ?? [];
			expect(Object.keys(item?.binary ?? {})).toEqual(['data']);
		});

		test('events of the trigger are read by their run', async () => {
			const { json } = await report([
				{ event: 'RUN_FINISH', platform: 'qase', platformName: 'Qase', deliveryKey: 'x', run: red },
			]);
			expect(json[0]).toMatchObject({ title: 'Nightly', verdict: 'failed' });
		});

		test('parameters are read for each item', async () => {
			const items = [
				{ ...red, as: 'text', heading: 'One' },
				{ ...green, as: 'markdown', heading: 'Two' },
			];
			const { json } = await report(items, {
				format: '={{ $json.as }}',
				options: { title: '={{ $json.heading }}' },
			});
			expect(json.map(({ format, title }) => [format, title])).toEqual([
				['text', 'One'],
				['markdown', 'Two'],
			]);
			expect(json[0]?.text).toBe(
				'Failed: One. 2 of 10 tests failed: checkout > pays by card, checkout > pays by voucher',
			);
		});

		test('options change the report', async () => {
			const { json } = await report([red], {
				format: 'markdown',
				options: { maxFailures: 1, marker: 'web' },
			});
			expect(json[0]?.marker).toBe('<!-- test-run-report:web -->');
			expect(String(json[0]?.markdown)).toContain('… and 1 more failed test.');
		});

		test('the decision of a gate leads', async () => {
			const flow = await runWorkflow({
				nodeTypes: {
					'n8n-nodes-test-runs.testRunGate': new TestRunGate(),
					'n8n-nodes-test-runs.testRunReport': new TestRunReport(),
				},
				input: [red],
				workflow: {
					nodes: [
						{ name: 'Start', type: 'test.start' },
						{
							name: 'Gate',
							type: 'n8n-nodes-test-runs.testRunGate',
							parameters: { rules: { maxFailures: 5 } },
						},
						{ name: 'Report', type: 'n8n-nodes-test-runs.testRunReport', parameters: { format: 'text' } },
					],
					connections: connect(['Start', 'Gate'], ['Gate', 'Report']),
				},
			});
			expect(flow.items('Report')).toEqual([
				expect.objectContaining({
					verdict: 'passed',
					text: 'Passed: 2 failures, at most 5 allowed: checkout > pays by card, checkout > pays by voucher',
				}),
			]);
		});
	});
});

test('one report over all items is paired with all of them', async () => {
	const { outputs } = await report([red, green], { format: 'html', reportPer: 'allItems' });

	expect(outputs[0]).toHaveLength(1);
	const [{ json, binary, pairedItem }] = outputs[0] ?? [];
	expect(json).toMatchObject({
		verdict: 'failed',
		title: '2 test runs',
		url: null,
		runKeys: ['qase:SHOP:12', 'qase:SHOP:13'],
	});
	expect(binary?.data?.fileName).toBe('test-runs.html');
	expect(pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
});

describe('items without a run', () => {
	test.each(['run', 'allItems'])('are an error that names the item (%s)', async (reportPer) => {
		const { status, error } = await report([red, { verdict: 'passed' }], { reportPer });

		expect(status).toBe('error');
		expect(error?.message).toBe('This item holds no test run');
		expect((error as NodeOperationError).context.itemIndex).toBe(1);
	});

	test('become { error } with Continue On Fail; a report over all items is not made without one of them', async () => {
		const perRun = await report([{ a: 1 }, red], {}, true);
		expect(perRun.json.map(({ error, title }) => error ?? title)).toEqual([
			'This item holds no test run',
			'Nightly',
		]);
		expect(perRun.outputs[0]?.[0]?.json).toEqual({
			error: 'This item holds no test run',
			message: expect.stringMatching(/^Connect a node that returns runs/) as string,
		});

		const all = await report([red, { a: 1 }], { reportPer: 'allItems' }, true);
		expect(all.outputs[0]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['No report was written', { item: 0 }],
			['This item holds no test run', { item: 1 }],
		]);
		expect(all.json[0]?.message).toMatch(/^Item 1 could not be used: This item holds no test run\. /);
	});
});

test.each<[INodeParameters, RegExp]>([
	[{ options: { maxFailures: -1 } }, /'Maximum Failures' must be 0 or more/],
	[{ reportPer: '={{ "All Items" }}' }, /'One Report Per' has no choice 'All Items'/],
	[{ reportPer: '={{ null }}' }, /'One Report Per' is empty/],
	[{ format: 'jira', reportPer: '={{ "Failure" }}' }, /'One Report Per' has no choice 'Failure'/],
	[{ options: { maxFailures: '={{ "many" }}' } }, /'Maximum Failures' is not a number/],
	[{ format: '={{ "pdf" }}' }, /'Format' has no choice 'pdf'/],
])('%j is refused', async (parameters, message) => {
	expect((await report([red], parameters)).error?.message).toMatch(message);
});
