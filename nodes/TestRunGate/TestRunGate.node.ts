import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { gateNode } from './gateNode';

/** Sends each run to the output for its verdict. */
export class TestRunGate implements INodeType {
	description: INodeTypeDescription = {
		...gateNode.description,
		displayName: 'Test Run Gate',
		name: 'testRunGate',
		icon: { light: 'file:testRunGate.svg', dark: 'file:testRunGate.dark.svg' },
		subtitle: gateNode.description.subtitle,
		description: 'Decide whether a test run passed, failed, is inconclusive or is still running',
		defaults: { name: 'Test Run Gate' },
		// Not usable as a tool: it only decides about input items, so an agent has nothing to call.
		usableAsTool: undefined,
		builderHint: {
			searchHint:
				'Has four outputs in this order: Passed, Failed, Inconclusive, Still Running. Connect at least Failed and Inconclusive: an inconclusive run is not a pass. Without rules the verdict of the run decides.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-test-runs.testRunReport',
					relationHint: 'Writes what was decided for Slack, Jira, a pull request and others',
				},
				{ nodeType: 'n8n-nodes-test-runs.testRunTrigger', relationHint: 'Starts the workflow with a run' },
				{ nodeType: 'n8n-nodes-test-runs.testRunReader', relationHint: 'Reads a run out of report files' },
			],
		},
	};

	execute = gateNode.execute;
}
