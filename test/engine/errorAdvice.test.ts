/** An error item tells what to do next, as the error itself does: whoever gets it from an error output sees no panel. */
import type { IDataObject, INode, INodeType, NodeOperationError } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { sampleRun } from '../unit/core/sampleRun';
import { nodeRun } from './harness';
import { OF_ONE, WHOLE, type NodeName } from './onErrorFaults';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();

const NODES: Record<NodeName, () => INodeType> = {
	testRun: () => new TestRun(),
	gate: () => new TestRunGate(),
	history: () => new TestRunHistory(),
	reader: () => new TestRunReader(),
	report: () => new TestRunReport(),
};

const RUN = sampleRun({
	platform: 'qodex',
	platformName: 'Qodex',
	id: 'run_1',
	platformVerdict: 'passed',
	counts: { total: 3, passed: 3, failed: 0 },
}) as unknown as IDataObject;

const faults = [
	...WHOLE.filter(({ isGone, broken }) => !isGone && !broken).map((fault) => ({
		...fault,
		items: [RUN, RUN],
	})),
	...OF_ONE.map((fault) => ({
		...fault,
		items: [{ ...RUN, limit: 1, most: 5, as: 'text', ...fault.second }],
	})),
];

describe.each(faults)('$node, $what', ({ node, parameters, items }) => {
	const ended = async (onError?: INode['onError']) =>
		await nodeRun({
			node: NODES[node](),
			parameters,
			items,
			onError,
			credentials: node === 'testRun' ? credentialsFor(sandbox()) : {},
			credentialTypes,
		});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'On Error: %s gives the whole text',
		async (onError) => {
			const { message, description } = (await ended()).error as NodeOperationError;
			const told = (await ended(onError)).outputs.flat().filter(({ json }) => json.error !== undefined);

			expect(told).toHaveLength(items.length);
			for (const { json } of told) {
				// Items of one run that another item keeps back say what is wrong with that one.
				const text = [json.error, json.message].filter(Boolean).join('. ');
				expect(text.endsWith([message, description].filter(Boolean).join('. '))).toBe(true);
			}
		},
	);
});
