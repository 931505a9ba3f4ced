import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { historyNode } from './historyNode';

/** Says of tests what many runs say: how flaky they are, and since when they fail. */
export class TestRunHistory implements INodeType {
	description: INodeTypeDescription = {
		...historyNode.description,
		displayName: 'Test Run History',
		name: 'testRunHistory',
		icon: { light: 'file:testRunHistory.svg', dark: 'file:testRunHistory.dark.svg' },
		subtitle: historyNode.description.subtitle,
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
	};

	execute = historyNode.execute;
}
