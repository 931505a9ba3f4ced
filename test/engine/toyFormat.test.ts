/** One more format of reports, added by an entry in the registry: the node offers it and writes it as any other. */
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type * as Registry from '../../core/reports';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { sampleFailure, sampleRun } from '../unit/core/sampleRun';
import { nodeRun } from './harness';
import type * as Toy from './toyFormat';

// The registry as it would be with the entry; jest puts this before the imports of the node that reads it.
jest.mock('../../core/reports', () => {
	const { outputFormats, listOf } = jest.requireActual<typeof Registry>('../../core/reports');
	const { soup } = jest.requireActual<typeof Toy>('./toyFormat');
	const all = { ...outputFormats, soup };
	return { outputFormats: all, formatList: listOf(all) };
});

const node = new TestRunReport();
const failures = [sampleFailure('pays'), sampleFailure('logs in')];
const run = sampleRun({ counts: { total: 2, passed: 0, failed: 2 }, failures }) as unknown as IDataObject;

test('is among the choices, by its name', () => {
	const [{ options }] = node.description.properties;

	const { formatList } = jest.requireActual<typeof Registry>('../../core/reports');

	expect((options as INodePropertyOptions[]).map(({ name }) => name)).toEqual([
		'Alphabet Soup',
		...formatList.map(({ name }) => name).sort((a, b) => a.localeCompare(b)),
	]);
});

test('has the parameters of what it can, and no others', () => {
	const { properties } = node.description;
	const fields = ['options', 'reportPer'].flatMap(
		(name) => (properties.find((property) => property.name === name)?.options ?? []) as INodeProperties[],
	);
	const shownFor = (format: string) =>
		fields
			.filter(({ displayOptions }) => displayOptions?.show?.['/format']?.includes(format) ?? true)
			.map(({ displayName, name }) => displayName ?? name)
			.sort();
	const common = ['Include Stack', 'Maximum Failures', 'Title', 'Run', 'All Items'];

	expect(shownFor('soup')).toEqual([...common, 'Put Output File in Field'].sort());
	expect(shownFor('markdown')).toEqual([...common, 'Marker'].sort());
	expect(shownFor('jira')).toEqual([...common, 'Failed Test'].sort());
});

test('is written as a file with its own ending and type, and makes no tickets', async () => {
	const { outputs } = await nodeRun({ node, parameters: { format: 'soup' }, items: [run] });
	const [item] = outputs[0] ?? [];

	expect(item.json).toMatchObject({ format: 'soup', verdict: 'failed' });
	expect(item.binary?.data).toMatchObject({ fileName: 'test-run-run-1.soup', mimeType: 'text/x-soup' });
	expect(Buffer.from(String(item.binary?.data.data), 'base64').toString()).toBe(
		'checkout > pays\ncheckout > logs in',
	);

	const parameters = { format: 'soup', reportPer: 'failure' };
	const { error } = await nodeRun({ node, parameters, items: [run] });
	expect(error?.message).toBe("'One Report Per' can be 'Failed Test' with the format Jira only");
});
