import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { historyNode } from '../../../../nodes/TestRunHistory/historyNode';

/** Says of tests what many runs say: how flaky they are, and since when they fail. */
export class TestReportHistory implements INodeType {
	description: INodeTypeDescription = {
		...historyNode.description,
		displayName: 'Test Report History',
		name: 'testReportHistory',
		icon: {
			light: 'file:../../../../nodes/TestRunHistory/testRunHistory.svg',
			dark: 'file:../../../../nodes/TestRunHistory/testRunHistory.dark.svg',
		},
		subtitle: historyNode.description.subtitle,
		description:
			'Keep test runs as rows of a table, and tell flaky tests, failures in a row and slower tests',
		defaults: { name: 'Test Report History' },
		// An agent can ask which tests are flaky; the rows come by an expression.
		usableAsTool: true,
	};

	execute = historyNode.execute;
}
