/**
 * The fields that n8n shows before a node has run are fields that the node outputs; the operations of Test Run are in
 * `operationSchemas.test.ts`. Reads `dist`, which `npm run build` makes.
 */
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { builtSchema, misfits, type Schema } from '../outputSchemas';
import { nodeRun } from './harness';

const event = { resource: 'any', operation: 'sampleEvent', platform: 'currents', verdict: 'failed' };

/** What a node outputs with the parameters as they are when it is added, of these items. */
async function output(node: INodeType, parameters: INodeParameters, ...given: IDataObject[]) {
	const run = await nodeRun({ node, parameters, items: given.length > 0 ? given : [{}] });
	expect(run.error).toBeNull();
	const items = run.outputs.flat().map(({ json }) => json);
	expect(items.length).toBeGreaterThan(0);
	return items;
}

async function outputs(): Promise<Array<[string, IDataObject[]]>> {
	const events = await output(new TestRun(), event);
	const [{ run }] = events as [{ run: IDataObject }];
	const rows = await output(new TestRunHistory(), { operation: 'makeRows' }, run);
	const summaries = await output(new TestRunHistory(), { operation: 'summarize' }, ...rows);
	return [
		['TestRun/v1.0.0/any/sampleEvent', events],
		['TestRunTrigger/v1.0.0', events],
		['TestRunTrigger/v1.1.0', events],
		['TestRunPollingTrigger/v1.0.0', events],
		['TestRunReader/v1.0.0', [run]],
		['TestRunGate/v1.0.0', await output(new TestRunGate(), {}, run)],
		['TestRunReport/v1.0.0', await output(new TestRunReport(), {}, run)],
		['TestRunHistory/v1.0.0/makeRows', rows],
		['TestRunHistory/v1.0.0/summarize', summaries],
	];
}

test('each output has the fields of its schema', async () => {
	for (const [name, items] of await outputs()) {
		const schema = builtSchema(name);
		expect([name, schema === null]).toEqual([name, false]);
		expect([name, items.flatMap((item) => misfits(item, schema as Schema))]).toEqual([name, []]);
	}
});

test('a field that is missing or of another type is noticed', () => {
	const schema = builtSchema('TestRunGate/v1.0.0') as Schema;
	const gate = {
		verdict: 'failed',
		reasons: [],
		checks: [{ rule: 'r', expected: '1', actual: null, ok: false }],
	};

	expect(misfits({ gate }, schema)).toEqual([]);
	expect(misfits({ gate: { ...gate, reasons: 'none' } }, schema)).toEqual([
		'.gate.reasons is string, not array',
	]);
	expect(misfits({}, schema)).toEqual(['.gate is undefined, not object']);
});
