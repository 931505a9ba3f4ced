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
	};

	execute = historyNode.execute;
}
