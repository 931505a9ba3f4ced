import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { withOnError } from '../../n8n/items/onError';
import { chosenName } from '../../n8n/parameters/subtitle';
import { historyProperties, operationField } from './properties';

/** Says of tests what many runs say: how flaky they are, and since when they fail. */
export class TestRunHistory implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Test Run History',
		name: 'testRunHistory',
		icon: { light: 'file:testRunHistory.svg', dark: 'file:testRunHistory.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${chosenName(operationField)} }}`,
		description:
			'Keep test runs as rows of a table, and tell flaky tests, failures in a row and slower tests',
		defaults: { name: 'Test Run History' },
		// An agent can ask which tests are flaky; the rows come by an expression.
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Keep the rows of makeRows in a Data Table. Between the trigger and Test Run Gate, addHistory adds since when each test fails and how flaky it is, from the rows of that table.',
			relatedNodes: [
				{ nodeType: 'n8n-nodes-base.dataTable', relationHint: 'Keeps the rows of earlier runs' },
				{
					nodeType: 'n8n-nodes-test-runs.testRunGate',
					relationHint: 'Leaves out failures of flaky tests, or counts those from the Nth in a row',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: historyProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await withOnError(this, async () => {
			const { executeOperation } = await import('./executeOperation');
			return [await executeOperation(this)];
		});
	}
}
