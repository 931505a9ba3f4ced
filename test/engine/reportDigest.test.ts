/** A digest in n8n's engine: what Test Run History summarizes, reported as one item. */
import type { IDataObject, NodeOperationError } from 'n8n-workflow';

import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { sampleFailure, sampleRun, sampleTest } from '../unit/core/sampleRun';
import { nodeRun } from './harness';

const node = new TestRunReport();

/** Six runs, one a day; the last three of them fail. */
const runs = Array.from({ length: 6 }, (_, day) => {
	const hasFailed = day >= 3;
	return sampleRun({
		id: `run-${day}`,
		branch: 'main',
		counts: { total: 2, passed: hasFailed ? 1 : 2, failed: hasFailed ? 1 : 0 },
		finishedAt: `2026-11-1${day}T10:00:00.000Z`,
		tests: [
			sampleTest('pays', { testKey: 'a'.repeat(16), status: hasFailed ? 'failed' : 'passed' }),
			sampleTest('logs in', { testKey: 'b'.repeat(16), durationMs: 4_000 }),
		],
		failures: hasFailed ? [sampleFailure('pays', { testKey: 'a'.repeat(16) })] : [],
	}) as unknown as IDataObject;
});

async function summaries(): Promise<IDataObject[]> {
	const { outputs } = await nodeRun({
		node: new TestRunHistory(),
		parameters: { operation: 'summarize' },
		items: runs,
	});
	return (outputs[0] ?? []).map(({ json }) => json);
}

test('all summaries become one item, whatever a report is per', async () => {
	for (const reportPer of ['run', 'allItems']) {
		const { outputs } = await nodeRun({
			node,
			parameters: { format: 'slack', reportPer },
			items: await summaries(),
		});
		const [item, ...others] = outputs[0] ?? [];

		expect(others).toEqual([]);
		expect(item.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		expect(Object.keys(item.json).slice(0, 3)).toEqual(['text', 'message', 'blocks']);
		expect(item.json).toMatchObject({ format: 'slack', title: 'Test digest', verdict: null, runKeys: [] });
		expect(item.json.text).toMatch(/1 test fails: 1 broken\..*pays \(failing since 3 runs, \d+ days\)/);
	}
});

test('the page is a file, and a text for e-mails; the title is that of the user', async () => {
	const parameters = { format: 'html', options: { title: 'Week 47', maxFailures: 1 } };
	const { outputs } = await nodeRun({ node, parameters, items: await summaries() });
	const [{ json, binary }] = outputs[0] ?? [];

	expect(binary?.data).toMatchObject({ fileName: 'test-digest.html', mimeType: 'text/html' });
	expect(Buffer.from(String(binary?.data.data), 'base64').toString()).toBe(json.html);
	expect(json.html).toContain('Week 47');
	expect(json.title).toBe('Week 47');
});

test('an item that is no summary is an error that names it, with Continue too', async () => {
	const items = [...(await summaries()), runs[0]];
	const { error } = await nodeRun({ node, parameters: { format: 'slack' }, items });
	expect(error?.message).toBe('This item holds no summary of a test, unlike those before it');
	expect((error as NodeOperationError | undefined)?.context.itemIndex).toBe(2);

	const failed = [...(await summaries()), { error: "This item has no 'runKey'" }];
	const continued = await nodeRun({
		node,
		parameters: { format: 'slack' },
		items: failed,
		onError: 'continueRegularOutput',
	});
	expect((continued.outputs[0] ?? []).map(({ json }) => json.error)).toEqual([
		'No digest was written',
		'No digest was written',
		"This item holds no test run but an error: This item has no 'runKey'",
	]);
});
